"""Who is to meet whom: new pairs first, fairly, the same with the same seed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.introductions import Aim, Known, coverage, in_common, propose

pytestmark = pytest.mark.row("T1")
Pair = frozenset[int]


def pairs_of(groups: list[tuple[int, ...]]) -> list[Pair]:
    return [frozenset(pair) for group in groups for pair in combinations(group, 2)]


@given(st.integers(0, 12), st.integers(2, 4), st.sampled_from(list(Aim)), st.data())
def test_everyone_stands_in_one_group_at_most_and_each_group_is_new(
    n: int, size: int, aim: Aim, data: st.DataObject
) -> None:
    every = [frozenset(pair) for pair in combinations(range(n), 2)]
    met = frozenset(data.draw(st.sets(st.sampled_from(every)))) if every else frozenset[Pair]()
    made = propose(range(n), Known(met=met), size=size, aim=aim, seed="s")
    flat = [one for group in made for one in group]
    assert len(flat) == len(set(flat))
    assert all(2 <= len(group) <= max(2, size + (size > 2)) for group in made)
    assert all(any(pair not in met for pair in pairs_of([group])) for group in made)
    if size == 2:
        assert not set(pairs_of(made)) & met
        left = set(range(n)) - set(flat)
        assert all(frozenset(pair) in met for pair in combinations(left, 2))


def test_the_same_seed_proposes_the_same_and_another_one_others() -> None:
    members = list(range(20))
    assert propose(members, Known(), seed="a") == propose(members[::-1], Known(), seed="a")
    assert len({tuple(propose(members, Known(), seed=seed)) for seed in "abcdef"}) > 1


def test_after_as_many_rounds_as_needed_all_have_met() -> None:
    members, met, rounds = list(range(8)), set[Pair](), 0
    had: dict[int, int] = {}
    while (made := propose(members, Known(met=met, had=had), seed=str(rounds))) and rounds < 30:
        rounds += 1
        met |= set(pairs_of(made))
        for one in (one for group in made for one in group):
            had[one] = had.get(one, 0) + 1
    assert coverage(members, met) == (28, 28) and rounds < 20


def test_who_was_left_out_last_time_comes_first() -> None:
    made = propose([1, 2, 3], Known(had={1: 1, 2: 1}), seed="x")
    assert len(made) == 1 and 3 in made[0]


def test_those_without_a_tie_come_before_those_who_work_together() -> None:
    tied = {frozenset({1, 2}), frozenset({3, 4})}
    assert not set(pairs_of(propose([1, 2, 3, 4], Known(tied=tied), seed="t"))) & tied


def test_the_most_alike_or_the_most_different_meet() -> None:
    tags = {1: frozenset({"a", "x"}), 2: frozenset({"a", "x"}), 3: frozenset({"b", "y"}), 4: frozenset({"b", "y"})}
    alike = {frozenset({1, 2}), frozenset({3, 4})}
    assert set(pairs_of(propose([1, 2, 3, 4], Known(tags=tags), aim=Aim.COMMON, seed="q"))) == alike
    assert not set(pairs_of(propose([1, 2, 3, 4], Known(tags=tags), aim=Aim.APART, seed="q"))) & alike
    assert in_common(frozenset(), frozenset()) == 0


def test_what_was_declined_before_comes_last() -> None:
    times = {frozenset({1, 2}): 1, frozenset({3, 4}): 1}
    assert not set(pairs_of(propose([1, 2, 3, 4], Known(times=times), seed="z"))) & set(times)


def test_two_who_are_left_over_break_up_a_pair_if_all_four_gain() -> None:
    """One and two may meet anybody; three and four have met each other, and each of them has two to meet."""
    met = {frozenset({3, 4})}
    for seed in "abcdefgh":
        assert len(propose([1, 2, 3, 4], Known(met=met), seed=seed)) == 2


def test_seven_meet_in_threes_without_anybody_left_alone() -> None:
    made = propose(range(7), Known(), size=3, seed="g")
    assert sorted(len(group) for group in made) == [3, 4]
    with pytest.raises(ValueError, match="Two to four"):
        propose(range(7), Known(), size=5)
