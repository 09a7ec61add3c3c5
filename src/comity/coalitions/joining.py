"""What the rules of the coalition say to a step of a membership: wings above tell it, acts ask it."""

from collections.abc import Callable
from datetime import datetime

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.models import MembershipState
from comity.people.models import Organisation

S = MembershipState
#: f(by, organisation, state before or None, state, at): nothing, or why the rules don't let it come to that state so
on_step: list[Callable[[Capacity, Organisation, S | None, S, datetime], Reason | None]] = []


def ruled_out(
    by: Capacity, organisation: Organisation, before: S | None, state: S, at: datetime
) -> Reason | None:
    """The first reason against the step, if there is one."""
    found = (rule(by, organisation, before, state, at) for rule in on_step)
    return next((why for why in found if why is not None), None)
