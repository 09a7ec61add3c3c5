"""What counting in stages says: totals, who is elected or excluded, and where each vote goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from comity.core.ballots.lots import Lot, Settled, Tie


class Step(StrEnum):
    """What a stage did before its totals were taken."""

    FIRST = "first"  # first preferences
    SURPLUS = "surplus"  # passed on what an elected option did not need
    EXCLUSION = "exclusion"  # passed on the votes of the option with the fewest
    KEEPING = "keeping"  # let those elected keep a smaller part of every ballot


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what was done with whose votes, and how all stand after it.

    totals: option → votes, of those still in the count and those elected; exhausted: votes that name no option left;
    lost: what rounding down cost. elected, excluded: at this stage, in order. quota: where it
    changes from stage to stage.
    """

    step: Step
    of: str | None
    totals: Mapping[str, Fraction]
    exhausted: Fraction
    lost: Fraction
    elected: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    quota: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Staged:
    """A count in stages. winners: in the order in which they were elected. valid: votes with a first preference."""

    winners: tuple[str, ...]
    stages: tuple[Stage, ...]
    ties: tuple[Tie, ...]
    valid: int
    quota: Fraction | None = None

    @property
    def exhausted(self) -> Fraction:
        """Votes that named no option left, at the end."""
        return self.stages[-1].exhausted if self.stages else Fraction(0)


Totals = Mapping[str, Fraction]


def single_out(
    options: list[str], earlier: list[Totals], *, lot: Lot, most: bool, told: Callable[[Tie], None]
) -> str:
    """The one of several equal options that is taken: by the latest earlier stage at which one of them stood out.

    most: whether the one with the most votes there is taken, else with the fewest. Where no stage tells, the lot does.
    """
    if len(options) == 1:
        return options[0]
    stage = len(earlier) + 1
    left = options
    for totals in reversed(earlier):
        best = (max if most else min)(totals[option] for option in left)
        left = [option for option in left if totals[option] == best]
        if len(left) == 1:
            told(Tie(tuple(options), left[0], Settled.EARLIER, stage))
            return left[0]
    drawn = lot.draw(left)
    told(Tie(tuple(options), drawn, Settled.LOT, stage))
    return drawn
