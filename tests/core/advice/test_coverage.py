"""The smallest set of prospects that closes all gaps, beside one found by trying all sets."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from comity.core.advice.coverage import EXACT, closing, gaps

cells = st.frozensets(st.integers(0, 9), max_size=5)


def by_trying(missing: frozenset[int], prospects: dict[str, frozenset[int]]) -> int:
    """How few are enough, by looking at every set."""
    reachable = missing.intersection(frozenset().union(*prospects.values()))
    for size in range(len(prospects) + 1):
        for chosen in combinations(prospects.values(), size):
            if reachable <= frozenset().union(*chosen):
                return size
    raise AssertionError("all of them reach what is reachable")


@given(missing=st.frozensets(st.integers(0, 9)), found=st.lists(cells, max_size=9))
def test_no_smaller_set_exists(missing: frozenset[int], found: list[frozenset[int]]) -> None:
    prospects = {f"p{at}": each for at, each in enumerate(found)}
    told = closing(missing, prospects)
    closed = frozenset().union(*(prospects[key] for key in told.prospects))
    assert told.exact
    assert missing - closed == told.open
    assert len(told.prospects) == by_trying(missing, prospects)


@given(missing=st.frozensets(st.integers(0, 9)), found=st.lists(cells, max_size=9))
def test_the_order_in_which_prospects_come_means_nothing(
    missing: frozenset[int], found: list[frozenset[int]]
) -> None:
    prospects = {f"p{at}": each for at, each in enumerate(found)}
    assert closing(missing, prospects) == closing(missing, dict(reversed(prospects.items())))


def test_the_greedy_choice_alone_would_be_too_many() -> None:
    prospects = {
        "wide": frozenset({1, 2, 4, 5}), "left": frozenset({1, 2, 3}), "right": frozenset({4, 5, 6}),
    }  # fmt: skip
    assert closing(frozenset(range(1, 7)), prospects).prospects == ("left", "right")


def test_above_the_limit_all_gaps_are_closed_and_that_it_is_no_exact_answer_is_said() -> None:
    prospects = {f"p{at}": frozenset({at, at + 1}) for at in range(EXACT + 2)}
    told = closing(frozenset(range(EXACT + 3)), prospects)
    assert not told.exact
    assert not told.open
    assert frozenset().union(*(prospects[key] for key in told.prospects)) == frozenset(range(EXACT + 3))


def test_gaps_are_what_nobody_covers() -> None:
    assert gaps("abc", [{"a"}, {"c", "d"}]) == {"b"}
    assert gaps("ab", []) == {"a", "b"}
    assert closing(frozenset(), {"p": frozenset({1})}).prospects == ()
