"""Figures with known answers, and what must hold for every network."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.network import measures, paths, triangles
from comity.core.network.measures import (
    FEWEST,
    PIVOTS,
    betweenness_centralisation,
    central_betweenness,
    component_sizes,
    degree_centralisation,
    degrees,
    density,
    figures,
    isolates,
    reciprocity,
    reciprocity_of_dyads,
    transitivity,
)
from comity.core.network.network import Network, UnknownKey
from comity.core.network.paths import betweenness, distances, even_pivots, harmonic_closeness

TEN = [str(at) for at in range(10)]
STAR = Network.of(TEN, [("0", key) for key in TEN[1:]])
RING = Network.of(TEN, list(itertools.pairwise([*TEN, "0"])))


@st.composite
def networks(draw: st.DrawFn, most: int = 9) -> Network:
    n = draw(st.integers(0, most))
    keys = [f"k{at}" for at in range(n)]
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=30)) if n else []
    return Network.of(keys, pairs, directed=draw(st.booleans()))


def test_a_star_hangs_on_one_and_a_ring_on_nobody() -> None:
    assert (STAR.ties, RING.ties) == (9, 10)
    assert density(STAR) == pytest.approx(0.2)
    assert density(RING) == pytest.approx(2 / 9)
    assert (degree_centralisation(STAR), degree_centralisation(RING)) == (1, 0)
    assert betweenness_centralisation(STAR) == pytest.approx(1)
    assert betweenness_centralisation(RING) == pytest.approx(0)


def test_a_directed_star_hangs_on_the_one_who_is_named() -> None:
    star = Network.of(TEN, [(key, "0") for key in TEN[1:]], directed=True)
    assert degree_centralisation(star, side="in") == 1
    assert degree_centralisation(star, side="out") == pytest.approx(1 / 81)
    assert density(star) == pytest.approx(0.1)


def test_a_mutual_directed_star_is_fully_centralised_in_betweenness() -> None:
    star = Network.of(TEN, [pair for key in TEN[1:] for pair in ((key, "0"), ("0", key))], directed=True)
    assert betweenness_centralisation(star) == pytest.approx(1)


def test_ties_to_oneself_are_dropped_and_repeated_ones_merged() -> None:
    pairs = [("a", "b"), ("b", "a"), ("a", "a"), ("a", "b")]
    assert Network.of("abc", pairs).pairs() == [("a", "b")]
    assert Network.of("abc", pairs, directed=True).pairs() == [("a", "b"), ("b", "a")]


def test_a_tie_with_a_stranger_is_refused_by_name() -> None:
    with pytest.raises(UnknownKey, match="'x' is not in the network"):
        Network.of("ab", [("a", "x")])


def test_an_organisation_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' is listed twice"):
        Network.of("aba", [])


def test_reciprocity_of_arcs_and_of_dyads_differ() -> None:
    network = Network.of("abc", [("a", "b"), ("b", "a"), ("a", "c")], directed=True)
    assert reciprocity(network) == pytest.approx(2 / 3)
    assert reciprocity_of_dyads(network) == pytest.approx(1 / 2)


def test_components_and_isolates_are_counted_whatever_the_direction() -> None:
    network = Network.of("abcdef", [("a", "b"), ("c", "b"), ("d", "e")], directed=True)
    assert component_sizes(network) == [3, 2, 1]
    assert [network.keys[place] for place in isolates(network)] == ["f"]


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_the_smallest_networks_have_no_figure_rather_than_a_wrong_one(n: int, directed: bool) -> None:
    found = figures(Network.of("abc"[:n], [], directed=directed))
    assert (found.n, found.ties, found.components, found.isolates) == (n, 0, n, n)
    assert found.density == (0 if n >= 2 else None)
    assert found.degree_centralisation == (0 if n >= (2 if directed else 3) else None)
    assert found.betweenness_centralisation == (0 if n >= 3 else None)
    assert (found.transitivity, found.reciprocity, found.reciprocity_dyads) == (None, None, None)


@given(networks())
def test_every_share_lies_between_none_and_all(network: Network) -> None:
    found = figures(network)
    shares = (
        found.density, found.degree_centralisation, found.betweenness_centralisation,
        found.transitivity, found.reciprocity, found.reciprocity_dyads,
    )  # fmt: skip
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert sum(component_sizes(network)) == network.n
    assert degrees(network, side="out").sum() == (1 if network.directed else 2) * network.ties


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_organisations_changes_nothing(network: Network, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(network.keys)
    chance.shuffle(shuffled)
    other = Network.of(shuffled, network.pairs(), directed=network.directed)
    for name, value in vars(figures(network)).items():
        assert getattr(figures(other), name) == (value if value is None else pytest.approx(value)), name
    there = dict(zip(other.keys, betweenness(other), strict=True))
    assert [there[key] for key in network.keys] == pytest.approx(betweenness(network).tolist())


def brute_betweenness(network: Network) -> list[float]:
    """By definition: shares of the shortest paths between every two others, counted one path at a time."""
    steps = network.adjacency.toarray()
    n, scores = network.n, [0.0] * network.n
    for start, end in itertools.permutations(range(n), 2):
        found: list[tuple[int, ...]] = []
        for length in range(n):
            middles = itertools.permutations([at for at in range(n) if at not in (start, end)], length)
            found = [m for m in middles if all(steps[a, b] for a, b in itertools.pairwise((start, *m, end)))]
            if found:
                break
        for path in found:
            for at in path:
                scores[at] += 1 / len(found) / (1 if network.directed else 2)
    return scores


@given(networks(most=6))
def test_betweenness_is_what_counting_every_path_gives(network: Network) -> None:
    assert betweenness(network).tolist() == pytest.approx(brute_betweenness(network))


@given(networks(), st.sampled_from([-1, 0, 1, 2]))
def test_both_ways_of_walking_agree(network: Network, levels: int) -> None:
    usual, near = betweenness(network).tolist(), harmonic_closeness(network)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "_SHALLOW", levels)
        patch.setattr(paths, "_VISITS", 40)
        assert betweenness(network).tolist() == pytest.approx(usual)
        again = harmonic_closeness(network)
        assert (near is None) == (again is None)
        assert near is None or again is None or again.tolist() == pytest.approx(near.tolist())


@given(networks())
def test_leaving_out_empty_rows_changes_nothing(network: Network) -> None:
    usual = betweenness(network).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "_LARGE", 0)
        assert betweenness(network).tolist() == pytest.approx(usual)


def test_a_long_chain_runs_through_its_middle() -> None:
    chain = Network.of([str(at) for at in range(101)], [(str(at), str(at + 1)) for at in range(100)])
    assert betweenness(chain)[[0, 1, 50]].tolist() == [0, 99, 2500]


def test_paths_beyond_counting_are_refused_rather_than_wrong() -> None:
    pairs = [(f"{at}{side}", f"{at + 1}{other}") for at in range(1100) for side in "ab" for other in "ab"]
    keys = [f"{at}{side}" for at in range(1101) for side in "ab"]
    with pytest.raises(paths.TooManyPaths):
        betweenness(Network.of(keys, pairs), pivots=[0])


def test_every_place_as_pivot_is_the_full_count() -> None:
    assert sorted(even_pivots(RING, 10)) == list(range(10))
    assert betweenness(STAR, pivots=even_pivots(STAR, 10)).tolist() == pytest.approx(
        betweenness(STAR).tolist()
    )
    assert even_pivots(STAR, 99) == even_pivots(STAR, 10)


def random_network(seed: int, n: int = 400) -> Network:
    """Some with a few in the middle, some where nobody stands out."""
    chance = np.random.default_rng(seed)
    tails, heads = chance.integers(0, n, (2, 3 * n))
    if seed % 2:
        heads = (n * chance.random(3 * n) ** 3).astype(np.int64)
    return Network.between([str(at) for at in range(n)], tails, heads)


def test_the_stated_error_holds_what_an_exact_count_gives() -> None:
    held, narrow = 0, 0
    for seed in range(20):
        network = random_network(seed)
        exact, none = central_betweenness(network)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(measures, "EXACT", 100)
            patch.setattr(measures, "PIVOTS", 128)
            estimate, error = central_betweenness(network)
        assert none is None and exact is not None and estimate is not None and error is not None
        held += abs(estimate - exact) <= error
        narrow += error < exact
    assert held >= 18, "of twenty intervals of 95 % one fails on average"
    assert narrow >= 18, "an interval that holds everything says nothing"


def test_with_very_many_ties_paths_are_followed_from_fewer_and_it_is_told() -> None:
    network = random_network(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures, "EXACT", 100)
        assert figures(network).betweenness_from == PIVOTS
        patch.setattr(measures, "_FOLLOWED", 100 * network.ties)
        assert figures(network).betweenness_from == 96
        patch.setattr(measures, "_FOLLOWED", 1)
        assert figures(network).betweenness_from == FEWEST
    assert figures(network).betweenness_from is None


@given(networks())
def test_transitivity_is_what_counting_triples_gives(network: Network) -> None:
    knows = network.undirected.adjacency.toarray() > 0
    triples = [
        t for t in itertools.permutations(range(network.n), 3) if knows[t[0], t[1]] and knows[t[1], t[2]]
    ]
    closed = sum(bool(knows[a, c]) for a, _, c in triples)
    expected = pytest.approx(closed / len(triples)) if triples else None
    assert transitivity(network) == expected
    with pytest.MonkeyPatch.context() as patch:  # few marks: most are shared, and every hit has to be looked up
        for name, value in (("_ROWS", 2), ("_MARKS", 2), ("_MASK", 1), ("_STEPS", 3)):
            patch.setattr(triangles, name, value)
        assert transitivity(network) == expected


def test_closeness_counts_the_unreachable_as_nothing() -> None:
    network = Network.of("abcd", [("a", "b"), ("b", "c")])
    found = harmonic_closeness(network)
    assert found is not None
    assert found.tolist() == pytest.approx([0.5, 2 / 3, 0.5, 0])
    assert harmonic_closeness(Network.of("a", [])) is None
    assert distances(network)[0].tolist() == [0, 1, 2, np.inf]


def test_who_leaves_takes_only_their_own_ties() -> None:
    assert Network.of("abc", [("a", "b"), ("b", "c"), ("a", "c")]).without(1).pairs() == [("a", "c")]
