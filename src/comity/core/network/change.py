"""What changed between two rounds: ties gained, kept and lost, among those who answered both times."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from comity.core.network.dyads import renamed
from comity.core.network.network import Floats, Key, Network, Pair
from comity.core.network.reports import Reports, Rule


@dataclass(frozen=True)
class Interval:
    """Between these values 95 of 100 bootstrap draws lie."""

    low: float
    high: float


@dataclass(frozen=True)
class Change:
    """Ties of the second round against the first.

    among: who answered both times; ties with anybody else are left out of both rounds. left_out: how many ties of the
    first, of the second round that concerns. gained, kept, lost: pairs of keys of the second round. intervals: of the
    number gained, kept and lost, if other organisations of the same kind had been asked; None below three.
    """

    among: tuple[Key, ...]
    left_out: tuple[int, int]
    gained: tuple[Pair, ...]
    kept: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    intervals: dict[str, Interval] | None

    @property
    def net(self) -> int:
        """How many ties more (or fewer) there are."""
        return len(self.gained) - len(self.lost)

    @property
    def stability(self) -> float | None:
        """Of all ties that held in either round, the share that held in both (Jaccard); None without any."""
        ever = len(self.gained) + len(self.kept) + len(self.lost)
        return len(self.kept) / ever if ever else None


def change(
    before: Reports,
    after: Reports,
    rule: Rule,
    *,
    seed: int,
    rounds: int = 2_000,
    names: Mapping[Key, Key] | None = None,
) -> Change:
    """Compare two rounds under one rule. The same seed gives the same intervals.

    names: keys of the second round for organisations that had another in the first, or that have since become one.
    Organisations are drawn with return (Snijders & Borgatti 1999); counts are scaled to all pairs there are.
    """
    earlier = renamed(before, names or {})
    both = [key for key in after.keys if key in after.answered and key in earlier.answered]
    first, second = (_between(reports.network(rule), set(both)) for reports in (earlier, after))
    left_out = (len(earlier.ties(rule)) - len(first), len(after.ties(rule)) - len(second))
    place = {key: at for at, key in enumerate(both)}
    gained, kept, lost = (
        tuple(sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]])))
        for pairs in (second - first, second & first, first - second)
    )
    intervals = _intervals([gained, kept, lost], place, seed, rounds) if len(both) > 2 else None
    return Change(tuple(both), left_out, gained, kept, lost, intervals)


def _between(network: Network, keys: set[Key]) -> set[Pair]:
    """Ties of these organisations among themselves; without direction, the ends in alphabetical order."""
    held = [pair for pair in network.pairs() if keys.issuperset(pair)]
    return set(held) if network.directed else {(min(pair), max(pair)) for pair in held}


def _intervals(parts: list[tuple[Pair, ...]], place: dict[Key, int], seed: int, rounds: int) -> dict[str, Interval]:
    n = len(place)
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=rounds)
    pairs = n * (n - 1) / 2
    drawn_pairs = (n**2 - (weights**2).sum(axis=1)) / 2
    scale = np.divide(pairs, drawn_pairs, out=np.zeros(rounds), where=drawn_pairs > 0)
    found = {}
    for name, held in zip(("gained", "kept", "lost"), parts, strict=True):
        counts: Floats = np.zeros(rounds)
        for a, b in held:
            counts += weights[:, place[a]] * weights[:, place[b]]
        low, high = np.quantile(counts * scale, [0.025, 0.975])
        found[name] = Interval(float(low), float(high))
    return found
