"""What the rules of the coalition say to a step of a membership: wings above tell it, acts ask it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.models import MembershipState
from comity.people.models import Organisation

S = MembershipState
#: f(by, organisation, state before or None, state, at): nothing, or why the rules don't let it come to that state so
on_step: list[Callable[[Capacity, Organisation, S | None, S, datetime], Reason | None]] = []

#: f(coalition, at): how many days before it leaves a member says so
on_leaving: list[Callable[[UUID, datetime], int]] = []


def ruled_out(
    by: Capacity, organisation: Organisation, before: S | None, state: S, at: datetime
) -> Reason | None:
    """The first reason against the step, if there is one."""
    found = (rule(by, organisation, before, state, at) for rule in on_step)
    return next((why for why in found if why is not None), None)


def days_of_leaving(coalition: UUID, at: datetime) -> int:
    """How many days before it leaves a member says so; 0: it may leave at once."""
    return max((rule(coalition, at) for rule in on_leaving), default=0)
