"""Who belongs, who sits where, who may vote for whom: reads, each in a constant number of queries.

All need the coalition's scope, except `members_of`, which opens it by itself.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf
from django_scopes import scope, scopes_disabled

from comity.coalitions.models import (
    COLUMNS,
    Body,
    BodyKind,
    Coalition,
    Mandate,
    Membership,
    MembershipChange,
    MembershipState,
    Power,
    Seat,
    Term,
)
from comity.coalitions.standing import Standing, live
from comity.people.models import Organisation, Person


@lru_cache(maxsize=1024)
def slug_of(coalition: UUID) -> str:
    """The name of a coalition in addresses. It never changes, so each process asks once."""
    return str(Coalition.objects.values_list("slug", flat=True).get(pk=coalition))


def members_of(coalition: UUID, *, on: date | None = None) -> "QuerySet[Organisation]":
    """The member organisations, by name, without the suspended; on a past day, those that were members then.

    Each carries `shown_name`: how it appears in this coalition.
    """
    with scope(coalition=coalition):
        return _here(coalition, on).filter(state_here=MembershipState.MEMBER)


def organisations_of(body: Body, *, on: date) -> "QuerySet[Organisation]":
    """The organisations that sit in a body on that day: in the assembly all members, else those with a seat."""
    members = members_of(body.coalition_id, on=on)
    if body.kind == BodyKind.ASSEMBLY:
        return members
    with scope(coalition=body.coalition_id):
        seats = Seat.objects.filter(held(on), body=body, organisation=OuterRef("pk"))
        return members.filter(Exists(seats))


def voters_of(body: Body, *, on: date) -> dict[UUID, list[Person]]:
    """For each organisation of the body, the people whose mandate lets them vote for it, oldest first.

    An organisation without such a person has an empty list. Two queries.
    """
    with scope(coalition=body.coalition_id):
        return voters_for((o.pk for o in organisations_of(body, on=on)), on=on)


def voters_for(organisations: Iterable[UUID], *, on: date) -> dict[UUID, list[Person]]:
    """The same for any organisations of the coalition. One query."""
    return people_for(Power.VOTE, organisations, on=on)


def people_for(power: Power, organisations: Iterable[UUID], *, on: date) -> dict[UUID, list[Person]]:
    """For each organisation, the people whose mandate holds this power, oldest mandate first. One query."""
    found: dict[UUID, list[Person]] = {organisation: [] for organisation in organisations}
    able = {COLUMNS[power]: True, "organisation__in": list(found)}
    mandates = Mandate.objects.filter(live(on), **able).select_related("person")
    for mandate in mandates.order_by("starts_on", "pk"):
        people = found[mandate.organisation_id]
        if mandate.person not in people:
            people.append(mandate.person)
    return found


def held(day: date, prefix: str = "") -> Q:
    """Seats that are held on that day: the day one ends is the first without it."""
    ends = Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": day})
    return Q(**{f"{prefix}since_on__lte": day}) & ends


def visible_organisations(standing: Standing) -> "QuerySet[Any]":
    """Organisations with a membership here, for those inside; each with `state_here` and `shown_name`."""
    if not standing.inside:
        return Organisation.objects.none()
    return _here(standing.coalition, None).exclude(state_here=None)


def visible_people(standing: Standing) -> "QuerySet[Person]":
    """People who hold or held a mandate or a term here, for those inside; erased ones are gone."""
    if not standing.inside:
        return Person.objects.none()
    mandates = Mandate.objects.filter(person=OuterRef("pk"))
    terms = Term.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Q(Exists(mandates)) | Q(Exists(terms)), erased_at=None)


def acting_people(standing: Standing, *, on: date) -> "QuerySet[Person]":
    """Those of them who hold a mandate or a term on that day, by name."""
    mandates = Mandate.objects.filter(live(on), person=OuterRef("pk"))
    terms = Term.objects.filter(live(on), person=OuterRef("pk"), seat__ended_on=None)
    rows = visible_people(standing).filter(Q(Exists(mandates)) | Q(Exists(terms)))
    return rows.order_by("sort_name", "pk")


def visible_bodies(standing: Standing) -> "QuerySet[Any]":
    """The coalition's bodies, ended ones too, for those inside."""
    rows: QuerySet[Any] = Body.objects.all() if standing.inside else Body.objects.none()
    return rows


def _here(coalition: UUID, on: date | None) -> "QuerySet[Any]":
    """Organisations joined with their membership in the coalition; its state now, or as it was on a day."""
    state: Any = F("here__state")
    if on is not None:
        then = MembershipChange.objects.filter(membership=OuterRef("here__pk"), on__lte=on).order_by(
            "-on", "-pk"
        )
        state = Case(When(here__since_on__lte=on, then=state), default=Subquery(then.values("state")[:1]))
    return Organisation.objects.annotate(
        here=FilteredRelation("memberships", condition=Q(memberships__coalition=coalition)),
        state_here=state,
        since_here=F("here__since_on"),
        membership_here=F("here__pk"),
        leaves_here=F("here__leaves_on"),
        shown_as_here=F("here__shown_as"),
        shown_name=Coalesce(NullIf(F("here__shown_as"), Value("")), F("name")),
    )


def mandates_of(organisation: UUID) -> "QuerySet[Any]":
    """All mandates of an organisation here, running ones first."""
    rows: QuerySet[Any] = Mandate.objects.filter(organisation=organisation)
    running_first = F("ends_on").desc(nulls_first=True)
    return rows.select_related("person", "organisation", "body").order_by(
        running_first, "person__sort_name", "pk"
    )


def seats_on(day: date, **where: Any) -> "QuerySet[Any]":
    """Seats held on that day, with their term: `running` (its id), `filled_by`, `filled_name`, `role`, `ends_on`."""
    term = FilteredRelation("terms", condition=live(day, "terms__"))
    rows: QuerySet[Any] = Seat.objects.filter(held(day), **where)
    rows = rows.select_related("body", "organisation").annotate(
        term=term,
        running=F("term__pk"),
        filled_by=F("term__person"),
        filled_name=F("term__person__name"),
        role=F("term__role"),
        ends_on=F("term__ends_on"),
    )
    return rows.order_by("organisation__sort_name", "pk")


def own_elsewhere(person: UUID) -> "QuerySet[Organisation]":
    """Organisations that the person speaks for in any coalition and that have no membership in the open scope."""
    here = list(Membership.objects.values_list("organisation", flat=True))
    return spoken_for(person).exclude(pk__in=here)


def spoken_for(person: UUID) -> "QuerySet[Organisation]":
    """Organisations that the person speaks for in any coalition, not merged away."""
    with scopes_disabled():
        held_now = Mandate.objects.filter(
            person=person, speaks=True, ends_on=None, organisation__isnull=False
        )
        mine = list(held_now.values_list("organisation", flat=True))
    return Organisation.objects.filter(pk__in=mine, merged_into=None)


def coordinated_by(person: UUID, *, on: date) -> "QuerySet[Coalition]":
    """Every coalition that the person coordinates on that day, by name. Reads across coalitions."""
    with scopes_disabled():
        mine = Mandate.objects.filter(live(on), person=person, coordinates=True).values("coalition")
        return Coalition.objects.filter(pk__in=mine).order_by("name", "pk")


def body_rank() -> Case:
    """For sorting bodies: the assembly first, then the committees, then the groups that act."""
    kinds = [When(kind=kind, then=Value(place)) for place, kind in enumerate(BodyKind)]
    return Case(*kinds, default=Value(len(kinds)))
