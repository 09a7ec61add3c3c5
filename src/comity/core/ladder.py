"""The way on which a conflict is settled: steps agreed beforehand, each with its clock. Days in, moments out."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from comity.core.rulebook.types import Step as StepKind

__all__ = ["NEUTRALS", "Ladder", "Step", "StepKind", "has_interest", "has_neutrals", "remind_at", "step_ends"]
#: so long before a step's end it is called to mind; of a short step, at half its time
REMIND_BEFORE = timedelta(days=2)


#: how many neutrals a step needs
NEUTRALS = {StepKind.TALK: 0, StepKind.MEDIATOR: 1, StepKind.PANEL: 3, StepKind.ARBITRATOR: 1}


@dataclass(frozen=True, slots=True)
class Step:
    """One step and how many days it has."""

    kind: StepKind
    days: int

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("A step takes a day at least.")


@dataclass(frozen=True, slots=True)
class Ladder:
    """All steps in order. freeze_days: how long the matter rests at most; 0: it does not rest."""

    steps: tuple[Step, ...]
    freeze_days: int = 0

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("A ladder has a step at least.")

    @property
    def days(self) -> int:
        """How long it takes when every clock runs out."""
        return sum(step.days for step in self.steps)

    def frozen_until(self, opened: datetime) -> datetime | None:
        """Until when a matter rests if the conflict began then: never longer than all steps take."""
        days = min(self.freeze_days, self.days)
        return opened + timedelta(days=days) if days > 0 else None


def step_ends(began: datetime, days: int) -> datetime:
    """When a step's clock runs out."""
    return began + timedelta(days=days)


def remind_at(began: datetime, ends: datetime) -> datetime:
    """When a step's end is called to mind."""
    return max(ends - REMIND_BEFORE, began + (ends - began) / 2)


def has_interest(ties: Set[str], parties: Set[str]) -> bool:
    """Whether somebody who belongs to these organisations and bodies belongs to one of the parties."""
    return bool(ties & parties)


def has_neutrals(kind: StepKind, accepted: int) -> bool:
    """Whether a step has all the neutrals it needs."""
    return accepted >= NEUTRALS[kind]
