"""Who may keep a wave: whoever coordinates. Everyone inside may read what it says of ties; ratings only as means."""

from datetime import datetime

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Reason
from comity.coalitions.permissions import coordinating, may_coordinate
from comity.coalitions.standing import Standing


def may_keep_waves(by: Capacity, *, at: datetime) -> Reason | None:
    """Keep a wave, bring answers in, take one out of use; the rule may at the end of a survey's round."""
    if by.acts_for == ActsFor.RULE:
        return None
    return may_coordinate(by, at=at)


def keeping(standing: Standing, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    return coordinating(standing, at=at)
