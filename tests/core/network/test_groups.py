"""Sectors, mixtures, cores, holes and cuts, each against its definition."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network import groups
from comity.core.network.cuts import cut_places, losses
from comity.core.network.groups import External, core_periphery, crossing, crossing_by_chance, mixture
from comity.core.network.holes import constraint, effective_size
from comity.core.network.measures import component_sizes
from comity.core.network.network import Network
from comity.core.network.triangles import triangle_counts, triangles
from tests.core.network.test_measures import RING, STAR, TEN, networks

FEW = settings(max_examples=40, deadline=None)

SECTORS = {"a": "public", "b": "public", "c": "private", "d": "private", "e": ""}
MIXED = Network.of("abcde", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "e")])


@pytest.mark.row("R9")
def test_ties_within_and_across_sectors_are_told_apart() -> None:
    found = crossing(MIXED, SECTORS)
    assert found.network == External(external=2, internal=1)
    assert found.network.index == pytest.approx(1 / 3)
    assert found.groups == {"private": External(2, 0), "public": External(2, 1)}
    assert found.members == {"a": External(1, 1), "b": External(1, 1), "c": External(1, 0), "d": External(1, 0)}
    assert External(0, 0).index is None


def test_reports_in_both_directions_count_twice() -> None:
    network = Network.of("abc", [("a", "b"), ("b", "a"), ("a", "c")], directed=True)
    found = crossing(network, SECTORS)
    assert (found.network, found.members["a"]) == (External(1, 2), External(1, 2))


def test_chance_is_what_all_ways_to_deal_the_sectors_give() -> None:
    values = [SECTORS[key] for key in "abcd"]
    drawn = [
        crossing(MIXED, dict(zip("abcd", dealt, strict=True))).network.index or 0.0
        for dealt in itertools.permutations(values)
    ]
    found = crossing_by_chance(MIXED, SECTORS, seed=1)
    assert found and found.expected == pytest.approx(np.mean(drawn))
    here = abs(1 / 3 - found.expected)
    assert found.p == pytest.approx(np.mean([abs(one - found.expected) >= here - 1e-9 for one in drawn]), abs=0.05)
    assert found.low <= found.expected <= found.high


def test_the_same_seed_tells_the_same_and_a_split_network_is_no_accident() -> None:
    halves = [(a, b) for half in (TEN[:5], TEN[5:]) for a, b in itertools.combinations(half, 2)]
    network, sectors = Network.of(TEN, halves), {key: str(int(key) // 5) for key in TEN}
    found = crossing_by_chance(network, sectors, seed=7)
    assert found == crossing_by_chance(network, sectors, seed=7)
    assert found and found.p < 0.05 and crossing(network, sectors).network.index == -1
    assert crossing_by_chance(network, dict.fromkeys(TEN, "same"), seed=7) is None
    assert crossing_by_chance(Network.of(TEN, []), sectors, seed=7) is None


@pytest.mark.row("R9")
def test_a_mixture_is_told_by_blau() -> None:
    found = mixture("abcde", SECTORS)
    assert (found.counts, found.missing) == ({"private": 2, "public": 2}, 1)
    assert (found.blau, found.highest) == (0.5, 0.5)
    assert mixture("ab", SECTORS).blau == 0
    assert (mixture("e", SECTORS).blau, mixture("e", SECTORS).highest) == (None, None)


def test_a_star_is_all_core_and_a_ring_has_hardly_one() -> None:
    found = core_periphery(STAR)
    assert found and (found.core, found.exact) == (("0",), True)
    assert found.r == pytest.approx(1)
    ring = core_periphery(RING)
    assert ring and ring.r < 0.6
    assert core_periphery(Network.of("abc", [])) is None
    assert core_periphery(Network.of("abc", [("a", "b"), ("b", "c"), ("a", "c")])) is None
    assert core_periphery(Network.of("ab", [("a", "b")])) is None


@FEW
@given(networks(most=7))
def test_no_other_core_fits_better(network: Network) -> None:
    found = core_periphery(network)
    known = network.undirected.adjacency.toarray()
    upper = np.triu_indices(network.n, 1)
    best = -2.0
    for size in range(1, network.n):
        for core in itertools.combinations(range(network.n), size):
            inside = np.isin(np.arange(network.n), core)
            ideal = (inside[:, None] | inside[None, :])[upper].astype(float)
            if ideal.std() and known[upper].std():
                best = max(best, float(np.corrcoef(known[upper], ideal)[0, 1]))
    assert (found.r if found else -2.0) == pytest.approx(best)


@FEW
@given(st.integers(0, 10_000))
def test_a_core_found_by_climbing_is_nearly_the_best(seed: int) -> None:
    chance = np.random.default_rng(seed)
    keys = [str(at) for at in range(11)]
    pairs = [pair for pair in itertools.combinations(keys, 2) if chance.random() < 0.3]
    network = Network.of(keys, pairs)
    exact = core_periphery(network)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "_SMALL", 0)
        climbed = core_periphery(network)
    if exact:
        assert climbed and not climbed.exact and exact.r - 0.12 <= climbed.r <= exact.r + 1e-9


@FEW
@given(networks())
def test_each_triangle_is_found_once(network: Network) -> None:
    known = network.undirected
    knows = known.adjacency.toarray() > 0
    threes = itertools.combinations(range(known.n), 3)
    real = [three for three in threes if all(knows[a, b] for a, b in itertools.combinations(three, 2))]
    found = []
    for some in triangles(network):
        for ties, opposite in zip(some.ties.T, some.opposite.T, strict=True):
            corners = {*known.tails[ties].tolist(), *known.heads[ties].tolist()}
            assert [{known.tails[tie], known.heads[tie]} for tie in ties] == [corners - {far} for far in opposite]
            found.append(tuple(sorted(corners)))
    assert sorted(found) == real
    assert triangle_counts(network).sum() == 3 * len(real)


@FEW
@given(networks())
def test_holes_are_what_their_definitions_say(network: Network) -> None:
    matrix = network.adjacency.toarray()
    both = matrix + matrix.T if network.directed else matrix
    knows, sizes, held = both > 0, effective_size(network), constraint(network)
    for i in range(network.n):
        partners = np.flatnonzero(knows[i])
        if not len(partners):
            assert np.isnan(sizes[i]) and np.isnan(held[i])
            continue
        t = knows[np.ix_(partners, partners)].sum() / 2
        assert sizes[i] == pytest.approx(len(partners) - 2 * t / len(partners))
        p = both / np.maximum(both.sum(axis=1, keepdims=True), 1)
        bound = [p[i, j] + sum(p[i, q] * p[q, j] for q in partners if q != j) for j in partners]
        assert held[i] == pytest.approx(sum(each**2 for each in bound))


@FEW
@given(networks())
def test_what_is_lost_when_one_leaves_is_what_leaving_it_out_shows(network: Network) -> None:
    lost, n = losses(network), network.n
    if n < 3:
        assert lost is None
        return
    assert lost is not None
    knots = [at for at in range(n) if len(component_sizes(network.without(at))) > len(component_sizes(network))]
    assert cut_places(network) == knots
    own = {at: part for part in _parts(network) for at in part}
    for at in range(n):
        before = sum(len(part - {at}) * (len(part - {at}) - 1) for part in {frozenset(one) for one in own.values()})
        after = sum(size * (size - 1) for size in component_sizes(network.without(at)))
        assert lost[at] == pytest.approx((before - after) / ((n - 1) * (n - 2)))


def _parts(network: Network) -> list[frozenset[int]]:
    from comity.core.network.paths import components

    labels = components(network)
    return [frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())]
