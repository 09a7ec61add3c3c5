"""Three organisations that all know each other, each three found once.

Ties are turned from who has fewer partners to who has more, so that even a hub has few outgoing ones. Every two
outgoing ties of one organisation may close a triangle, and do if there is a tie between their ends. A table by hash
rules out most pairs before they are looked up. There are at most about m·√m pairs, looked at in batches.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comity.core.network.network import Floats, Ints, Network

_BATCH = 2**21  # pairs of ties looked at together: some hundred MB
_ROWS, _MARKS, _STEPS = 2**11, 2**10, 2**18  # organisations, marks of each, steps looked at together: fit in cache
_MASK = np.int32(_MARKS - 1)
_SIGNED = 2**14  # organisations whose bits are set together


@dataclass(frozen=True)
class Triangles:
    """Some triangles of an undirected network: its ties as places in `tails`, and the corner opposite each."""

    ties: npt.NDArray[np.int64]  # 3 × k
    opposite: npt.NDArray[np.int64]  # 3 × k


def triangles(network: Network) -> Iterator[Triangles]:
    """Every triangle once, in batches. Direction is ignored; ties are those of `network.undirected`."""
    known = network.undirected
    if known.ties < 3:
        return
    turned = _Turned.of(known)
    before = np.arange(known.ties) - turned.first[turned.low]  # outgoing ties of the same organisation listed earlier
    ends = np.cumsum(before)
    at = 0
    while at < known.ties:
        looked = int(ends[at - 1]) if at else 0
        upto = max(int(np.searchsorted(ends, looked + _BATCH, side="right")), at + 1)
        yield turned.closed(np.arange(at, upto), before[at:upto])
        at = upto


def triangle_counts(network: Network) -> Ints:
    """In how many triangles each organisation is; direction is ignored."""
    counts = np.zeros(network.n, dtype=np.int64)
    for found in triangles(network):
        counts += np.bincount(found.opposite.ravel(), minlength=network.n)
    return counts


def triangle_total(network: Network) -> int:
    """How many triangles there are; direction is ignored. Faster than counting them one organisation at a time.

    Of each triangle two ties turned upward follow each other, and the third closes them. Of a few organisations at a
    time it is marked whom they are tied with, and whoever is two steps away is looked up among the marks.
    """
    upward = _Upward.of(network.undirected)
    marks = np.zeros(_ROWS * _MARKS, dtype=bool)
    total, at = 0, 0
    while at < network.n:
        enough = int(np.searchsorted(upward.work, upward.work[at] + _STEPS, side="right")) - 1
        upto = max(min(enough, at + _ROWS, network.n), at + 1)
        total += upward.closed(at, upto, marks)
        at = upto
    return total


@dataclass(frozen=True)
class _Upward:
    """Each tie once, from who has fewer partners to who has more; among equals from the earlier place to the later.

    first: where the ties of each organisation begin (n + 1). ends: where they lead, in order. steps: how many ties lead
    on from each end. work: how many steps there are before each organisation (n + 1). signs: of each organisation 256
    bits, one for each end by its last byte: where those of two have no bit in common, they have no end in common.
    """

    first: Ints
    ends: npt.NDArray[np.int32]
    steps: npt.NDArray[np.int32]
    work: Ints
    signs: npt.NDArray[np.uint64]

    @classmethod
    def of(cls, network: Network) -> "_Upward":
        known = network.adjacency
        partners = np.diff(known.indptr).astype(np.int64)
        height = partners * network.n + np.arange(network.n)
        up = height[known.indices] > np.repeat(height, partners)
        first = np.append(0, np.cumsum(up))[known.indptr]
        ends = known.indices[up].astype(np.int32)
        steps = np.diff(first).astype(np.int32)[ends]
        return cls(first, ends, steps, np.append(0, np.cumsum(steps, dtype=np.int64))[first], _signs(first, ends))

    def closed(self, at: int, upto: int, marks: npt.NDArray[np.bool_]) -> int:
        """Triangles whose lowest corner stands from `at` to before `upto`. marks: all False, before and after."""
        some = slice(int(self.first[at]), int(self.first[upto]))
        ends, count = self.ends[some], np.diff(self.first[at : upto + 1])
        whose = np.repeat(np.arange(upto - at), count)
        slots = whose * _MARKS + (ends & _MASK)
        marks[slots] = True
        maybe = self._maybe(at, upto, ends, count)
        steps, start = self.steps[some][maybe], self.first[ends[maybe]]
        before = np.cumsum(steps, dtype=np.int64) - steps
        far = self.ends[np.repeat(start - before, steps) + np.arange(int(steps.sum()))]
        row = np.repeat(whose[maybe], steps)
        found = np.flatnonzero(marks[row * _MARKS + (far & _MASK)])
        marks[slots] = False
        n = len(self.first) - 1
        if n <= _MARKS:
            return len(found)
        known, looked = whose * n + ends, row[found] * n + far[found]
        place = np.minimum(np.searchsorted(known, looked), len(known) - 1)
        return int((known[place] == looked).sum())

    def _maybe(self, at: int, upto: int, ends: npt.NDArray[np.int32], count: Ints) -> Ints:
        """Which of these ties may have a third organisation to which both its ends lead."""
        both = self.signs[ends] & np.repeat(self.signs[at:upto], count, axis=0)
        return np.flatnonzero(both[:, 0] | both[:, 1] | both[:, 2] | both[:, 3])


def _signs(first: Ints, ends: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """n × 4 words of 64 bits, made of some organisations at a time to bound the memory."""
    n = len(first) - 1
    signs = np.zeros((n, 4), dtype=np.uint64)
    for at in range(0, n, _SIGNED):
        upto = min(at + _SIGNED, n)
        bits = np.zeros((upto - at, 256), dtype=bool)
        row = np.repeat(np.arange(upto - at), np.diff(first[at : upto + 1]))
        bits[row, ends[first[at] : first[upto]] & np.int32(255)] = True
        signs[at:upto] = np.packbits(bits, axis=1).view(np.uint64)
    return signs


def sum_of_opposites(network: Network, worth: Floats, along: Floats | None = None) -> Floats:
    """For each tie of the undirected network, what its two ends' common partners are worth, added up.

    along: a strength per tie; each common partner then counts its worth times the strengths of its two ties.
    """
    known = network.undirected
    total = np.zeros(known.ties)
    for found in triangles(known):
        for side in range(3):
            counted = worth[found.opposite[side]]
            if along is not None:
                others = found.ties[[(side + 1) % 3, (side + 2) % 3]]
                counted = counted * along[others[0]] * along[others[1]]
            total += np.bincount(found.ties[side], weights=counted, minlength=known.ties)
    return total


@dataclass(frozen=True)
class _Turned:
    """Ties from lower to higher rank, sorted; rank grows with the number of partners.

    order: the place of each rank. low, high: ranks of the ends. tie: its place in the network. first: where each
    rank's ties begin. codes: low·n + high. taken: which hashes of codes occur.
    """

    order: Ints
    low: Ints
    high: Ints
    tie: Ints
    first: Ints
    codes: Ints
    taken: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, network: Network) -> "_Turned":
        n = network.n
        count = np.bincount(network.tails, minlength=n) + np.bincount(network.heads, minlength=n)
        order = np.argsort(count, kind="stable")
        rank = np.empty(n, dtype=np.int64)
        rank[order] = np.arange(n)
        tails, heads = rank[network.tails], rank[network.heads]
        codes = np.minimum(tails, heads) * n + np.maximum(tails, heads)
        tie = np.argsort(codes, kind="stable")
        codes = codes[tie]
        low = codes // n
        taken = np.zeros(2 ** min(max(network.ties.bit_length() + 4, 10), 27), dtype=bool)
        taken[_hashed(codes, taken)] = True
        return cls(order, low, codes - low * n, tie, np.searchsorted(low, np.arange(n)), codes, taken)

    def closed(self, later: Ints, before: Ints) -> Triangles:
        """The triangles in which these ties stand, each beside every earlier one of the same organisation."""
        second = np.repeat(later, before)
        turn = np.arange(len(second)) - np.repeat(np.cumsum(before) - before, before)
        first = self.first[self.low[second]] + turn
        codes = self.high[first] * len(self.order) + self.high[second]
        maybe = np.flatnonzero(self.taken[_hashed(codes, self.taken)])
        third = np.minimum(np.searchsorted(self.codes, codes[maybe]), len(self.codes) - 1)
        true = self.codes[third] == codes[maybe]
        first, second, third = first[maybe[true]], second[maybe[true]], third[true]
        ties = self.tie[np.stack([first, second, third])]
        corners = np.stack([self.high[second], self.high[first], self.low[first]])
        return Triangles(ties, self.order[corners])


def _hashed(codes: Ints, table: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Multiplicative hashing (Knuth): the upper bits of a product with an odd constant."""
    mixed = codes.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return mixed >> np.uint64(65 - len(table).bit_length())
