"""What keeps a coalition from entering a stage: the wings above say so."""

from collections.abc import Callable
from datetime import datetime

from comity.base.refusal import Reason
from comity.coalitions.models import Coalition, Stage

#: f(coalition, stage, at) → why that stage can't be entered yet, or None. Called inside the act and its scope.
Guard = Callable[[Coalition, Stage, datetime], Reason | None]
stage_guards: list[Guard] = []
#: the same, of a person who enters it by hand; not of a decision
hand_guards: list[Guard] = []


def kept_from(coalition: Coalition, stage: Stage, at: datetime, *, by_hand: bool) -> Reason | None:
    """The first thing that is in the way."""
    guards = [*stage_guards, *(hand_guards if by_hand else ())]
    return next((why for guard in guards if (why := guard(coalition, stage, at)) is not None), None)
