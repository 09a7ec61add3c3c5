"""Who may do what in a case. Whoever is not named in it is told nothing: it is absent."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.governing.models import (
    Case,
    CasePerson,
    CaseState,
    Neutral,
    NeutralState,
    Outcome,
    OutcomeState,
    Party,
)


def may_open_case(by: Capacity, *, at: datetime) -> Reason | None:
    """Open a case: whoever speaks for a member or a body."""
    return may_act_as(by, at=at) or opening(standing_behind(by, at=at), by)


def opening(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.SELF:
        return Reason(
            _("A conflict is opened for an organisation or a body."), _("Choose another hat above.")
        )
    hold = standing.organisation(by.organisation)
    if hold is not None and not hold.member:
        return hidden()
    return None if standing.may(by, Power.SPEAK) or standing.coordinates and by.body else _mute(by)


def may_write(by: Capacity, case: Case, *, at: datetime) -> Reason | None:
    """Write, propose how to settle it: whoever is named, under the hat of their side, or as the neutral."""
    return _named(by, case, at=at) or _hat(by, case) or still_open(case)


def may_speak_for_side(by: Capacity, case: Case, *, at: datetime) -> Reason | None:
    """Name people, propose a neutral, ask for the next step: whoever is named for a side."""
    barred = _named(by, case, at=at) or still_open(case)
    return barred or (None if side_of(by, case) else _not_a_side())


def may_sign_for_side(by: Capacity, case: Case, *, at: datetime) -> Reason | None:
    """Accept a neutral, an outcome, a binding decision: whoever is named for a side and signs for it."""
    if reason := may_speak_for_side(by, case, at=at):
        return reason
    return None if signs(standing_behind(by, at=at), by) else _does_not_sign(by)


def may_answer_as_neutral(by: Capacity, neutral: Neutral, *, at: datetime) -> Reason | None:
    """Say whether one is ready to be the neutral: the person asked alone."""
    barred = same_coalition(by, neutral) or may_act_as(by, at=at)
    if barred or by.person != neutral.person_id or not standing_behind(by, at=at).inside:
        return barred or hidden()
    if neutral.state != NeutralState.PROPOSED:
        return Reason(_("You have answered this already."), bar=Bar.NOT_NOW)
    return still_open(neutral.case)


def may_assent(by: Capacity, case: Case, thing: Any, *, at: datetime) -> Reason | None:
    """Say yes or no to a neutral or an outcome: a side that has not yet."""
    if reason := may_sign_for_side(by, case, at=at):
        return reason
    waits = thing.state in (NeutralState.WILLING, OutcomeState.PROPOSED)
    return None if waits else Reason(_("This no longer waits for an answer."), bar=Bar.NOT_NOW)


def may_take_case_back(by: Capacity, case: Case, *, at: datetime) -> Reason | None:
    """Take the case back: the side that opened it."""
    if reason := may_speak_for_side(by, case, at=at):
        return reason
    side = side_of(by, case)
    if side is not None and side.opened:
        return None
    return Reason(
        _("The other side opened it."), _("They can take it back; you can propose how to settle it.")
    )


# ── what pages ask ──


def side_of(by: Capacity, case: Case) -> Party | None:
    """The side that a hat stands for, if any. Needs the case's parties."""
    return next(
        (party for party in case.parties.all() if by.of is not None and party.key == str(by.of)), None
    )


def neutral_in(by: Capacity, case: Case) -> bool:
    """Whether the person is a neutral of the case."""
    people = CasePerson.objects.filter(case=case, person=by.person, party=None, ended_at=None)
    return by.person is not None and people.exists()


def signs(standing: Standing, by: Capacity) -> bool:
    """Whether the hat signs: by mandate for an organisation; for a body whoever acts for it does."""
    return by.body is not None or standing.may(by, Power.SIGN)


def still_open(case: Case) -> Reason | None:
    """Nothing is done in a case that is over."""
    return None if case.state == CaseState.OPEN else Reason(_("This case is over."), bar=Bar.NOT_NOW)


def _named(by: Capacity, case: Case, *, at: datetime) -> Reason | None:
    barred = same_coalition(by, case) or may_act_as(by, at=at)
    named = CasePerson.objects.filter(case=case, person=by.person, ended_at=None)
    return barred or (None if by.person and named.exists() else hidden())


def _hat(by: Capacity, case: Case) -> Reason | None:
    if neutral_in(by, case) or side_of(by, case):
        return None
    return _not_a_side()


def _not_a_side() -> Reason:
    return Reason(
        _("Under this hat you are not a side of this case."), _("Choose the hat of your side above.")
    )


def _mute(by: Capacity) -> Reason:
    why = _("Your mandate for {name} does not let you speak.").format(name=by.of_name)
    return Reason(why, _("Whoever speaks for it can."))


def _does_not_sign(by: Capacity) -> Reason:
    why = _("Your mandate for {name} does not let you sign.").format(name=by.of_name)
    return Reason(why, _("Whoever signs for it can."))


def unanswered(outcome: Outcome) -> bool:
    """Whether an outcome still waits."""
    return outcome.state == OutcomeState.PROPOSED
