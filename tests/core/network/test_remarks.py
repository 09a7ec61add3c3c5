"""True remarks, and silence where there is nothing to say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.network.cuts import cut_places
from comity.core.network.measures import component_sizes
from comity.core.network.network import Network
from comity.core.network.remarks import Kind, Remark, expected_across, remarks


def said(network: Network, **sectors: str) -> dict[Kind, Remark]:
    return {remark.kind: remark for remark in remarks(network, sectors=sectors)}


def test_who_knows_nobody_comes_first() -> None:
    found = remarks(Network.of("abcdef", [("a", "b"), ("c", "d")]))
    assert found[0] == Remark(Kind.ISOLATES, 2, 6, ("e", "f"))
    assert found[1] == Remark(Kind.PARTS, 2, 4)


def test_a_star_falls_apart_without_its_middle() -> None:
    found = said(Network.of("abcde", [("a", key) for key in "bcde"]))
    assert found[Kind.CUT] == Remark(Kind.CUT, 3, 4, ("a",))
    assert found[Kind.HUB] == Remark(Kind.HUB, 4, 4, ("a",))
    assert found[Kind.INTRODUCTION] == Remark(Kind.INTRODUCTION, 1, 5, ("b", "c"))


def test_the_cut_is_told_within_its_own_part() -> None:
    chain = Network.of("abcdexyz", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("x", "y"), ("y", "z")])
    assert said(chain)[Kind.CUT] == Remark(Kind.CUT, 2, 4, ("c",))


def test_strangers_with_most_partners_in_common_should_meet() -> None:
    network = Network.of("abcde", [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("d", "e")])
    assert said(network)[Kind.INTRODUCTION] == Remark(Kind.INTRODUCTION, 2, 5, ("a", "b"))


def test_ties_across_sectors_stand_beside_chance() -> None:
    network = Network.of("abcde", [("a", "b"), ("c", "d"), ("a", "c"), ("d", "e")])
    sectors = {"a": "public", "b": "public", "c": "citizen", "d": "citizen", "e": ""}
    assert remarks(network, sectors=sectors)[-2] == Remark(Kind.ACROSS, 1, 3, expected=pytest.approx(2.0))
    assert expected_across(network, {}) is None


def test_everyone_knows_everyone() -> None:
    network = Network.of("abc", [("a", "b"), ("b", "c"), ("a", "c")])
    assert remarks(network) == [Remark(Kind.COMPLETE, 3, 3)]


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_is_told_about_nobody(n: int) -> None:
    assert remarks(Network.of("a"[:n], [])) == []


def test_no_ties_are_one_remark() -> None:
    assert remarks(Network.of("abc", [])) == [Remark(Kind.EMPTY, 0, 3)]


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.tuples(*[st.integers(0, n - 1)] * 2)))
    )
)
def test_cuts_are_exactly_those_whose_leaving_splits(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    n, ends = drawn
    pairs = np.array(sorted(ends), dtype=np.int64).reshape(-1, 2)
    network = Network.between([str(at) for at in range(n)], pairs[:, 0], pairs[:, 1])
    parts = len(component_sizes(network))
    assert cut_places(network) == [at for at in range(n) if len(component_sizes(network.without(at))) > parts]
