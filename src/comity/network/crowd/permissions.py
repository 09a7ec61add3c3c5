"""Who asks everybody, and who triages what comes in: those who coordinate, or who speak for a body."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import AnswerState, OpenAnswer, OpenCall


def may_open(by: Capacity, *, at: datetime) -> Reason | None:
    """Ask everybody in the coalition’s name: for a body, by who coordinates or speaks for it."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or opening(standing, by)


def opening(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and (standing.coordinates or standing.may(by, Power.SPEAK)):
        return None
    why = _("Everybody outside is asked in the name of a body.")
    return Reason(why, _("Who coordinates or presides over one can, under its hat."))


def may_run(by: Capacity, thing: OpenCall | OpenAnswer, *, at: datetime) -> Reason | None:
    """Close a call, answer what came in."""
    return same_coalition(by, thing) or may_open(by, at=at)


def waiting(answer: OpenAnswer) -> Reason | None:
    """What was erased is not answered."""
    if answer.erased_at is not None:
        return Reason(_("This answer was erased."), bar=Bar.NOT_NOW)
    if answer.state != AnswerState.NEW:
        return Reason(_("It has its answer already."), _("Load the page anew."), Bar.CONFLICT)
    return None
