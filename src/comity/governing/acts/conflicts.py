"""A case is opened, people are named and write, outcomes are accepted; and it ends, by the clock if need be.

Each entry names the case, so that only those named in it read its words.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.models import Body, NamedReader
from comity.coalitions.permissions import same_coalition
from comity.coalitions.queries import members_of
from comity.coalitions.standing import home
from comity.core.ladder import step_ends
from comity.governing.conflicts import permissions, queries, resting, telling
from comity.governing.conflicts.procedure import ladder_of
from comity.governing.models import (
    Assent,
    Case,
    CaseMessage,
    CasePerson,
    CaseState,
    CaseStep,
    OutcomeState,
    Party,
    Question,
)
from comity.notices.asks import close_asks
from comity.people.models import Organisation, Person

Rows = list[models.Model]


def fresh_case(case: Case, by: Capacity) -> Case:
    """The case with its sides and steps, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, case))
    found: Case = (
        Case.objects.select_related("coalition", "question__matter")
        .prefetch_related("parties", "steps")
        .get(pk=case.pk)
    )
    return found


@act("governing.case.opened", says=gettext_noop("opened the case {about} with {other_name}"))
def open_case(
    *, other: Organisation | Body, title: str, account: str, tried: str, tried_on: date, came_of_it: str,
    question: Question | None = None, by: Capacity, at: datetime,
) -> Changes[Case]:  # fmt: skip
    """Open a case with another member or body, after having tried oneself: what, on which day, and what came of it.

    From now on the people who sign for each side know of it, and nobody else. A question that is not closed yet rests
    for a bounded time, if that was agreed. Raises ValidationError by field.
    """
    require(permissions.may_open_case(by, at=at))
    _check_opening(other, tried_on, question, by, at)
    ladder = ladder_of(home(by), at=at)
    rests = question is not None and resting.may_rest(question, at=at)
    case = Case(
        coalition_id=home(by), title=title, account=account, tried=tried, tried_on=tried_on, came_of_it=came_of_it,
        question=question, frozen_until=ladder.frozen_until(at) if rests else None, opened_at=at,
    ).store()  # fmt: skip
    steps: Rows = [
        CaseStep(
            coalition_id=case.coalition_id, case=case, place=place, kind=step.kind, days=step.days
        ).store()
        for place, step in enumerate(ladder.steps)
    ]
    _begin(steps[0], at)
    own, theirs = _party(case, by.of_name, by.organisation, by.body, opened=True), _other(case, other)
    people = _name_sides(own, theirs, by, at)
    if case.frozen_until is not None:
        resting.let_rest(case, at=at)
    telling.tell_opened(case, theirs, people, at=at)
    also = [*steps, own, theirs, *people, *readers_of(people)]
    return Changes(case, also=also, words={"about": case.title, "other_name": theirs.name})


@act("governing.case.named", says=gettext_noop("named {person} in the case {about}"))
def name_in_case(case: Case, person: Person, *, by: Capacity, at: datetime) -> Changes[CasePerson]:
    """Let one more of one's own people know of the case."""
    case = fresh_case(case, by)
    require(permissions.may_speak_for_side(by, case, at=at))
    side = permissions.side_of(by, case)
    assert side is not None  # the permission asked for it
    if not queries.may_be_named(side, on=day_of(at)).filter(pk=person.pk).exists():
        raise ValidationError({"person": _("Only people who act for your side can be named.")})
    row = let_know(side, person, at)
    return told(case, row, [row, *readers_of([row])], words={"person": person.name}, whom=person.pk)


@act("governing.case.unnamed", says=gettext_noop("took {person} out of the case {about}"))
def unname_in_case(row: CasePerson, *, by: Capacity, at: datetime) -> Changes[CasePerson]:
    """Somebody no longer knows of the case: their own side says so, or the rule, when they act for it no more."""
    case = fresh_case(row.case, by)
    row = CasePerson.objects.select_related("person", "party").get(pk=row.pk)
    if by.acts_for != ActsFor.RULE:
        require(permissions.may_speak_for_side(by, case, at=at))
        side = permissions.side_of(by, case)
        if row.party_id is None or side is None or row.party_id != side.pk:
            raise Refused(Reason(_("Each side names its own people."), bar=Bar.FORBIDDEN))
        if CasePerson.objects.filter(case=case, party=side, ended_at=None).count() < 2:
            raise ValidationError(_("Somebody of your side must know of the case."))
    if row.ended_at is not None:
        raise ValidationError(_("This was taken back already."))
    row.ended_at = at
    row.store()
    NamedReader.objects.filter(thing=case.pk, person=row.person).delete()
    close_asks(case, at=at, person=row.person_id)
    return told(case, row, [row], words={"person": row.person.name}, whom=row.person_id)


@act("governing.case.handed_on", says=gettext_noop("named who speaks for a side of {about} now"))
def hand_case_on(side: Party, *, by: Capacity, at: datetime) -> Changes[Party]:
    """Nobody named for a side acts for it any more: those who sign for it now learn of the case. By the rule."""
    case = fresh_case(side.case, by)
    if by.acts_for != ActsFor.RULE or CasePerson.objects.filter(party=side, ended_at=None).exists():
        raise Refused(Reason("Somebody is named for this side.", bar=Bar.CONFLICT))
    known = set(CasePerson.objects.filter(case=case, ended_at=None).values_list("person", flat=True))
    new = [one for one in queries.speakers_of(side, on=day_of(at)) if one.pk not in known]
    if not new:
        raise Refused(Reason("Nobody speaks for this side.", bar=Bar.CONFLICT))
    people = [let_know(side, one, at) for one in new]
    telling.tell_opened(case, side, people, at=at)
    return told(case, side, [*people, *readers_of(people)])


@act("governing.case.written", says=gettext_noop("wrote in the case {about}"))
def write_in_case(case: Case, text: str, *, by: Capacity, at: datetime) -> Changes[CaseMessage]:
    """Write to the other side, and to the neutral where there is one."""
    case = fresh_case(case, by)
    require(permissions.may_write(by, case, at=at))
    side = permissions.side_of(by, case)
    message = CaseMessage(
        coalition_id=case.coalition_id, case=case, party=side, person_id=by.someone, text=text, written_at=at
    ).store()
    telling.tell_written(message, side, at=at)
    return told(case, message, [message])


@act("governing.case.bound", says=gettext_noop("accepted beforehand what an arbitrator decides in {about}"))
def bind_side(case: Case, *, by: Capacity, at: datetime) -> Changes[Party]:
    """Accept beforehand that an arbitrator's decision binds one's side. It binds only if both sides said so before."""
    case = fresh_case(case, by)
    require(permissions.may_sign_for_side(by, case, at=at))
    side = permissions.side_of(by, case)
    assert side is not None
    if side.bound_at is not None:
        raise ValidationError(_("Your side has accepted it already."))
    side.bound_at, side.bound_by_id = at, by.person
    side.store()
    return told(case, side, [side])


@act("governing.case.withdrawn", says=gettext_noop("took back the case {about}"))
def withdraw_case(case: Case, *, why: str = "", by: Capacity, at: datetime) -> Changes[Case]:
    """The side that opened it takes it back. What rested goes on."""
    case = fresh_case(case, by)
    require(permissions.may_take_case_back(by, case, at=at))
    case.ended_why = why
    rows = close_case(case, CaseState.WITHDRAWN, at=at)
    telling.tell_over(case, at=at)
    return Changes(case, also=rows, words={"about": case.title})


@act("governing.case.hurried", says=gettext_noop("asked for the next step in {about}"))
def ask_for_next(case: Case, *, by: Capacity, at: datetime) -> Changes[Case]:
    """Ask to go on to the next step before its time; once both sides ask, it begins."""
    case = fresh_case(case, by)
    require(permissions.may_speak_for_side(by, case, at=at))
    side = permissions.side_of(by, case)
    assert side is not None
    if case.place + 1 >= len(case.steps.all()):
        raise ValidationError(_("This is the last step that was agreed."))
    side.wants_next = case.place
    side.store()
    rows: Rows = [side]
    if all(party.wants_next == case.place for party in Party.objects.filter(case=case)):
        rows += _next(case, at=at)
    return Changes(case, also=rows, words={"about": case.title})


@act("governing.case.stepped", says=gettext_noop("began the next step in {about}"))
def step_up(case: Case, *, by: Capacity, at: datetime) -> Changes[Case]:
    """The clock of a step has run out: the next begins; after the last, the case ends without agreement."""
    case = fresh_case(case, by)
    step = queries.step_of(case)
    if (
        by.acts_for != ActsFor.RULE
        or case.state != CaseState.OPEN
        or step.ends_at is None
        or at < step.ends_at
    ):
        raise Refused(Reason("This step is not over.", bar=Bar.CONFLICT))
    rows = _next(case, at=at)
    return Changes(case, also=rows, words={"about": case.title}, place=case.place, state=str(case.state))


@act("governing.case.reminded", says=gettext_noop("called to mind that a step in {about} ends soon"))
def remind_case(case: Case, *, by: Capacity, at: datetime) -> Changes[Case]:
    """Write once a step to those named that it ends soon."""
    case = fresh_case(case, by)
    step = queries.step_of(case)
    if by.acts_for != ActsFor.RULE or case.state != CaseState.OPEN or step.reminded_at is not None:
        raise Refused(Reason("This step needs no reminder.", bar=Bar.CONFLICT))
    step.reminded_at = at
    step.store()
    telling.remind(case, step, at=at)
    return Changes(case, also=[step], words={"about": case.title})


def both_said_yes(thing: Any) -> bool:
    """Whether both sides accepted a neutral or an outcome."""
    sides = Assent.objects.filter(about=thing.pk, yes=True).values_list("party", flat=True)
    return len(set(sides)) == 2


# ── what the acts are made of ──


def _check_opening(other: Any, tried_on: date, question: Question | None, by: Capacity, at: datetime) -> None:
    """Own attempt first, with another side of this coalition, about a thing one may know of."""
    if other.pk == by.of:
        raise ValidationError({"other": _("Choose another side than your own.")})
    if tried_on > (at + timedelta(days=1)).date():
        raise ValidationError({"tried_on": _("First try yourself: this day is still to come.")})
    known = members_of(home(by)) if isinstance(other, Organisation) else Body.objects.filter(ended_on=None)
    if not known.filter(pk=other.pk).exists():
        raise ValidationError({"other": _("Choose a member or a body of this coalition.")})
    if question is not None and question.coalition_id != home(by):
        raise ValidationError({"question": _("Choose a question of this coalition.")})


def _party(case: Case, name: str, organisation: Any, body: Any, *, opened: bool) -> Party:
    party: Party = Party(
        coalition_id=case.coalition_id,
        case=case,
        organisation_id=organisation,
        body_id=body,
        name=name,
        opened=opened,
    ).store()
    return party


def _other(case: Case, other: Organisation | Body) -> Party:
    if isinstance(other, Organisation):
        return _party(case, other.name, other.pk, None, opened=False)
    return _party(case, other.name, None, other.pk, opened=False)


def _name_sides(own: Party, theirs: Party, by: Capacity, at: datetime) -> list[CasePerson]:
    """The one who opens it and who signs for that side; who signs for the other. Nobody stands on both sides."""
    others = [one for one in queries.speakers_of(theirs, on=day_of(at)) if one.pk != by.person]
    if not others:
        why = _("Nobody speaks for {name} now, so nobody could answer.").format(name=theirs.name)
        raise ValidationError({"other": why})
    taken = {one.pk for one in others}
    ours = [Person.objects.get(pk=by.someone), *queries.speakers_of(own, on=day_of(at))]
    mine = {one.pk: one for one in ours if one.pk not in taken}
    return [
        *(let_know(own, one, at) for one in mine.values()),
        *(let_know(theirs, one, at) for one in others),
    ]


def let_know(side: Party | None, person: Person, at: datetime, case: Case | None = None) -> CasePerson:
    """Name somebody: for a side, or as the neutral of a case."""
    of = case or (side.case if side else None)
    assert of is not None
    if CasePerson.objects.filter(case=of, person=person, ended_at=None).exists():
        raise ValidationError({"person": _("This person knows of the case already.")})
    row: CasePerson = CasePerson(
        coalition_id=of.coalition_id, case=of, party=side, person=person, named_at=at
    ).store()
    NamedReader(coalition_id=of.coalition_id, thing=of.pk, person=person).store()
    return row


def readers_of(people: Iterable[CasePerson]) -> Rows:
    """The rows by which those named may read."""
    rows = list(people)
    return list(
        NamedReader.objects.filter(
            thing__in={r.case_id for r in rows}, person__in=[r.person_id for r in rows]
        )
    )


def _begin(step: Any, at: datetime) -> models.Model:
    step.began_at, step.ends_at = at, step_ends(at, step.days)
    stored: models.Model = step.store()
    return stored


def _next(case: Case, *, at: datetime) -> Rows:
    """The next step, or the end."""
    steps = {step.place: step for step in case.steps.all()}
    if case.place + 1 not in steps:
        rows = close_case(case, CaseState.ENDED, at=at)
        telling.tell_over(case, at=at)
        return rows
    case.place += 1
    case.store()
    close_asks(case, at=at)
    step: Any = _begin(steps[case.place], at)
    telling.tell_step(case, step, at=at)
    return [step]


def close_case(case: Case, state: CaseState, *, at: datetime) -> Rows:
    """The case ends; nothing waits any more, and what rested goes on."""
    case.state, case.ended_at = state, at
    case.store()
    waiting = [*case.outcomes.filter(state=OutcomeState.PROPOSED), *case.neutrals.all()]
    for thing in (case, *waiting):
        close_asks(thing, at=at)
    if case.frozen_until is not None and at < case.frozen_until:
        resting.let_go_on(case, at=at)
    return [case]


def keep_assent(
    case: Case, side: Party, thing: Any, yes: bool, why: str, by: Capacity, at: datetime
) -> Assent:
    """Keep what a side says to a neutral or an outcome; once."""
    if Assent.objects.filter(party=side, about=thing.pk).exists():
        raise ValidationError(_("Your side has answered this already."))
    row: Assent = Assent(
        coalition_id=case.coalition_id, case=case, party=side, about=thing.pk, yes=yes, why=why,
        person_id=by.someone, said_at=at,
    ).store()  # fmt: skip
    return row


def told(
    case: Case, thing: Any, also: Iterable[models.Model], *, words: Any = None, **facts: Any
) -> Changes[Any]:
    """An entry that names the case among its things, so that those named in the case read it."""
    return Changes(thing, also=[case, *also], words={"about": case.title, **(words or {})}, **facts)
