"""Cases as those named in them may read them; for everyone else there are none."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from comity.base.joined import joined, keep
from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Body, BodyKind, Mandate, Role, Term
from comity.coalitions.standing import Standing, live
from comity.governing.models import (
    Assent,
    Case,
    CaseMessage,
    CasePerson,
    CaseState,
    CaseStep,
    Neutral,
    NeutralState,
    Outcome,
    Party,
)
from comity.people.models import Person


def visible_to(standing: Standing) -> "QuerySet[Case]":
    """The cases in which the person is named, and speaks there still for whom they were named."""
    rows = readable(Case.objects.all(), standing)
    if standing.operates:
        return rows
    mine = Q(party=None)
    mine |= Q(party__organisation__in=[hold.of for hold in standing.organisations])
    mine |= Q(party__body__in=[hold.of for hold in standing.bodies])
    named = CasePerson.objects.filter(mine, case=OuterRef("pk"), person=standing.person, ended_at=None)
    return rows.filter(Exists(named))


def to_read(rows: "QuerySet[Case]") -> "QuerySet[Case]":
    """Cases with everything their page shows. Nine queries, whatever their length."""
    by_place = CaseStep.objects.order_by("place")
    return rows.select_related("coalition", "question__coalition").prefetch_related(
        Prefetch("steps", by_place),
        Prefetch("parties", Party.objects.select_related("organisation", "body")),
        _people(),
        Prefetch(
            "neutrals", Neutral.objects.select_related("person", "proposed_by").order_by("proposed_at", "pk")
        ),
        _messages(),
        Prefetch("outcomes", Outcome.objects.select_related("person", "party")),
        Prefetch("assents", Assent.objects.select_related("party", "person").order_by("said_at", "pk")),
    )


def read_one(rows: "QuerySet[Case]", pk: UUID) -> Case | None:
    """One case read in the same way with five queries: of what are a few, one is read along with the other."""
    related = rows.filter(pk=pk).select_related("coalition", "question__coalition")
    case: Case | None = next(iter(joined(related, "outcomes", "person", "party", order=("proposed_at", "pk"))), None)
    if case is None:
        return None
    steps = joined(
        CaseStep.objects.filter(case=case).order_by("place"), "neutrals", "person", "proposed_by",
        order=("proposed_at", "pk"),
    )  # fmt: skip
    parties = joined(
        Party.objects.filter(case=case).select_related("organisation", "body"), "assents", "person",
        order=("said_at", "pk"),
    )  # fmt: skip
    keep(case, "steps", steps)
    keep(case, "neutrals", _by_time([one for step in steps for one in step.neutrals.all()], "proposed_at"))
    keep(case, "parties", parties)
    keep(case, "assents", _by_time([one for party in parties for one in party.assents.all()], "said_at"))
    prefetch_related_objects([case], _people(), _messages())
    return case


def _by_time(rows: list[Any], name: str) -> list[Any]:
    return sorted(rows, key=lambda one: (getattr(one, name), one.pk))


def _people() -> Prefetch[Any]:
    people = CasePerson.objects.filter(ended_at=None).select_related("person", "party")
    return Prefetch("people", people.order_by("named_at", "pk"))


def _messages() -> Prefetch[Any]:
    return Prefetch("messages", CaseMessage.objects.select_related("person", "party__organisation"))


def in_lines(rows: "QuerySet[Case]") -> "QuerySet[Case]":
    """Cases as lines of a list: their sides and steps."""
    return rows.select_related("coalition").prefetch_related("steps", "parties")


def step_of(case: Case) -> CaseStep:
    """The step at which a case stands. Needs its steps."""
    return next(step for step in case.steps.all() if step.place == case.place)


def asked_of(person: UUID | None) -> "QuerySet[Neutral]":
    """Where somebody is asked to be the neutral, or was: the one thing about a case they see before being accepted."""
    rows: QuerySet[Neutral] = Neutral.objects.filter(person=person).exclude(person=None)
    open_ones = rows.filter(case__state=CaseState.OPEN).exclude(state=NeutralState.REFUSED)
    return open_ones.select_related("case__coalition", "step", "proposed_by", "person")


def due(at: datetime) -> "QuerySet[Case]":
    """Open cases for the clock, with their steps and sides; of these whether anybody is `still_named`."""
    rows: QuerySet[Case] = Case.objects.filter(state=CaseState.OPEN)
    named = CasePerson.objects.filter(party=OuterRef("pk"), ended_at=None)
    sides = Party.objects.annotate(still_named=Exists(named)).select_related("case")
    return rows.prefetch_related("steps", Prefetch("parties", sides)).order_by("opened_at", "pk")


# ── who speaks for a side, and who belongs to whom ──


def speakers_of(party: Party, *, on: date) -> list[Person]:
    """Those who sign for an organisation, else those who speak for it; of a body, who presides or coordinates."""
    if party.organisation_id:
        mandates = Mandate.objects.filter(live(on), organisation=party.organisation_id, speaks=True)
        signing = [m.person for m in _by_age(mandates) if m.signs]
        return _once(signing or [m.person for m in _by_age(mandates)])
    terms = Term.objects.filter(live(on), seat__body=party.body_id, seat__ended_on=None)
    chairs = (
        terms.filter(role__in=(Role.CHAIR, Role.CONVENER))
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    holders = _by_age(Mandate.objects.filter(live(on), body=party.body_id, speaks=True))
    return _once([term.person for term in chairs] + [mandate.person for mandate in holders])


def may_be_named(party: Party, *, on: date) -> "QuerySet[Person]":
    """People of a side: of an organisation who hold its mandate, of a body who act for it or sit in it."""
    mandates = Mandate.objects.filter(
        live(on), person=OuterRef("pk"), organisation=party.organisation_id, body=party.body_id
    )
    terms = Term.objects.filter(
        live(on), person=OuterRef("pk"), seat__ended_on=None, seat__body=party.body_id
    )
    may = Q(Exists(mandates)) | (Q(Exists(terms)) if party.body_id else Q())
    return Person.objects.filter(may, erased_at=None).order_by("sort_name", "pk")


def ties_of(person: UUID, *, on: date) -> set[str]:
    """The organisations and bodies that somebody acts for or sits in, as ids."""
    mandates = Mandate.objects.filter(live(on), person=person).values_list("organisation", "body")
    seats = Term.objects.filter(live(on), person=person, seat__ended_on=None)
    terms = seats.values_list("seat__organisation", "seat__body")
    assembly = Body.objects.filter(kind=BodyKind.ASSEMBLY).values_list("pk", flat=True)
    found = {str(pk) for pair in [*mandates, *terms] for pk in pair if pk}
    # a place in the assembly is no interest: everybody has one
    return found - {str(pk) for pk in assembly} | {str(body) for _org, body in mandates if body}


def _by_age(mandates: Any) -> list[Mandate]:
    return list(mandates.select_related("person").order_by("starts_on", "pk"))


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people if person.erased_at is None}.values())


# ── what is taken along ──


def cases_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """The cases one is named in, header first."""
    yield (
        "title", "opened_by", "other_side", "state", "step", "opened_at", "ended_at", "account", "tried", "tried_on",
        "came_of_it", "outcome",
    )  # fmt: skip
    rows = to_read(visible_to(standing)).order_by("opened_at", "pk")
    for case in rows.iterator(chunk_size=200):
        sides = {party.opened: party.name for party in case.parties.all()}
        settled = [one.text for one in case.outcomes.all() if one.settled_at and one.state != "refused"]
        yield (
            case.title, sides[True], sides[False], case.state, step_of(case).kind, case.opened_at, case.ended_at,
            case.account, case.tried, case.tried_on, case.came_of_it, "\n\n".join(settled),
        )  # fmt: skip


def messages_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What was written in the cases one is named in, header first."""
    yield "case", "written_at", "by", "for", "text"
    rows = CaseMessage.objects.filter(case__in=visible_to(standing)).select_related("case", "person", "party")
    for one in rows.order_by("case__opened_at", "written_at", "pk").iterator(chunk_size=500):
        yield one.case.title, one.written_at, one.person.name, one.party.name if one.party else "", one.text
