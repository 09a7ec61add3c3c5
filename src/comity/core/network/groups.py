"""Sectors and other groups: who keeps to their own, how mixed a coalition is, and whether there is a core.

An attribute is a value per organisation, such as its sector. Who has none, or an empty one, is left out of every count
here, and so are its ties.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comity.core.network.measures import degrees
from comity.core.network.network import Floats, Ints, Key, Network

_SMALL = 14  # up to so many organisations every possible core is tried
_MOVES = 1_000  # at most so many improvements of a core above that
_WORK = 2**28  # ties looked at in all rounds of a test by chance


@dataclass(frozen=True)
class External:
    """Ties that leave the group (external) and ties that stay in it (internal), each tie once."""

    external: int
    internal: int

    @property
    def index(self) -> float | None:
        """E–I: (E − I) / (E + I): −1 all ties stay inside, +1 all lead outside; None without ties."""
        ties = self.external + self.internal
        return (self.external - self.internal) / ties if ties else None


@dataclass(frozen=True)
class Crossing:
    """E–I of the network, of each sector (by its value) and of each organisation that has one (by its key).

    A tie between sectors is external to both; a sector's index counts the ties of its own organisations.
    """

    network: External
    groups: dict[str, External]
    members: dict[Key, External]


@dataclass(frozen=True)
class Chance:
    """What an E–I index would be if the same sectors fell on the organisations by chance.

    expected: the mean over all ways to do so. low, high: between these 95 of 100 draws lie. p: how often a draw is as
    far from what is expected as the network is, (1 + such draws) / (1 + rounds). rounds: how many were drawn.
    """

    expected: float
    low: float
    high: float
    p: float
    rounds: int


def crossing(network: Network, attribute: Mapping[Key, str]) -> Crossing:
    """E–I by an attribute. In a directed network each report counts, for a member those it makes and is named in."""
    names, labels = labelled(network.keys, attribute)
    tails, heads = _known(network, labels)
    across = labels[tails] != labels[heads]
    outer, inner = (_per_place(network.n, tails[kind], heads[kind]) for kind in (across, ~across))
    places = np.flatnonzero(labels >= 0)
    groups = {}
    for at, name in enumerate(names):
        own = labels == at
        groups[name] = External(int(outer[own].sum()), int(inner[own].sum()) // 2)
    members = {network.keys[place]: External(int(outer[place]), int(inner[place])) for place in places}
    return Crossing(External(int(across.sum()), int((~across).sum())), groups, members)


def crossing_by_chance(
    network: Network, attribute: Mapping[Key, str], *, seed: int, rounds: int = 2_000
) -> Chance | None:
    """Compare E–I of the network with `rounds` permutations of the attribute; None without ties or a second sector.

    The same seed gives the same answer. Networks of very many ties get fewer rounds; the answer says how many.
    """
    names, labels = labelled(network.keys, attribute)
    tails, heads = _known(network, labels)
    if not len(tails) or len(names) < 2:
        return None
    known = np.flatnonzero(labels >= 0)
    place = np.full(network.n, -1)
    place[known] = np.arange(len(known))
    tails, heads, values = place[tails], place[heads], labels[known]
    rounds = max(min(rounds, _WORK // len(tails)), 19)
    expected = 2 * _share_across(values) - 1
    chance, drawn = np.random.default_rng(seed), np.empty(rounds)
    for turn in range(rounds):
        mixed = chance.permutation(values)
        drawn[turn] = 2 * (mixed[tails] != mixed[heads]).mean() - 1
    here = 2 * (values[tails] != values[heads]).mean() - 1
    as_far = int((np.abs(drawn - expected) >= abs(here - expected) - 1e-12).sum())
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Chance(float(expected), float(low), float(high), (1 + as_far) / (1 + rounds), rounds)


@dataclass(frozen=True)
class Mixture:
    """How mixed a set is by an attribute. counts: of each value, most frequent first. missing: who has none."""

    counts: dict[str, int]
    missing: int

    @property
    def blau(self) -> float | None:
        """1 − Σp²: how likely two, drawn with return, differ: 0 all alike. None if nobody has a value."""
        known = sum(self.counts.values())
        return 1 - sum((count / known) ** 2 for count in self.counts.values()) if known else None

    @property
    def highest(self) -> float | None:
        """What Blau's index would be if as many values as occur were equally frequent: 1 − 1/values."""
        return 1 - 1 / len(self.counts) if self.counts else None


def mixture(keys: Iterable[Key], attribute: Mapping[Key, str]) -> Mixture:
    """Heterogeneity of these organisations by sector, place, size or whatever else is told of them."""
    listed = list(keys)
    counts = Counter(value for key in listed if (value := attribute.get(key, "").strip()))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Mixture(dict(ordered), len(listed) - sum(counts.values()))


@dataclass(frozen=True)
class Core:
    """The best division into a core, which everyone has ties with, and a periphery without ties among itself.

    r: correlation (−1..1) of the ties with that ideal. core: keys, in the order of the network. exact: every possible
    core was tried; otherwise the best found by adding, taking out and exchanging one at a time.
    """

    r: float
    core: tuple[Key, ...]
    exact: bool


def core_periphery(network: Network) -> Core | None:
    """The core whose ideal pattern fits best (Borgatti & Everett 1999): a tie wherever at least one end is in the core.

    Direction is ignored. Among equals the smaller core, then the one that stands first. None where no division can be
    better than another: without ties, with all ties, or below three organisations.
    """
    known = network.undirected
    pairs = known.n * (known.n - 1) // 2
    if known.n < 3 or known.ties in (0, pairs):
        return None
    exact = known.n <= _SMALL
    inside = _every_core(known) if exact else _climbed(known)
    keys = tuple(known.keys[place] for place in np.flatnonzero(inside))
    touched = int((inside[known.tails] | inside[known.heads]).sum())
    return Core(float(_fit(np.array([touched]), np.array([len(keys)]), known)[0]), keys, exact)


def labelled(keys: Iterable[Key], attribute: Mapping[Key, str]) -> tuple[list[str], Ints]:
    """The values that occur, sorted, and per organisation which one it has; −1 for none."""
    values = [attribute.get(key, "").strip() for key in keys]
    names = sorted(set(values) - {""})
    number = {name: at for at, name in enumerate(names)}
    return names, np.array([number.get(value, -1) for value in values], dtype=np.int64)


def _known(network: Network, labels: Ints) -> tuple[Ints, Ints]:
    """Ends of the ties whose both ends have a value."""
    told = (labels[network.tails] >= 0) & (labels[network.heads] >= 0)
    return network.tails[told], network.heads[told]


def _per_place(n: int, tails: Ints, heads: Ints) -> Ints:
    return np.bincount(tails, minlength=n) + np.bincount(heads, minlength=n)


def _share_across(values: Ints) -> float:
    """Of all pairs, the share whose values differ: what a tie does on average over all permutations."""
    sizes = np.bincount(values)
    pairs = len(values) * (len(values) - 1)
    return float(1 - (sizes * (sizes - 1)).sum() / pairs)


def _fit(touched: Ints, size: Ints, network: Network) -> Floats:
    """Correlation of the ties with the pattern of cores of these sizes that touch so many ties; −2 where undefined."""
    pairs, ties = network.n * (network.n - 1) / 2, network.ties
    outside = network.n - size
    ideal = pairs - outside * (outside - 1) / 2
    spread = np.sqrt(ties * (pairs - ties) * ideal * (pairs - ideal))
    return np.where(spread > 0, (pairs * touched - ties * ideal) / np.where(spread > 0, spread, 1), -2.0)


def _every_core(network: Network) -> npt.NDArray[np.bool_]:
    """Try every subset; bit 0 is the last organisation, so that among equals the first in order wins."""
    n = network.n
    masks = np.arange(1, 2**n - 1)
    bits = 1 << (n - 1 - np.arange(n))
    size = ((masks[:, None] & bits) > 0).sum(axis=1)
    touched = np.zeros(len(masks), dtype=np.int64)
    for tail, head in zip(network.tails, network.heads, strict=True):
        touched += (masks & (bits[tail] | bits[head])) > 0
    fit = np.round(_fit(touched, size, network), 12)
    best = np.lexsort((-masks, size, -fit))[0]
    return np.asarray((masks[best] & bits) > 0)


def _climbed(network: Network) -> npt.NDArray[np.bool_]:
    """Start from the best-connected, as many as fit best, and move one at a time while that fits better."""
    matrix, n = network.adjacency, network.n
    count = degrees(network)
    order = np.argsort(-count, kind="stable")
    rank = np.empty(n, dtype=np.int64)
    rank[order] = np.arange(n)
    first = np.bincount(np.minimum(rank[network.tails], rank[network.heads]), minlength=n)
    sizes = np.arange(1, n)
    best = int(np.argmax(np.round(_fit(np.cumsum(first)[:-1], sizes, network), 12))) + 1
    inside = np.zeros(n, dtype=bool)
    inside[order[:best]] = True
    beyond = count - np.asarray(matrix @ inside.astype(np.float64)).astype(np.int64)  # ties of each to the periphery
    touched = int(first[:best].sum())
    for _ in range(_MOVES):
        moved = _better(network, inside, beyond, touched)
        if not moved:
            break
        for place in moved:
            touched += -int(beyond[place]) if inside[place] else int(beyond[place])
            inside[place] = not inside[place]
            partners = matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]]
            beyond[partners] += -1 if inside[place] else 1
    return inside


def _better(network: Network, inside: npt.NDArray[np.bool_], beyond: Ints, touched: int) -> list[int]:
    """Whom to move so that the core fits better: one, or one in for one out; nobody if nothing helps."""
    size, n = int(inside.sum()), network.n
    here = float(_fit(np.array([touched]), np.array([size]), network)[0])
    step = np.where(inside, -1, 1)
    after = _fit(touched + step * beyond, size + step, network)
    best = int(np.argmax(after))
    if after[best] > here + 1e-12 and 0 < size + step[best] < n:
        return [best]
    comes = int(np.argmax(np.where(inside, -1, beyond)))
    goes = int(np.argmin(np.where(inside, beyond, n + 1)))
    first, last = network.adjacency.indptr[comes : comes + 2]
    tied = goes in network.adjacency.indices[first:last]
    return [comes, goes] if beyond[comes] - beyond[goes] + tied > 0 else []
