"""What may be shown of answers that nobody shall be found by: which groups, which waves, and how exactly.

The attacker knows who answered in which wave, has every figure that was ever shown, adds and subtracts them as often as
wanted, and even supposes that people answer as they did the last time. Nothing that can be worked out so may concern
fewer than K people. Pure arithmetic on sets of people and on sums; answers themselves are looked at by `safely` alone.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

P = TypeVar("P", bound=Hashable)
#: the fewest people that a figure, or anything worked out from figures, may be about
K = 5
#: so many answers are left out by lot where a wave as a whole would be too much like another
LOT = 2
#: the answers there are
SCALE = (1, 2, 3, 4)
#: figures are told in tenths; where that says too much, in fifths or halves
STEPS = (1, 2, 5)
#: a prime above every determinant of so many rows of zeros and ones: below it, counting modulo the prime is exact
_PRIME, _MOST_ROWS = (1 << 127) - 1, 60
#: so many steps the search may take; beyond, a figure is held back
_PATIENCE = 20_000


class Held(StrEnum):
    """Why nothing is shown."""

    FEW = "few"
    ALIKE = "alike"


@dataclass(frozen=True)
class Release:
    """What may be shown of one wave. cells: the groups merged into each, and how many answered there.

    left_out: so many answers are drawn by lot and not counted; then the only cell is that of all.
    """

    cells: tuple[tuple[frozenset[str], int], ...] = ()
    left_out: int = 0
    held: Held | None = None


def release(groups: Mapping[str, frozenset[P]], before: Sequence[Collection[P]] = (), k: int = K) -> Release:
    """Which groups of a wave may be shown.

    groups: who answered, by group; nobody stands in two. before: the people of each cell that earlier waves showed
    whole (those with answers left out by lot are no longer any particular people, and don't belong here).
    """
    everyone = frozenset[P]().union(*groups.values())
    if len(everyone) < k:
        return Release(held=Held.FEW)
    shown = [frozenset(one) for one in before]
    for parts in (_merged(groups, k), [frozenset(groups)]):
        cells = [frozenset[P]().union(*(groups[name] for name in part)) for part in parts]
        if not found([*shown, *cells], k):
            return Release(tuple((part, len(cell)) for part, cell in zip(parts, cells, strict=True)))
    if len(everyone) - LOT < k:
        return Release(held=Held.ALIKE)
    return Release(((frozenset(groups), len(everyone) - LOT),), left_out=LOT)


def folded(asked: Mapping[str, int], k: int = K) -> dict[str, frozenset[str]]:
    """Which groups are kept apart at all when a wave opens: those with k people who could answer; the others together.

    Answers are kept under the name of such a group, so not even their rows tell of fewer.
    """
    people = {name: frozenset((name, n) for n in range(count)) for name, count in asked.items()}
    return {name: part for part in _merged(people, k) for name in part}


def _merged(groups: Mapping[str, frozenset[P]], k: int) -> list[frozenset[str]]:
    """Groups of k and more as they are, the small ones as one; if that is small too, with the next smallest."""
    names = sorted(groups, key=lambda name: (len(groups[name]), name))
    parts = [frozenset({name}) for name in names if len(groups[name]) >= k]
    small = frozenset(name for name in names if len(groups[name]) < k)
    if sum(len(groups[name]) for name in small) < k and parts and small:
        small |= parts.pop(0)
    return [part for part in (small, *parts) if part]


def found(shown: Iterable[Collection[P]], k: int = K) -> frozenset[P]:
    """Some people, fewer than k, of whom a figure could be worked out from sums over these sets; empty if none can.

    People who stand in the same sets can't be told apart: they are one column. A combination of rows that is zero but
    for few people exists exactly if taking these people out lowers the rank. At least one of any basis must then be
    among them, so the search branches there. Where it would take too long, it says that somebody can be found.
    """
    sets = list(dict.fromkeys(frozenset(one) for one in shown if one))
    everyone = frozenset[P]().union(*sets)
    if len(sets) > _MOST_ROWS:
        return everyone
    classes: dict[tuple[bool, ...], set[P]] = {}
    for person in everyone:
        classes.setdefault(tuple(person in one for one in sets), set()).add(person)
    order = sorted(classes, key=lambda mark: (-len(classes[mark]), mark))
    search = _Search([[int(mark[row]) for mark in order] for row in range(len(sets))], [len(classes[m]) for m in order])
    gone = search.isolated(frozenset(), k - 1)
    if gone is None:
        return frozenset()
    return frozenset(person for column in gone for person in classes[order[column]]) or everyone


class _Search:
    """Looks for few people whose columns hold all of some combination of the rows."""

    def __init__(self, rows: list[list[int]], sizes: list[int]) -> None:
        self.rows, self.sizes, self.steps = rows, sizes, 0
        self.seen: set[frozenset[int]] = set()
        self.rank = len(_basis(rows, frozenset()))

    def isolated(self, gone: frozenset[int], left: int) -> frozenset[int] | None:
        """The columns to take out so that the rank falls, of no more than so many people; None if there are none."""
        if gone in self.seen:
            return None
        self.seen.add(gone)
        self.steps += 1
        if self.steps > _PATIENCE:
            return gone
        basis = _basis(self.rows, gone)
        if len(basis) < self.rank:
            return gone
        for column in basis:
            if self.sizes[column] <= left:
                deeper = self.isolated(gone | {column}, left - self.sizes[column])
                if deeper is not None:
                    return deeper
        return None


def _basis(rows: list[list[int]], gone: frozenset[int]) -> list[int]:
    """Columns on which the rows are independent, the first (largest) ones preferred."""
    left, pivots = [list(row) for row in rows], list[int]()
    for column in range(len(rows[0]) if rows else 0):
        if column in gone:
            continue
        row = next((r for r in range(len(pivots), len(left)) if left[r][column] % _PRIME), None)
        if row is None:
            continue
        left[len(pivots)], left[row] = left[row], left[len(pivots)]
        pivot = left[len(pivots)]
        inverse = pow(pivot[column], -1, _PRIME)
        for other in left[len(pivots) + 1 :]:
            if factor := other[column] * inverse % _PRIME:
                for place in range(column, len(pivot)):
                    other[place] = (other[place] - factor * pivot[place]) % _PRIME
        pivots.append(column)
    return pivots


# ── how exactly a mean may be told ──


@dataclass(frozen=True)
class Told:
    """A mean as it is told: in tenths, to the nearest multiple of `step` tenths."""

    tenths: int
    step: int


def safely(total: int, n: int, k: int = K) -> Told | None:
    """The mean of n answers that sum up to total, as exactly as may be told; None if not even halves are safe.

    From a mean one may work out how many gave an answer: of ten people at 3.9, one said 3 and nine said 4. It is told
    only so exactly that no answer is certain to be given by one to k − 1 people, and never that all said the same.
    """
    for step in STEPS:
        told = Told(rounded(total * 10, n * step) * step, step)
        if not gives_away(told, n, k):
            return told
    return None


def rounded(above: int, below: int) -> int:
    """The nearest whole number to a fraction of positive numbers, halves upwards."""
    return (2 * above + below) // (2 * below)


def sums(told: Told, n: int) -> range:
    """The sums of n answers that would be told so."""
    low = -(-(2 * told.tenths - told.step) * n // 20)
    high = -(-(2 * told.tenths + told.step) * n // 20) - 1
    return range(max(low, n * SCALE[0]), min(high, n * SCALE[-1]) + 1)


def gives_away(told: Told, n: int, k: int = K) -> bool:
    """Is some answer, or one of several, certain to be that of one to k − 1 people, or is one certain to be all's?"""
    possible = sums(told, n)
    for size in range(1, len(SCALE)):
        for some in combinations(SCALE, size):
            others = tuple(answer for answer in SCALE if answer not in some)
            nobody, many = _without(others, n, possible), _with(some, n, k, possible)
            if not nobody and not many:
                return True
            if nobody and size == len(SCALE) - 1 and not _some_other(others[0], n, possible):
                return True
    return False


def _without(others: tuple[int, ...], n: int, possible: range) -> bool:
    """Could all n have given only these answers?"""
    mask = _reach(others, n)
    return any(mask >> total & 1 for total in possible)


def _with(some: tuple[int, ...], n: int, k: int, possible: range) -> bool:
    """Could k of them, or more, have given one of some answers?"""
    if n < k or not possible:
        return False
    mask, rest = _reach(some, k), n - k
    low, high = rest * SCALE[0], rest * SCALE[-1]
    return any(mask >> total & 1 for total in range(max(0, possible[0] - high), possible[-1] - low + 1))


def _some_other(answer: int, n: int, possible: range) -> bool:
    """Could they have said something else than all the same?"""
    return any(total != n * answer or (n > 1 and SCALE[0] < answer < SCALE[-1]) for total in possible)


def _reach(answers: tuple[int, ...], n: int) -> int:
    """The sums that n answers out of these can have: bit s is set for each sum s."""
    mask = 1
    for _ in range(n):
        step = 0
        for answer in answers:
            step |= mask << answer
        mask = step
    return mask
