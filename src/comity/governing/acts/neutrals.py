"""A neutral is proposed by one side, says what interests there are, and is accepted by both; or not."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import standing_of
from comity.core.ladder import StepKind, has_interest, has_neutrals
from comity.governing.acts.conflicts import both_said_yes, fresh_case, keep_assent, let_know, readers_of
from comity.governing.conflicts import permissions, queries, telling
from comity.governing.models import Case, CasePerson, Neutral, NeutralState
from comity.notices.asks import close_asks
from comity.people.models import Person


@act("governing.neutral.proposed", says=gettext_noop("proposed {person} as neutral in {about}"))
def propose_neutral(
    case: Case, person: Person, *, why: str = "", by: Capacity, at: datetime
) -> Changes[Neutral]:
    """Propose who could help at this step. People of the sides' own organisations are refused.

    The person is asked whether they are ready, and sees no more than the sides' names until both have accepted them.
    """
    case = fresh_case(case, by)
    require(permissions.may_speak_for_side(by, case, at=at))
    step, side = queries.step_of(case), permissions.side_of(by, case)
    assert side is not None
    if not step.needs or has_neutrals(StepKind(step.kind), accepted_at(step)):
        raise ValidationError(_("This step needs no further neutral."))
    _check(case, person, at)
    if Neutral.objects.filter(step=step, person=person).exists():
        raise ValidationError({"person": _("This person was asked already.")})
    neutral = Neutral(
        coalition_id=case.coalition_id,
        case=case,
        step=step,
        person=person,
        proposed_by=side,
        why=why,
        proposed_at=at,
    ).store()
    telling.ask_neutral(neutral, at=at)
    return _told(neutral, words={"person": person.name}, whom=person.pk)


@act("governing.neutral.willing", says=gettext_noop("is ready to be neutral in {about}"))
def agree_to_help(neutral: Neutral, *, interests: str, by: Capacity, at: datetime) -> Changes[Neutral]:
    """Say that one is ready, and which interests there are: what ties one to either side, or that nothing does."""
    neutral = _fresh(neutral, by)
    require(permissions.may_answer_as_neutral(by, neutral, at=at))
    _check(neutral.case, neutral.person, at)
    neutral.state, neutral.interests, neutral.answered_at = NeutralState.WILLING, interests, at
    neutral.store()
    close_asks(neutral, at=at)
    telling.ask_assent(neutral.case, neutral, at=at)
    return _told(neutral)


@act("governing.neutral.declined", says=gettext_noop("can’t be neutral in {about}"))
def decline_to_help(neutral: Neutral, *, by: Capacity, at: datetime) -> Changes[Neutral]:
    """Say no; no reason is asked."""
    neutral = _fresh(neutral, by)
    require(permissions.may_answer_as_neutral(by, neutral, at=at))
    neutral.state, neutral.answered_at = NeutralState.DECLINED, at
    neutral.store()
    close_asks(neutral, at=at)
    telling.tell_neutral(neutral.case, at=at)
    return _told(neutral)


@act("governing.neutral.answered", says=gettext_noop("answered who shall be neutral in {about}"))
def answer_neutral(
    neutral: Neutral, yes: bool, *, why: str = "", by: Capacity, at: datetime
) -> Changes[Neutral]:
    """Accept a neutral, or not. Once both sides have, the neutral knows of the case and can write in it."""
    neutral = _fresh(neutral, by)
    case = neutral.case
    require(permissions.may_assent(by, case, neutral, at=at))
    side = permissions.side_of(by, case)
    assert side is not None
    rows: list[Any] = [keep_assent(case, side, neutral, yes, why, by, at)]
    close_asks(neutral, at=at, person=by.person)
    if not yes:
        neutral.state = NeutralState.REFUSED
        close_asks(neutral, at=at)
    elif both_said_yes(neutral):
        _check(case, neutral.person, at)
        neutral.state = NeutralState.ACCEPTED
        row = let_know(None, neutral.person, at, case)
        rows += [row, *readers_of([row])]
        telling.tell_neutral(case, at=at)
    neutral.store()
    return _told(neutral, *rows, yes=yes)


def accepted_at(step: Any) -> int:
    """How many neutrals both sides have accepted at a step."""
    return len(Neutral.objects.filter(step=step, state=NeutralState.ACCEPTED))


def _fresh(neutral: Neutral, by: Capacity) -> Neutral:
    require(same_coalition(by, neutral))
    found: Neutral = Neutral.objects.select_related("person", "step", "proposed_by").get(pk=neutral.pk)
    found.case = fresh_case(neutral.case, by)
    return found


def _check(case: Case, person: Person, at: datetime) -> None:
    """Inside the coalition, and of neither side."""
    if not standing_of(person.pk, case.coalition_id, at=at).inside:
        raise ValidationError({"person": _("A neutral must have a mandate or a seat in this coalition.")})
    sides = {party.key for party in case.parties.all()}
    named = CasePerson.objects.filter(case=case, person=person, party__isnull=False).exists()
    if named or has_interest(queries.ties_of(person.pk, on=day_of(at)), sides):
        raise ValidationError({"person": _("People of either side can’t be neutral.")})


def _told(neutral: Neutral, *rows: Any, words: Any = None, **facts: Any) -> Changes[Neutral]:
    said = {"about": neutral.case.title, **(words or {})}
    return Changes(neutral, also=[neutral.case, *rows], words=said, **facts)
