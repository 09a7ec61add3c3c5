"""The way on which conflicts are settled here: what the rulebook in force says, else the one until it does."""

from datetime import datetime
from uuid import UUID

from comity.core.ladder import Ladder, Step, StepKind
from comity.governing.rulebook import adopted

#: until the coalition has agreed on its own
USUAL = Ladder(
    (
        Step(StepKind.TALK, 14),
        Step(StepKind.MEDIATOR, 30),
        Step(StepKind.PANEL, 30),
        Step(StepKind.ARBITRATOR, 30),
    ),
    freeze_days=60,
)


def ladder_of(coalition: UUID, *, at: datetime) -> Ladder:
    """The steps, their clocks, and how long a matter rests meanwhile, for a conflict that begins now. One query."""
    version = adopted(coalition, at)
    path = version.rules.conflict if version is not None else None
    if path is None or not path.ladder:
        return USUAL
    steps = tuple(Step(rung.step, rung.days) for rung in path.ladder)
    return Ladder(steps, path.frozen_days if path.freezes else 0)
