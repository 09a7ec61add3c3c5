"""Our figures beside those of networkx and igraph, on many networks."""

import itertools
import math

import numpy as np
import pytest

from comity.core.network.cuts import cut_places
from comity.core.network.groups import crossing
from comity.core.network.holes import constraint, effective_size
from comity.core.network.measures import (
    component_sizes,
    degree_centralisation,
    density,
    isolates,
    reciprocity,
    transitivity,
)
from comity.core.network.network import Network
from comity.core.network.paths import betweenness, harmonic_closeness
from comity.core.network.reach import introduction, reach_counts

pytestmark = pytest.mark.oracle
networkx = pytest.importorskip(
    "networkx", reason="networkx is not installed: pip install -r requirements/oracles.in"
)
igraph = pytest.importorskip("igraph", reason="igraph is not installed: pip install -r requirements/oracles.in")


def drawn(n: int, share: float, seed: int, directed: bool) -> Network:
    chance = np.random.default_rng(seed)
    keys = [str(at) for at in range(n)]
    pairs = itertools.permutations(keys, 2) if directed else itertools.combinations(keys, 2)
    return Network.of(keys, [pair for pair in pairs if chance.random() < share], directed=directed)


SIZES = [(4, 0.5), (12, 0.2), (25, 0.5), (60, 0.05), (120, 0.02), (150, 0.3)]
LARGE = [drawn(n, share, seed, way) for seed, (n, share) in enumerate(SIZES) for way in (False, True)]
SEEDS = range(500)


def small(seed: int) -> Network:
    """One of five hundred: half of them directed, from 3 to 26 organisations, from nearly empty to nearly full."""
    return drawn(3 + seed % 24, (seed % 11 + 0.5) / 12, 1_000 + seed, seed % 2 == 1)


@pytest.mark.parametrize(
    "network", LARGE, ids=lambda network: f"{network.n}-{network.ties}-{network.directed}"
)
def test_we_agree_on_larger_networks(network: Network) -> None:
    agree_with_networkx(network)


@pytest.mark.parametrize("seed", SEEDS)
def test_we_agree_with_networkx(seed: int) -> None:
    agree_with_networkx(small(seed))


def agree_with_networkx(network: Network) -> None:
    graph = networkx.DiGraph() if network.directed else networkx.Graph()
    graph.add_nodes_from(network.keys)
    graph.add_edges_from(network.pairs())
    flat = graph.to_undirected()
    theirs = networkx.betweenness_centrality(graph, normalized=False)
    assert betweenness(network).tolist() == pytest.approx([theirs[key] for key in network.keys])
    assert density(network) == pytest.approx(networkx.density(graph))
    assert (transitivity(network) or 0) == pytest.approx(networkx.transitivity(flat))
    assert len(isolates(network)) == networkx.number_of_isolates(graph)
    assert component_sizes(network) == sorted(map(len, networkx.connected_components(flat)), reverse=True)
    cuts = {network.keys[place] for place in cut_places(network)}
    assert cuts == set(networkx.articulation_points(flat))
    if network.directed and network.ties:
        assert reciprocity(network) == pytest.approx(networkx.reciprocity(graph))
    ours = harmonic_closeness(network)
    assert ours is not None
    close = networkx.harmonic_centrality(graph.reverse() if network.directed else graph)
    assert (ours * (network.n - 1)).tolist() == pytest.approx([close[key] for key in network.keys])
    same(effective_size(network), networkx.effective_size(flat), network)
    same(constraint(network), networkx.constraint(graph), network)
    reached = reach_counts(network)
    for at, key in enumerate(network.keys):
        steps = networkx.single_source_shortest_path_length(graph, key, cutoff=3)
        assert reached[:, at].tolist() == [sum(0 < far <= step for far in steps.values()) for step in (1, 2, 3)]
    way = introduction(network, network.keys[0], network.keys[-1])
    assert (way is not None) == networkx.has_path(graph, network.keys[0], network.keys[-1])
    assert way is None or len(way) - 1 == networkx.shortest_path_length(graph, way[0], way[-1])
    sectors = {key: "abc"[int(key) % 3] for key in network.keys}
    networkx.set_node_attributes(graph, sectors, "sector")
    mixed = networkx.attribute_mixing_matrix(graph, "sector", normalized=False) if network.ties else np.zeros((1, 1))
    inside, ends = float(np.trace(mixed)), float(mixed.sum())
    index = crossing(network, sectors).network.index
    assert index == (pytest.approx((ends - 2 * inside) / ends) if ends else None)


def same(ours: np.ndarray, theirs: dict[str, float], network: Network) -> None:
    """Undefined is NaN with both."""
    for key, mine in zip(network.keys, ours.tolist(), strict=True):
        other = theirs[key]
        assert math.isnan(mine) if math.isnan(other) else mine == pytest.approx(other), key


@pytest.mark.parametrize("seed", SEEDS)
def test_we_agree_with_igraph(seed: int) -> None:
    network = small(seed)
    ends = list(zip(network.tails.tolist(), network.heads.tolist(), strict=True))
    graph = igraph.Graph(n=network.n, edges=ends, directed=network.directed)
    assert betweenness(network).tolist() == pytest.approx(graph.betweenness())
    assert density(network) == pytest.approx(graph.density())
    flat = graph.as_undirected()
    assert (transitivity(network) or 0) == pytest.approx(flat.transitivity_undirected(mode="zero"))
    assert component_sizes(network) == sorted(graph.connected_components(mode="weak").sizes(), reverse=True)
    assert cut_places(network) == sorted(flat.articulation_points())
    if not network.directed:
        degrees = graph.degree()
        theirs = sum(max(degrees) - one for one in degrees) / ((network.n - 1) * (network.n - 2))
        assert degree_centralisation(network) == pytest.approx(theirs)
        same(constraint(network), dict(zip(network.keys, graph.constraint(), strict=True)), network)
    elif network.ties:
        assert reciprocity(network) == pytest.approx(graph.reciprocity())
