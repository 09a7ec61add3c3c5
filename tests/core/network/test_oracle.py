"""Our figures beside those of networkx, on many networks."""

import itertools

import numpy as np
import pytest

from comity.core.network.measures import component_sizes, density, isolates, reciprocity, transitivity
from comity.core.network.network import Network
from comity.core.network.paths import betweenness, harmonic_closeness

pytestmark = pytest.mark.oracle
networkx = pytest.importorskip(
    "networkx", reason="networkx is not installed: pip install -r requirements/oracles.in"
)


def drawn(n: int, share: float, seed: int, directed: bool) -> Network:
    chance = np.random.default_rng(seed)
    keys = [str(at) for at in range(n)]
    pairs = itertools.permutations(keys, 2) if directed else itertools.combinations(keys, 2)
    return Network.of(keys, [pair for pair in pairs if chance.random() < share], directed=directed)


CASES = [
    drawn(n, share, seed, directed)
    for seed, (n, share) in enumerate([(4, 0.5), (12, 0.2), (25, 0.5), (60, 0.05), (120, 0.02), (150, 0.3)])
    for directed in (False, True)
]


@pytest.mark.parametrize(
    "network", CASES, ids=lambda network: f"{network.n}-{network.ties}-{network.directed}"
)
def test_we_agree_with_networkx(network: Network) -> None:
    graph = networkx.DiGraph() if network.directed else networkx.Graph()
    graph.add_nodes_from(network.keys)
    graph.add_edges_from(network.pairs())
    theirs = networkx.betweenness_centrality(graph, normalized=False)
    assert betweenness(network).tolist() == pytest.approx([theirs[key] for key in network.keys])
    assert density(network) == pytest.approx(networkx.density(graph))
    assert (transitivity(network) or 0) == pytest.approx(networkx.transitivity(graph.to_undirected()))
    assert len(isolates(network)) == networkx.number_of_isolates(graph)
    weak = networkx.connected_components(graph.to_undirected())
    assert component_sizes(network) == sorted(map(len, weak), reverse=True)
    if network.directed:
        assert reciprocity(network) == pytest.approx(networkx.reciprocity(graph))
    ours = harmonic_closeness(network)
    assert ours is not None
    close = networkx.harmonic_centrality(graph.reverse() if network.directed else graph)
    assert (ours * (network.n - 1)).tolist() == pytest.approx([close[key] for key in network.keys])
