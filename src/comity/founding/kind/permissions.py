"""Who says what kind is wanted, chooses it, and asks to change it: None, or the reason in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import coordinating, not_as
from comity.coalitions.standing import Standing, home, standing_behind
from comity.founding.reasons.permissions import naming
from comity.governing.rulebook import adopted


def may_answer(by: Capacity, *, at: datetime) -> Reason | None:
    """Say what is wanted: whoever speaks for a founder or member, and coordinators."""
    return naming(standing_behind(by, at=at), by)


def may_choose(by: Capacity, *, at: datetime) -> Reason | None:
    """Choose at once: coordinators, while no rulebook is in force."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or choosing(standing, at=at, ruled=adopted(home(by), at) is not None)


def choosing(standing: Standing, *, at: datetime, ruled: bool) -> Reason | None:
    """The same where the standing, and whether rules are in force, are known."""
    if (barred := coordinating(standing, at=at)) is not None:
        return barred
    if ruled:
        return Reason(_("A rulebook is in force."), _("The members can decide to change the kind."), Bar.CONFLICT)
    return None


def may_propose(by: Capacity, *, at: datetime) -> Reason | None:
    """Ask the members to change it: whoever speaks for one, once there are rules to decide by."""
    if (barred := naming(standing_behind(by, at=at), by)) is not None:
        return barred
    if adopted(home(by), at) is None:
        return Reason(_("No rulebook is in force yet."), _("A coordinator can choose the kind at once."), Bar.NOT_NOW)
    return None
