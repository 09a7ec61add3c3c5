"""The pulse of trust as figures: a mean with its range, the level over all questions, and what counts as a fall.

Ranges rest on what is told anyway (mean, how many were asked and answered), so that they give nothing away: the spread
of answers is taken as wide as it can be with that mean. Figures are in tenths.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from comity.core.anonymity import SCALE, K, Told, safely

#: a fall of so many tenths counts, if it is more than chance
FALL = 3
#: a range holds the mean of all who were asked in 95 of 100 such cases at least
Z = 1.96


@dataclass(frozen=True)
class Figure:
    """A mean in tenths, told to the nearest `step`, of `n` answers; `low` to `high` is its range."""

    n: int
    tenths: int
    step: int
    low: int
    high: int

    @property
    def half(self) -> int:
        """Half of the range, on its wider side."""
        return max(self.high - self.tenths, self.tenths - self.low)


def figure(total: int, n: int, asked: int, k: int = K) -> Figure | None:
    """What may be told of n answers that sum up to total, of so many who were asked; None if nothing may."""
    if n < k or not n * SCALE[0] <= total <= n * SCALE[-1]:
        return None
    told = safely(total, n, k)
    return None if told is None else ranged(told, n, asked)


def ranged(told: Told, n: int, asked: int) -> Figure:
    """A told mean with its range, within the scale."""
    half = half_range(told, n, asked)
    low, high = max(told.tenths - half, 10 * SCALE[0]), min(told.tenths + half, 10 * SCALE[-1])
    return Figure(n, told.tenths, told.step, low, high)


def half_range(told: Told, n: int, asked: int) -> int:
    """Half of the range in tenths, rounded up: for those who did not answer, and for what rounding hides."""
    mean = min(max(told.tenths / 10, SCALE[0]), SCALE[-1])
    widest = (SCALE[-1] - mean) * (mean - SCALE[0])
    missing = (asked - n) / (asked - 1) if asked > n and asked > 1 else 0.0
    return max(1, ceil(round(10 * Z * sqrt(widest / n * missing) + told.step / 2, 6)))


def level(figures: Sequence[Figure]) -> Figure | None:
    """One figure for all questions: the mean of their means, as widely ranged as they are on average."""
    if not figures:
        return None
    count = len(figures)
    mean = round(sum(one.tenths for one in figures) / count)
    half = ceil(sum(one.half for one in figures) / count)
    low, high = max(mean - half, 10 * SCALE[0]), min(mean + half, 10 * SCALE[-1])
    return Figure(min(one.n for one in figures), mean, max(one.step for one in figures), low, high)


def together(cells: Sequence[Figure], asked: int) -> Figure | None:
    """The figure of all from those of the groups, weighed by how many answered: nothing that the groups don't tell."""
    n = sum(one.n for one in cells)
    if not n:
        return None
    mean = round(sum(one.tenths * one.n for one in cells) / n)
    return ranged(Told(mean, max(one.step for one in cells)), n, asked)


def fell(before: Figure, after: Figure) -> bool:
    """Whether it fell by more than chance explains."""
    fall = before.tenths - after.tenths
    return fall >= FALL and fall > sqrt(before.half**2 + after.half**2)
