"""Run by test_network where the oracles are: prints {measure: [our seconds, theirs, whose, target or null]} as JSON."""

import json
import time
from collections.abc import Callable
from typing import Any

import igraph  # type: ignore[import-not-found,import-untyped,unused-ignore]
import networkit  # type: ignore[import-not-found,import-untyped,unused-ignore]
import networkx  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np

from comity.core.network.communities import communities
from comity.core.network.cuts import cut_places
from comity.core.network.holes import constraint, effective_size
from comity.core.network.measures import component_sizes, degree_centralisation, transitivity
from comity.core.network.network import Network
from comity.core.network.paths import betweenness, even_pivots, harmonic_closeness

PIVOTS = 32
Row = list[Any]


def drawn(n: int, ties: int) -> Network:
    """A random network."""
    chance = np.random.default_rng(n)
    ends = chance.integers(0, n, (2, ties))
    return Network.between([str(at) for at in range(n)], ends[0], ends[1])


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of it."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def agreeing(ours: Callable[[], Any], *theirs: Callable[[], Any]) -> list[float]:
    """Seconds of all, and a check that they agree where each gives one number."""
    mine, found = spent(ours)
    seconds = [mine]
    for one in theirs:
        took, expected = spent(one)
        if isinstance(found, float) and isinstance(expected, float):
            assert abs(found - expected) < 1e-6 * max(abs(expected), 1), (found, expected)
        seconds.append(took)
    return seconds


def main() -> None:
    networkit.setNumberOfThreads(1)
    print(json.dumps(middling() | large()))


def middling() -> dict[str, Row]:
    """All measures of 2,000 organisations with 6,000 ties, beside networkx."""
    network, graph = drawn(2_000, 6_000), networkx.Graph()
    graph.add_nodes_from(network.keys)
    graph.add_edges_from(network.pairs())
    pairs: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
        "betweenness": (
            lambda: float(betweenness(network).sum()),
            lambda: float(sum(networkx.betweenness_centrality(graph, normalized=False).values())),
        ),
        "closeness": (
            lambda: float((harmonic_closeness(network) * (network.n - 1)).sum()),  # type: ignore[operator]
            lambda: float(sum(networkx.harmonic_centrality(graph).values())),
        ),
        "transitivity": (lambda: transitivity(network), lambda: networkx.transitivity(graph)),
        "constraint": (
            lambda: float(np.nansum(constraint(network))),
            lambda: float(np.nansum(list(networkx.constraint(graph).values()))),
        ),
        "effective size": (
            lambda: float(np.nansum(effective_size(network))),
            lambda: float(np.nansum(list(networkx.effective_size(graph).values()))),
        ),
        "parts": (
            lambda: float(len(component_sizes(network))),
            lambda: float(networkx.number_connected_components(graph)),
        ),
        "who holds parts together": (
            lambda: float(len(cut_places(network))),
            lambda: float(len(list(networkx.articulation_points(graph)))),
        ),
        "degree centralisation": (
            lambda: degree_centralisation(network),
            lambda: _centralisation([degree for _key, degree in graph.degree()]),
        ),
    }
    found = {name: agreeing(*both) for name, both in pairs.items()}
    rows: dict[str, Row] = {
        f"{name} of 2,000": [mine, theirs, "networkx", 20 if name == "betweenness" else None]
        for name, (mine, theirs) in found.items()
    }
    ours, theirs = (sum(seconds[at] for seconds in found.values()) for at in (0, 1))
    return rows | {"all of these of 2,000": [ours, theirs, "networkx", 20]}


def large() -> dict[str, Row]:
    """Each measure of 100,000 organisations with a million ties, beside the faster of igraph and networkit."""
    network = drawn(100_000, 1_000_000)
    ends = np.column_stack([network.tails, network.heads])
    graph = igraph.Graph(n=network.n, edges=ends)
    other = networkit.GraphFromCoo((network.tails.astype(np.uint64), network.heads.astype(np.uint64)), n=network.n)
    _ = network.adjacency  # as their graphs, ours is there before it is measured
    pivots = even_pivots(network, PIVOTS)
    beside: dict[str, tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any]]] = {
        f"betweenness from {PIVOTS}": (
            lambda: betweenness(network, pivots=pivots),
            lambda: graph.betweenness(sources=pivots),
            lambda: networkit.centrality.EstimateBetweenness(other, PIVOTS).run().scores(),
        ),
        "transitivity": (
            lambda: transitivity(network),
            lambda: graph.transitivity_undirected(),
            lambda: networkit.globals.ClusteringCoefficient.exactGlobal(other),
        ),
        "constraint": (
            lambda: float(np.nansum(constraint(network))),
            lambda: float(np.nansum(graph.constraint())),
            _nothing,
        ),
        "parts": (
            lambda: float(len(component_sizes(network))),
            lambda: float(len(graph.connected_components())),
            lambda: float(networkit.components.ConnectedComponents(other).run().numberOfComponents()),
        ),
        "who holds parts together": (
            lambda: float(len(cut_places(network))),
            lambda: float(len(graph.articulation_points())),
            _nothing,
        ),
        "degree centralisation": (
            lambda: degree_centralisation(network),
            lambda: _centralisation(graph.degree()),
            lambda: _centralisation([int(one) for one in networkit.centrality.DegreeCentrality(other).run().scores()]),
        ),
        "communities": (
            lambda: communities(network),
            lambda: graph.community_multilevel(),
            lambda: networkit.community.PLM(other, refine=True).run().getPartition(),
        ),
    }
    rows = {}
    for name, all_three in beside.items():
        mine, first, second = agreeing(*all_three)
        best, whose = (first, "igraph") if all_three[2] is _nothing or first < second else (second, "networkit")
        rows[f"{name} of 100,000"] = [mine, best, whose, 1 / 1.5]
    return rows


def _nothing() -> None:
    """networkit has no such measure."""


def _centralisation(degrees: list[int]) -> float:
    """Freeman's, by somebody else's degrees."""
    n, most = len(degrees), max(degrees)
    return float(sum(most - one for one in degrees) / ((n - 1) * (n - 2)))


if __name__ == "__main__":
    main()
