"""Figures about a whole network and about each organisation in it.

Definitions follow Freeman (1978) for centralisation and Wasserman & Faust (1994) for the rest;
docs/network-measures.md has them in one table. A figure is None, never zero, where its definition divides by
nothing:

    density, connectedness      below 2 organisations
    degree centralisation       below 3 (directed: below 2)
    betweenness centralisation  below 3
    transitivity                where nobody has two ties
    reciprocity                 without direction, or without ties
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from comity.core.network.network import Floats, Ints, Network
from comity.core.network.paths import betweenness, components, even_samples
from comity.core.network.triangles import triangle_total

Side = Literal["in", "out"]
EXACT = 3_000  # organisations up to which every shortest path is counted
PIVOTS, SAMPLES = 256, 8  # above: from how many organisations paths are followed, in how many samples
FEWEST, _FOLLOWED = 64, 2**29  # with very many ties from fewer, so that so many ties are followed; never from less


@dataclass(frozen=True)
class Figures:
    """What is said about a network in numbers. `components` counts isolates too; every share lies in 0..1.

    betweenness_error: half the width of a 95 % interval of betweenness centralisation where it was estimated, above
    EXACT organisations, from paths that start at `betweenness_from` of them; both None where it is exact.
    """

    n: int
    ties: int
    density: float | None
    degree_centralisation: float | None
    betweenness_centralisation: float | None
    transitivity: float | None
    reciprocity: float | None
    reciprocity_dyads: float | None
    components: int
    isolates: int
    connectedness: float | None = None
    betweenness_error: float | None = None
    betweenness_from: int | None = None


def figures(network: Network, *, reports: Network | None = None, side: Side = "in") -> Figures:
    """All figures at once.

    reports: the directed network reciprocity is taken from, where `network` itself has lost direction.
    side: which degrees centralisation is about in a directed network.
    """
    told = network if reports is None else reports
    sizes = component_sizes(network)
    betweenness_found, error = central_betweenness(network)
    return Figures(
        n=network.n,
        ties=network.ties,
        density=density(network),
        degree_centralisation=degree_centralisation(network, side=side),
        betweenness_centralisation=betweenness_found,
        transitivity=transitivity(network),
        reciprocity=reciprocity(told),
        reciprocity_dyads=reciprocity_of_dyads(told),
        components=len(sizes),
        isolates=len(isolates(network)),
        connectedness=_connectedness(sizes),
        betweenness_error=error,
        betweenness_from=None if error is None else pivot_count(network),
    )


def degrees(network: Network, *, side: Side = "out") -> Ints:
    """How many ties each organisation has; with direction those it reports (out) or is named in (in)."""
    if not network.directed and network.has_adjacency:
        return np.asarray(np.diff(network.adjacency.indptr), dtype=np.int64)
    out = np.bincount(network.tails, minlength=network.n)
    into = np.bincount(network.heads, minlength=network.n)
    if not network.directed:
        return out + into
    return out if side == "out" else into


def density(network: Network) -> float | None:
    """The share of possible ties that exist: 2m / n(n−1), directed m / n(n−1)."""
    if network.n < 2:
        return None
    possible = network.n * (network.n - 1)
    return (1 if network.directed else 2) * network.ties / possible


def degree_centralisation(network: Network, *, side: Side = "in") -> float | None:
    """How far ties gather around one: 0 all alike, 1 a star. Σ(k_max − k_i) over its highest value."""
    n = network.n
    if n < (2 if network.directed else 3):
        return None
    count = degrees(network, side=side)
    most = (n - 1) ** 2 if network.directed else (n - 1) * (n - 2)
    return float((count.max() - count).sum()) / most


def betweenness_centralisation(network: Network, *, pivots: Sequence[int] | None = None) -> float | None:
    """How far contact has to run through one organisation: 0 all alike, 1 a star. Σ(b′_max − b′_i) / (n − 1).

    b′ is `normalised_betweenness`. `pivots` make it an estimate, as in `betweenness`.
    """
    scores = normalised_betweenness(network, pivots=pivots)
    if scores is None:
        return None
    return _unit(float((scores.max() - scores).sum()) / (network.n - 1))


def central_betweenness(network: Network) -> tuple[float | None, float | None]:
    """Betweenness centralisation, and half the width of its 95 % interval: None where it is exact.

    Above EXACT organisations it is estimated from SAMPLES even samples. Who stands in the middle is not known for sure
    then. Said by all samples together, it is whom they overrate: too much. Said of each sample by the others, it may be
    the wrong one: too little. The estimate lies halfway; the interval holds both, and the spread of the samples.
    """
    if network.n <= EXACT:
        return betweenness_centralisation(network), None
    samples = even_samples(network, pivot_count(network), SAMPLES)
    parts = [normalised_betweenness(network, pivots=pivots) for pivots in samples]
    scores = np.stack([part for part in parts if part is not None])
    whole = scores.sum(axis=0)
    much = scores[:, int(np.argmax(whole))] - scores.mean(axis=1)
    little = np.array([one[int(np.argmax(whole - one))] - one.mean() for one in scores])
    shares = np.stack([much, little]) * (network.n / (network.n - 1))
    high, low = shares.mean(axis=1)
    return _unit(float(high + low) / 2), float(abs(high - low) / 2) + half_width(shares[1])


def pivot_count(network: Network) -> int:
    """From how many organisations paths are followed where all are too many: from fewer where ties are very many."""
    return max(FEWEST, min(PIVOTS, _FOLLOWED // max(network.ties, 1) // SAMPLES * SAMPLES))


def half_width(samples: Floats) -> float:
    """Half the width of a 95 % interval for the mean of SAMPLES independent estimates (Student's t, 7 degrees)."""
    return float(2.365 * samples.std(ddof=1) / np.sqrt(len(samples)))


def connectedness(network: Network) -> float | None:
    """Of all pairs, the share that can reach each other over ties (direction dropped); None below two."""
    return _connectedness(component_sizes(network))


def _connectedness(sizes: Sequence[int]) -> float | None:
    n = sum(sizes)
    return sum(size * (size - 1) for size in sizes) / (n * (n - 1)) if n > 1 else None


def transitivity(network: Network) -> float | None:
    """Of all pairs with a common partner, the share that also know each other (direction dropped)."""
    count = degrees(network.undirected)
    pairs = float((count * (count - 1)).sum())
    if not pairs:
        return None
    return 6 * triangle_total(network) / pairs


def reciprocity(network: Network) -> float | None:
    """Of all reports, the share that is returned (in arcs: Σ x_ij x_ji / Σ x_ij)."""
    if not network.directed or not network.ties:
        return None
    return 2 * _mutual(network) / network.ties


def reciprocity_of_dyads(network: Network) -> float | None:
    """Of all pairs in which somebody reports, the share in which both do (M / (M + A))."""
    if not network.directed or not network.ties:
        return None
    return _mutual(network) / network.undirected.ties


def component_sizes(network: Network) -> list[int]:
    """Sizes of the parts that hang together, largest first; an isolate is one too. Direction is ignored."""
    return sorted(np.bincount(components(network)).tolist(), reverse=True)


def isolates(network: Network) -> list[int]:
    """Places of the organisations without any tie."""
    return [int(place) for place in np.flatnonzero(degrees(network.undirected) == 0)]


def normalised_betweenness(network: Network, *, pivots: Sequence[int] | None = None) -> Floats | None:
    """Betweenness of each organisation as a share of its highest possible value; None below three."""
    n = network.n
    if n < 3:
        return None
    return betweenness(network, pivots=pivots) / ((n - 1) * (n - 2) / (1 if network.directed else 2))


def _mutual(network: Network) -> int:
    """Pairs that name each other."""
    return network.ties - network.undirected.ties


def _unit(share: float) -> float:
    """Take off what rounding put above one."""
    return min(share, 1.0)
