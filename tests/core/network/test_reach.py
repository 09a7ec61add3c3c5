"""Whom one reaches, whom to add, and who introduces."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network import reach as reaching
from comity.core.network.network import Network, UnknownKey
from comity.core.network.paths import distances
from comity.core.network.reach import best_additions, introduction, reach, reach_counts
from tests.core.network.test_measures import networks

FEW = settings(max_examples=40, deadline=None)

CHAIN = Network.of("abcdefg", [*itertools.pairwise("abcde"), ("f", "g")])


@pytest.mark.row("R8")
def test_ten_who_each_know_ten_reach_a_hundred() -> None:
    tens = [f"{at}" for at in range(10)]
    pairs = [("we", ten) for ten in tens] + [(ten, f"{ten}-{at}") for ten in tens for at in range(10)]
    keys = ["we", *tens, *(key for _, key in pairs[10:])]
    assert reach(Network.of(keys, pairs), ["we"], 2).counts() == (10, 110)


@pytest.mark.row("R8")
def test_nobody_is_counted_twice_and_the_start_not_at_all() -> None:
    network = Network.of("abcde", [("a", "c"), ("b", "c"), ("a", "b"), ("c", "d")])
    found = reach(network, "ab", 3)
    assert found.rings == (("a", "b"), ("c",), ("d",), ())
    assert (found.within(2), found.counts()) == (("c", "d"), (1, 2, 2))
    people = {"a": ["ann"], "c": ["ann", "ben", "cem"], "d": ["cem", "dee"]}
    assert found.people(people) == (2, 3, 3)


def test_direction_is_followed_where_there_is_one() -> None:
    network = Network.of("abc", [("b", "a"), ("b", "c")], directed=True)
    assert reach(network, "a").counts() == (0, 0, 0)
    assert reach(network.undirected, "a").counts() == (1, 2, 2)


def test_a_stranger_is_refused() -> None:
    for call in (lambda: reach(CHAIN, "x"), lambda: introduction(CHAIN, "a", "x"), lambda: best_additions(CHAIN, "x")):
        with pytest.raises(UnknownKey):
            call()


@FEW
@given(networks(), st.integers(1, 3))
def test_reach_is_what_distances_say(network: Network, steps: int) -> None:
    far = distances(network)
    counts = reach_counts(network, steps)
    for at, key in enumerate(network.keys):
        expected = [int(((far[at] <= step) & (far[at] > 0)).sum()) for step in range(1, steps + 1)]
        assert list(reach(network, [key], steps).counts()) == expected == counts[:, at].tolist()


@pytest.mark.row("R8")
def test_whom_to_add_is_who_brings_most_that_are_new() -> None:
    found = best_additions(CHAIN, "a", steps=2)
    assert (found.chosen, found.exact) == ((("d", 2),), True)  # d and e; c is reached already
    both = best_additions(CHAIN, "a", count=2, steps=2)
    assert both.chosen == (("d", 2), ("f", 2))
    assert both.gained == 4
    assert best_additions(CHAIN, "a", count=9, steps=2).gained == 4
    assert best_additions(CHAIN, "a", steps=2, worth={"g": 5}).chosen == (("f", 5),)
    assert best_additions(CHAIN, "a", steps=2, candidates="cg").chosen == (("g", 2),)


def test_every_choice_is_tried_while_there_are_few() -> None:
    """The best single partner is in no best pair."""
    ties = {"x": "1234", "y": "1256", "z": "3478"}
    pairs = [(hub, key) for hub, keys in ties.items() for key in keys]
    network = Network.of(["s", "x", "y", "z", *"12345678"], pairs)
    found = best_additions(network, "s", count=2, steps=2)
    assert found.exact and {key for key, _ in found.chosen} == {"y", "z"} and found.gained == 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reaching, "_EXACT", 0)
        greedy = best_additions(network, "s", count=2, steps=2)
    assert not greedy.exact and greedy.gained >= 0.63 * 10


@FEW
@given(networks(most=7), st.integers(1, 2), st.integers(1, 3))
def test_no_other_choice_brings_more(network: Network, count: int, steps: int) -> None:
    if not network.n:
        return
    start = network.keys[0]
    found = best_additions(network, [start], count=count, steps=steps)
    near = {start, *reach(network, [start], 1).within(1)}
    others = [key for key in network.keys if key not in near]
    best = 0
    for choice in itertools.combinations(others, min(count, len(others))):
        wider = [*network.pairs(), *((start, key) for key in choice)]
        more = Network.of(network.keys, wider, directed=network.directed)
        best = max(best, reach(more, [start], steps).counts()[-1] - reach(network, [start], steps).counts()[-1])
    assert found.gained == best


@pytest.mark.row("R8")
def test_the_way_to_a_target_is_the_shortest_and_always_the_same() -> None:
    network = Network.of("abcdef", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")])
    assert introduction(network, "a", "e") == ("a", "b", "d", "e")
    strength = {("c", "a"): 2, ("c", "d"): 3, ("a", "b"): 4, ("d", "e"): 2}
    assert introduction(network, "a", "e", strength=strength) == ("a", "c", "d", "e")  # a and b are close, b and d not
    assert introduction(network, "a", "a") == ("a",)
    assert introduction(network, "a", "f") is None


@FEW
@given(networks())
def test_a_way_is_a_path_of_ties_as_long_as_the_distance(network: Network) -> None:
    far = distances(network)
    for (i, start), (j, end) in itertools.product(enumerate(network.keys), repeat=2):
        path = introduction(network, start, end)
        if path is None:
            assert np.isinf(far[i, j])
            continue
        assert len(path) - 1 == far[i, j]
        at = {key: place for place, key in enumerate(network.keys)}
        assert all(network.adjacency[at[a], at[b]] for a, b in itertools.pairwise(path))
