"""Run by test_network where networkx is: prints {measure: [our seconds, theirs, has a target]} as JSON."""

import json
import time
from collections.abc import Callable
from typing import Any

import networkx  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np

from comity.core.network.cuts import cut_places
from comity.core.network.measures import component_sizes, degree_centralisation, transitivity
from comity.core.network.network import Network
from comity.core.network.paths import betweenness, even_pivots

TIES_EACH, PIVOTS = 3, 32


def drawn(n: int) -> Network:
    """A random network with three times as many ties as members."""
    chance = np.random.default_rng(n)
    ends = chance.integers(0, n, (2, n * TIES_EACH))
    return Network.between([str(at) for at in range(n)], ends[0], ends[1])


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def beside(ours: Callable[[], Any], theirs: Callable[[], Any], *, must: bool = False) -> list[Any]:
    """Both, and a check that the two agree where they give one number."""
    mine, found = spent(ours)
    other, expected = spent(theirs)
    if isinstance(found, float):
        assert abs(found - expected) < 1e-6, (found, expected)
    return [mine, other, must]


def main() -> None:
    rows: dict[str, list[Any]] = {}
    for n in (2_000, 100_000):
        network, graph = drawn(n), networkx.Graph()
        graph.add_nodes_from(network.keys)
        graph.add_edges_from(network.pairs())
        rows |= {f"{what} of {n:,}": row for what, row in measured(network, graph).items()}
    print(json.dumps(rows))


def measured(network: Network, graph: Any) -> dict[str, list[Any]]:
    """Each measure, ours beside theirs. Of the large network betweenness is estimated by both, from few members."""
    rows = {}
    if network.n <= 2_000:
        rows["betweenness"] = beside(
            lambda: float(betweenness(network).sum()),
            lambda: sum(networkx.betweenness_centrality(graph, normalized=False).values()),
            must=True,
        )
    else:
        pivots = even_pivots(network, PIVOTS)
        rows[f"betweenness from {PIVOTS}"] = beside(
            lambda: betweenness(network, pivots=pivots),
            lambda: networkx.betweenness_centrality(graph, k=PIVOTS, seed=1),
        )
    rows["transitivity"] = beside(lambda: transitivity(network), lambda: networkx.transitivity(graph))
    rows["parts"] = beside(
        lambda: float(len(component_sizes(network))),
        lambda: float(networkx.number_connected_components(graph)),
    )
    rows["who holds parts together"] = beside(
        lambda: float(len(cut_places(network))), lambda: float(len(list(networkx.articulation_points(graph))))
    )
    rows["degree centralisation"] = beside(
        lambda: degree_centralisation(network), lambda: _centralisation(graph)
    )
    return rows


def _centralisation(graph: Any) -> float:
    """Freeman's, by the degrees of networkx."""
    degrees = [degree for _key, degree in graph.degree()]
    n, most = len(degrees), max(degrees)
    return float(sum(most - one for one in degrees) / ((n - 1) * (n - 2)))


if __name__ == "__main__":
    main()
