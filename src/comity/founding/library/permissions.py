"""Who keeps the library. None, or a reason."""

from datetime import datetime

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import adding_to_coalition, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.founding.models import Precedent


def may_enter(by: Capacity, *, at: datetime) -> Reason | None:
    """Enter, change, strike and link: whoever speaks for a member or a body."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or entering(standing, by, at=at)


def entering(standing: Standing, by: Capacity, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return adding_to_coalition(standing, by, Coalition(pk=standing.coalition), at)


def may_keep(by: Capacity, row: Precedent, *, at: datetime) -> Reason | None:
    """The same for one that is there."""
    return same_coalition(by, row) or may_enter(by, at=at)
