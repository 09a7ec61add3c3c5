"""Who is missing: cells that members cover, gaps, and the smallest set of prospects that closes them.

A cell is whatever the caller says has to be covered, such as a sector, or a population with a competence. Cells and
prospects are opaque keys.
"""

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

#: up to so many prospects that could help the smallest set is searched for; above, one close to it is built
EXACT = 40
_STEPS = 200_000  # branches looked at before the search settles for the best found

Cell = Hashable


@dataclass(frozen=True, slots=True)
class Closing:
    """prospects: whom to win, in a stable order. open: gaps that no prospect closes. exact: no smaller set exists."""

    prospects: tuple[str, ...]
    open: frozenset[Cell]
    exact: bool


def gaps(wanted: Iterable[Cell], covered: Iterable[AbstractSet[Cell]]) -> frozenset[Cell]:
    """What is wanted and nobody covers."""
    return frozenset(wanted).difference(*covered)


def closing(missing: AbstractSet[Cell], prospects: Mapping[str, AbstractSet[Cell]]) -> Closing:
    """The fewest prospects that together close every gap that can be closed.

    Among sets of one size the one found first in the order of keys. Set cover: branch and bound on the rarest gap,
    after a greedy choice that bounds it.
    """
    useful = {key: frozenset(cells & missing) for key, cells in sorted(prospects.items()) if cells & missing}
    reachable = frozenset().union(*useful.values()) if useful else frozenset()
    useful = _without_worse(useful)
    best = _greedy(reachable, useful)
    exact = len(useful) <= EXACT
    if exact:
        search = _Search(useful, best)
        search.branch(reachable, ())
        best, exact = search.best, not search.cut_short
    return Closing(tuple(sorted(best)), frozenset(missing - reachable), exact)


def _without_worse(useful: Mapping[str, frozenset[Cell]]) -> dict[str, frozenset[Cell]]:
    """Without those who close nothing that another one doesn't close alone; of equals the first stays."""
    keys = list(useful)
    return {
        key: useful[key]
        for at, key in enumerate(keys)
        if not any(
            useful[key] < useful[other] or (useful[key] == useful[other] and before < at)
            for before, other in enumerate(keys)
        )
    }


def _greedy(missing: AbstractSet[Cell], useful: Mapping[str, frozenset[Cell]]) -> tuple[str, ...]:
    left, chosen = set(missing), []
    while left:
        key = max(useful, key=lambda each: len(useful[each] & left))  # the first of equals
        chosen.append(key)
        left -= useful[key]
    return tuple(chosen)


class _Search:
    """Branch and bound. best: the smallest set so far; cut_short: it gave up before it had looked everywhere."""

    def __init__(self, useful: Mapping[str, frozenset[Cell]], best: tuple[str, ...]) -> None:
        self.useful, self.best = useful, best
        self.steps, self.cut_short = 0, False

    def branch(self, left: AbstractSet[Cell], chosen: tuple[str, ...]) -> None:
        self.steps += 1
        if self.steps > _STEPS:
            self.cut_short = True
            return
        if not left:
            self.best = chosen if len(chosen) < len(self.best) else self.best
            return
        most = max(len(cells & left) for cells in self.useful.values())
        if len(chosen) + -(-len(left) // most) >= len(self.best):
            return
        closers = {cell: [key for key, cells in self.useful.items() if cell in cells] for cell in left}
        rarest = min(closers, key=lambda cell: (len(closers[cell]), repr(cell)))
        for key in sorted(closers[rarest], key=lambda each: (-len(self.useful[each] & left), each)):
            self.branch(left - self.useful[key], (*chosen, key))
