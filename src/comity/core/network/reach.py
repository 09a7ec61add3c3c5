"""Whom one reaches: distinct organisations and people in so many steps, whom to add to reach more, and by whose
introduction one comes to somebody.

Ties are followed in both directions unless the network is directed; `network.undirected` drops direction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from comity.core.network.network import Ints, Key, Network, Pair, UnknownKey, places

_EXACT = 20_000  # sets of additions that are all tried
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Reach:
    """rings[s]: who is reached in exactly s steps, in the order of the network; rings[0] is the start itself."""

    rings: tuple[tuple[Key, ...], ...]

    def within(self, steps: int) -> tuple[Key, ...]:
        """Everyone reached in one to so many steps, each once, nearest first; the start is not counted."""
        return tuple(key for ring in self.rings[1 : steps + 1] for key in ring)

    def counts(self) -> tuple[int, ...]:
        """How many organisations are reached within 1, 2, … steps."""
        return tuple(len(self.within(steps)) for steps in range(1, len(self.rings)))

    def people(self, of: Mapping[Key, Collection[str]]) -> tuple[int, ...]:
        """How many distinct people belong to the organisations within 1, 2, … steps.

        of: who belongs to each. Whoever belongs to several counts once; whoever belongs to the start, not at all.
        """
        own = {person for key in self.rings[0] for person in of.get(key, ())}
        counts, met = [], set()
        for ring in self.rings[1:]:
            met |= {person for key in ring for person in of.get(key, ())} - own
            counts.append(len(met))
        return tuple(counts)


def reach(network: Network, start: Iterable[Key], steps: int = 3) -> Reach:
    """Whom one or several organisations reach together in so many steps. Raises UnknownKey."""
    rings = _rings(network, _found(network, start), steps)
    return Reach(tuple(tuple(network.keys[place] for place in ring) for ring in rings))


def reach_counts(network: Network, steps: int = 3) -> Ints:
    """steps × n: how many others each organisation reaches within 1, 2, … steps."""
    found = np.zeros((steps, network.n), dtype=np.int64)
    for first in range(0, network.n, 64):
        batch = np.arange(first, min(first + 64, network.n))
        seen = np.zeros((network.n, len(batch)), dtype=bool)
        seen[batch, np.arange(len(batch))] = True
        front = seen.astype(np.float32)
        into = network.adjacency.T
        for step in range(steps):
            new = (into @ front > 0) & ~seen
            seen |= new
            front = new.astype(np.float32)
            found[step, batch] = seen.sum(axis=0) - 1
    return found


@dataclass(frozen=True)
class Additions:
    """Whom to win as partners, in order, and how many more each brings into reach.

    exact: no other choice of as many reaches more. Otherwise each was the best next one, which together reach at least
    63 in 100 of what the best choice would.
    """

    chosen: tuple[tuple[Key, int], ...]
    exact: bool

    @property
    def gained(self) -> int:
        """How many more are reached in all."""
        return sum(gain for _, gain in self.chosen)


def best_additions(
    network: Network,
    start: Iterable[Key],
    *,
    count: int = 1,
    steps: int = 3,
    candidates: Iterable[Key] | None = None,
    worth: Mapping[Key, int] | None = None,
) -> Additions:
    """Whom the start should make partners of to reach most new organisations within so many steps.

    A new partner is one step away, so it brings whom it reaches in one step fewer. candidates: who may be chosen, else
    everyone the start has no tie with. worth: what reaching each counts for, such as its people (else 1). Every choice
    is tried where there are few, else the best next one is taken each time; who brings nobody is not chosen. Among
    equals the first in the order of the network. Raises UnknownKey.
    """
    begin = _found(network, start)
    near = np.zeros(network.n, dtype=bool)
    for ring in _rings(network, begin, 1):
        near[ring] = True
    allowed = np.arange(network.n) if candidates is None else _found(network, candidates)
    open_to = [int(place) for place in allowed if not near[place]]
    value = np.array([(worth or {}).get(key, 0 if worth else 1) for key in network.keys], dtype=np.int64)
    left = np.ones(network.n, dtype=bool)
    for ring in _rings(network, begin, steps):
        left[ring] = False
    balls = (_ball(network, place, steps - 1) for place in open_to)
    brings = _Brought([ball[left[ball]] for ball in balls], value)
    count = min(count, len(open_to))
    exact = count < 2 or comb(len(open_to), count) <= _EXACT
    chosen = brings.greedy(range(len(open_to)), count)
    if exact and count > 1:
        chosen = brings.best(count, sum(gain for _, gain in chosen)) or chosen
    return Additions(tuple((network.keys[open_to[at]], gain) for at, gain in chosen), exact)


def introduction(
    network: Network, start: Key, target: Key, *, strength: Mapping[Pair, int] | None = None
) -> tuple[Key, ...] | None:
    """Who introduces whom, from start to target, over as few as possible; None where no path leads there.

    strength: of each tie, given in either order (missing: 0). Among equally short paths the one whose weakest tie is
    strongest; among those, the one whose organisations stand first in the network. Raises UnknownKey.
    """
    first, last = (int(place) for place in (_found(network, [start])[0], _found(network, [target])[0]))
    rings = _rings_from(network, first, last)
    if rings is None:
        return None
    step = {place: at for at, ring in enumerate(rings) for place in ring.tolist()}
    best: dict[int, tuple[float, int]] = {last: (np.inf, -1)}
    for ring in rings[-2::-1]:
        for place in ring.tolist():
            onward = [other for other in _partners(network, place) if other in best and step[other] == step[place] + 1]
            ranked = [(min(_strength(network, strength, place, other), best[other][0]), -other) for other in onward]
            if ranked:
                weakest, other = max(ranked)
                best[place] = (weakest, -other)
    path = [first]
    while path[-1] != last:
        path.append(best[path[-1]][1])
    return tuple(network.keys[place] for place in path)


@dataclass(frozen=True)
class _Brought:
    """Whom each candidate would bring, as places, and what each place is worth."""

    sets: Sequence[Ints]
    value: Ints

    def greedy(self, order: Iterable[int], count: int) -> list[tuple[int, int]]:
        """The best next one, `count` times: candidate and gain."""
        left = np.ones(len(self.value), dtype=bool)
        chosen: list[tuple[int, int]] = []
        listed = list(order)
        for _ in range(count):
            gains = [(self._gain(at, left), -at) for at in listed]
            gain, place = max(gains, default=(0, 0))
            if gain <= 0:
                break
            chosen.append((-place, gain))
            left[self.sets[-place]] = False
        return chosen

    def best(self, count: int, least: int) -> list[tuple[int, int]] | None:
        """The choice that brings most, listed by gain, if any brings more than `least`."""
        found, most = None, least
        for choice in combinations(range(len(self.sets)), count):
            together = np.zeros(len(self.value), dtype=bool)
            for at in choice:
                together[self.sets[at]] = True
            if (gained := int(self.value[together].sum())) > most:
                found, most = choice, gained
        return self.greedy(found, count) if found else None

    def _gain(self, at: int, left: Bools) -> int:
        places_of = self.sets[at]
        return int(self.value[places_of[left[places_of]]].sum())


def _found(network: Network, keys: Iterable[Key]) -> Ints:
    at = places(network.keys)
    listed = list(keys)
    for key in listed:
        if key not in at:
            raise UnknownKey(key)
    return np.array(sorted({at[key] for key in listed}), dtype=np.int64)


def _rings(network: Network, start: Ints, steps: int) -> list[Ints]:
    """Places reached in exactly 0, 1, … steps."""
    seen = np.zeros(network.n, dtype=bool)
    seen[start] = True
    rings = [start]
    for _ in range(steps):
        new = _next(network, rings[-1])
        new = new[~seen[new]]
        seen[new] = True
        rings.append(new)
    return rings


def _next(network: Network, front: Ints) -> Ints:
    """Everyone a front has ties to, each once, sorted."""
    return np.unique(network.adjacency[front].indices).astype(np.int64)


def _ball(network: Network, place: int, steps: int) -> Ints:
    return np.concatenate(_rings(network, np.array([place]), max(steps, 0)))


def _rings_from(network: Network, first: int, last: int) -> list[Ints] | None:
    """Rings around the first up to the one that holds the last."""
    seen = np.zeros(network.n, dtype=bool)
    seen[first] = True
    rings = [np.array([first])]
    while not seen[last]:
        new = _next(network, rings[-1])
        new = new[~seen[new]]
        if not len(new):
            return None
        seen[new] = True
        rings.append(new)
    return rings


def _partners(network: Network, place: int) -> list[int]:
    matrix = network.adjacency
    found: list[int] = matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]].tolist()
    return found


def _strength(network: Network, strength: Mapping[Pair, int] | None, a: int, b: int) -> int:
    if not strength:
        return 0
    pair = (network.keys[a], network.keys[b])
    return max(strength.get(pair, 0), strength.get(pair[::-1], 0))
