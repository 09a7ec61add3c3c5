"""Who may propose introductions, answer them, say that one has met, and note it: nothing, or a reason in words."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, may_coordinate, mute, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import INTRODUCTION_STEPS, Introduction, IntroductionState

S = IntroductionState


def may_propose(by: Capacity, *, at: datetime) -> Reason | None:
    """Propose introductions to all: whoever coordinates."""
    return may_coordinate(by, at=at)


def may_ask_to_meet(by: Capacity, *, at: datetime) -> Reason | None:
    """Ask for one's own organisation to be introduced: whoever speaks for it."""
    return may_act_as(by, at=at) or asking(standing_behind(by, at=at), by)


def asking(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for != ActsFor.ORGANISATION:
        return Reason(_("Organisations meet each other."), _("Choose the hat of one above."))
    hold = standing.organisation(by.of)
    if hold is None or not hold.member:
        return hidden()
    return None if standing.may(by, Power.SPEAK) else mute(by)


def may_answer(by: Capacity, introduction: Introduction, *, at: datetime) -> Reason | None:
    """Say whether one's organisation wants to meet: who speaks for one of those that are introduced."""
    barred = same_coalition(by, introduction) or may_act_as(by, at=at)
    return barred or answering(standing_behind(by, at=at), by, introduction)


def answering(standing: Standing, by: Capacity, introduction: Introduction) -> Reason | None:
    """The same where the standing is known."""
    return siding(standing, by, introduction) or _stepping(introduction, S.DECLINED)


def may_say_met(by: Capacity, introduction: Introduction, *, at: datetime) -> Reason | None:
    """Say that they met: who speaks for one of them, or who facilitates."""
    barred = same_coalition(by, introduction) or may_act_as(by, at=at)
    return barred or telling_met(standing_behind(by, at=at), by, introduction)


def telling_met(standing: Standing, by: Capacity, introduction: Introduction) -> Reason | None:
    """The same where the standing is known."""
    if standing.inside and by.person is not None and introduction.facilitator_id == by.person:
        return _stepping(introduction, S.MET)
    return siding(standing, by, introduction) or _stepping(introduction, S.MET)


def may_name_facilitator(by: Capacity, introduction: Introduction, *, at: datetime) -> Reason | None:
    """Name who helps the talk along: those who are introduced, and coordinators."""
    barred = same_coalition(by, introduction) or may_act_as(by, at=at)
    return barred or naming(standing_behind(by, at=at), by, introduction)


def naming(standing: Standing, by: Capacity, introduction: Introduction) -> Reason | None:
    """The same where the standing is known."""
    if by.body is not None and standing.coordinates:
        return _stepping(introduction, S.MET)
    return siding(standing, by, introduction) or _stepping(introduction, S.MET)


def may_note(by: Capacity, introduction: Introduction, *, at: datetime) -> Reason | None:
    """Note something for oneself: the people of those who are introduced, and who facilitates."""
    return same_coalition(by, introduction) or noting(standing_behind(by, at=at), introduction)


def noting(standing: Standing, introduction: Introduction) -> Reason | None:
    """The same where the standing is known, whichever hat is worn."""
    if not standing.inside:
        return hidden()
    mine = {hold.of for hold in standing.organisations}
    if mine & organisations_in(introduction) or introduction.facilitator_id == standing.person:
        return None
    return Reason(_("Only those who meet take notes here."), _("Each note is for its writer alone."))


def siding(standing: Standing, by: Capacity, introduction: Introduction) -> Reason | None:
    """Whether one speaks for one of those that are introduced."""
    if not standing.inside:
        return hidden()
    if by.organisation is None or by.of not in organisations_in(introduction):
        ours = any(hold.of in organisations_in(introduction) for hold in standing.organisations)
        who = _("Choose the hat of yours above.") if ours else _("Their own people can.")
        return Reason(_("This is for the organisations that are introduced."), who)
    return None if standing.may(by, Power.SPEAK) else mute(by)


def organisations_in(introduction: Introduction) -> set[UUID]:
    """Those that are introduced. No query where the sides are read."""
    return {side.organisation_id for side in introduction.sides.all()}


def _stepping(introduction: Introduction, state: IntroductionState) -> Reason | None:
    if state in INTRODUCTION_STEPS[introduction.state]:
        return None
    found = IntroductionState(introduction.state).label
    return Reason(_("This introduction is over: {found}.").format(found=found), bar=Bar.NOT_NOW)
