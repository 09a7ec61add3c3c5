"""Who is to meet whom: pairs and small groups of organisations that never met, fairly and without chance.

The same members, meetings and seed give the same proposals. Each stands in one of them at most; whoever was introduced
least comes first, pairs that were proposed before come last, and ties wait for those who have none.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import combinations
from typing import Generic, TypeVar

M = TypeVar("M", bound=Hashable)


class Aim(StrEnum):
    """Whom to bring together first: who has most in common, or who is most apart."""

    COMMON = "common"
    APART = "apart"


@dataclass(frozen=True)
class Known(Generic[M]):
    """What is known of pairs (each a frozenset of two) and of members.

    met: have met, or are about to. tied: work together already. times: how often a pair was proposed. had: how often a
    member was introduced. tags: what describes a member (sector, place, languages).
    """

    met: Collection[frozenset[M]] = frozenset()
    tied: Collection[frozenset[M]] = frozenset()
    times: Mapping[frozenset[M], int] = field(default_factory=dict)
    had: Mapping[M, int] = field(default_factory=dict)
    tags: Mapping[M, frozenset[str]] = field(default_factory=dict)


def in_common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all tags that both have: 0 nothing, 1 all; 0 where there are none."""
    every = one | other
    return len(one & other) / len(every) if every else 0.0


def coverage(members: Sequence[M], met: Collection[frozenset[M]]) -> tuple[int, int]:
    """How many pairs of the members have met, and how many pairs there are."""
    here = set(members)
    done = sum(1 for pair in set(met) if pair <= here and len(pair) == 2)
    return done, len(here) * (len(here) - 1) // 2


def propose(
    members: Sequence[M], known: Known[M], *, size: int = 2, aim: Aim = Aim.APART, seed: str = ""
) -> list[tuple[M, ...]]:
    """Groups of that size (2 to 4). Whoever is left over joins a group; where these are pairs, it waits.

    Each group holds a pair that never met; in pairs that is all. ValueError for another size.
    """
    if not 2 <= size <= 4:
        raise ValueError("Two to four meet.")
    maker = _Maker(known, aim, seed)
    order = sorted(dict.fromkeys(members), key=lambda one: (known.had.get(one, 0), maker.lot(one)))
    if size == 2:
        return maker.pairs(order)
    return maker.groups(order, size)


@dataclass
class _Maker(Generic[M]):
    known: Known[M]
    aim: Aim
    seed: str

    def lot(self, *ones: M) -> str:
        """A number drawn by the seed: no order of names or of joining decides."""
        told = "|".join(sorted(str(one) for one in ones))
        return sha256(f"{self.seed}|{told}".encode()).hexdigest()

    def new(self, one: M, other: M) -> bool:
        return frozenset((one, other)) not in self.known.met

    def rank(self, one: M, other: M) -> tuple[int, bool, float]:
        """Before others: seldom proposed, without a tie, as alike or unlike as is wished."""
        pair, tags = frozenset((one, other)), self.known.tags
        alike = in_common(tags.get(one, frozenset()), tags.get(other, frozenset()))
        sign = -1 if self.aim is Aim.COMMON else 1
        return self.known.times.get(pair, 0), pair in self.known.tied, sign * alike

    def pairs(self, order: list[M]) -> list[tuple[M, ...]]:
        """Each takes the best that is free; two who are left over may break up a pair if all four gain one."""
        free, made = list(order), list[tuple[M, M]]()
        while free:
            one = free.pop(0)
            fits = [other for other in free if self.new(one, other)]
            if fits:
                other = min(fits, key=lambda o: (*self.rank(one, o), self.known.had.get(o, 0), self.lot(one, o)))
                free.remove(other)
                made.append((one, other))
        taken = {one for pair in made for one in pair}
        self._rescue([one for one in order if one not in taken], made)
        return [tuple(pair) for pair in made]

    def _rescue(self, left: list[M], made: list[tuple[M, M]]) -> None:
        for one, other in combinations(left, 2):
            if any(one in pair or other in pair for pair in made):
                continue
            for place, (a, b) in enumerate(made):
                ways = (((one, a), (other, b)), ((one, b), (other, a)))
                way = next((two for two in ways if all(self.new(*pair) for pair in two)), None)
                if way is not None:
                    made[place : place + 1] = list(way)
                    break

    def groups(self, order: list[M], size: int) -> list[tuple[M, ...]]:
        """Each group begins with whoever was introduced least and takes in those it has met least."""
        free, made = list(order), list[list[M]]()
        while free:
            group = [free.pop(0)]
            while len(group) < size and (best := self._best(group, free)) is not None:
                free.remove(best)
                group.append(best)
            made.append(group)
        alone = [group[0] for group in made if len(group) == 1]
        full = [group for group in made if len(group) > 1]
        for one in alone:
            fits = [group for group in full if len(group) <= size and self._fresh(group, one)]
            if fits:
                max(fits, key=lambda group: (self._fresh(group, one), self.lot(one, *group))).append(one)
        return [tuple(group) for group in full]

    def _fresh(self, group: Sequence[M], one: M) -> int:
        return sum(self.new(one, other) for other in group)

    def _best(self, group: list[M], free: list[M]) -> M | None:
        fits = [one for one in free if self._fresh(group, one)]
        if not fits:
            return None

        def key(one: M) -> tuple[float, ...]:
            ranks = [self.rank(one, other) for other in group]
            return (-self._fresh(group, one), *(sum(rank[part] for rank in ranks) for part in range(3)))

        return min(fits, key=lambda one: (key(one), self.known.had.get(one, 0), self.lot(one, *group)))
