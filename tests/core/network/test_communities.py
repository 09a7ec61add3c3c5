"""Communities, found by somebody else's program but told in our way."""

import itertools
import subprocess
import sys

import numpy as np
import pytest

from comity.core.network.communities import communities, modularity
from comity.core.network.network import Network

CIRCLES = ["abcd", "efgh", "ijk"]
PAIRS = [pair for circle in CIRCLES for pair in itertools.combinations(circle, 2)] + [("a", "e"), ("h", "i")]


def test_circles_that_hardly_know_each_other_are_communities() -> None:
    found = communities(Network.of("abcdefghijkz", PAIRS), seed=3)
    assert found.groups == (tuple("abcd"), tuple("efgh"), tuple("ijk"), ("z",))
    assert found.of()["k"] == 2
    inside, ends = 15 / 17, [13 / 34, 14 / 34, 7 / 34]
    assert found.modularity == pytest.approx(inside - sum(end**2 for end in ends))


def test_the_same_seed_gives_the_same_communities() -> None:
    chance = np.random.default_rng(5)
    network = Network.between([str(at) for at in range(400)], *chance.integers(0, 400, (2, 1200)))
    once = communities(network, seed=11)
    assert all(communities(network, seed=11) == once for _ in range(4))
    assert sorted(key for group in once.groups for key in group) == sorted(network.keys)


def test_without_ties_everyone_is_by_themselves() -> None:
    found = communities(Network.of("ab", []))
    assert (found.groups, found.modularity) == ((("a",), ("b",)), None)
    assert communities(Network.of("", [])).groups == ()
    assert modularity(Network.of("ab", [("a", "b")]), np.array([0, 0])) == 0


def test_direction_does_not_matter() -> None:
    directed = Network.of("abcdefghijk", PAIRS + [(b, a) for a, b in PAIRS], directed=True)
    assert communities(directed) == communities(directed.undirected)


def test_the_program_is_loaded_only_when_communities_are_looked_for() -> None:
    look = "import sys, comity.core.network.communities; sys.exit('networkit' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], check=True)
