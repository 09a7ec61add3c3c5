"""Three organisations that all know each other, each three found once.

Ties are turned from who has fewer partners to who has more, so that even a hub has few outgoing ones. Every two
outgoing ties of one organisation may close a triangle, and do if there is a tie between their ends. A table by hash
rules out most pairs before they are looked up. There are at most about m·√m pairs, looked at in batches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from comity.core.network.network import Floats, Ints, Network

_BATCH = 2**21  # pairs of ties looked at together: some hundred MB


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

    Of each triangle two ties turned upward follow each other, and the third closes them: a product of matrices.
    """
    turned = _upward(network.undirected)
    steps = np.diff(turned.indptr)
    work = np.cumsum(np.add.reduceat(np.append(steps[turned.indices], 0), turned.indptr[:-1]) * (steps > 0))
    total, at = 0, 0
    while at < network.n:
        done = int(work[at - 1]) if at else 0
        upto = max(int(np.searchsorted(work, done + _BATCH, side="right")), at + 1)
        some = turned[at:upto]
        total += int((some @ turned).multiply(some).sum())
        at = upto
    return total


def _upward(network: Network) -> Any:
    """Each tie once in a matrix of ones, from who has fewer partners to who has more."""
    partners = np.bincount(network.tails, minlength=network.n) + np.bincount(network.heads, minlength=network.n)
    up = partners[network.tails] <= partners[network.heads]
    ends = np.where(up, network.tails, network.heads), np.where(up, network.heads, network.tails)
    return sparse.csr_matrix((np.ones(network.ties, dtype=np.int32), ends), shape=(network.n, network.n))


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
