"""Who keeps the list of topics."""

from datetime import datetime

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.permissions import coordinating, may_coordinate, same_coalition
from comity.coalitions.standing import Standing
from comity.topics.models import Topic


def may_add(by: Capacity, *, at: datetime) -> Reason | None:
    """Add a topic: who coordinates."""
    return may_coordinate(by, at=at)


def may_keep(by: Capacity, topic: Topic, *, at: datetime) -> Reason | None:
    """Rename, merge, retire a topic: who coordinates."""
    return same_coalition(by, topic) or may_coordinate(by, at=at)


def keeping(standing: Standing, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return coordinating(standing, at=at)
