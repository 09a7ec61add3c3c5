"""Who has how much say: the cases known to be right, and what absence does."""

from fractions import Fraction

import pytest

from comity.core.ballots.types import at_least, more_than
from comity.core.say import away, fewest, says

HALF = more_than(Fraction(1, 2))


@pytest.mark.row("G8")
def test_a_weight_is_not_a_power() -> None:
    told = says({"a": 50, "b": 49, "c": 1}, at_least(Fraction(51, 100)))
    assert told.quota == 51
    assert [one.banzhaf for one in told.members] == [Fraction(3, 5), Fraction(1, 5), Fraction(1, 5)]
    assert [one.shapley for one in told.members] == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]
    assert [one.needed for one in told.members] == [True, False, False]
    assert told.of_group(["b", "c"]) == Fraction(2, 5)


def test_a_vote_can_be_there_and_never_decide() -> None:
    told = says({"a": 3, "b": 3, "c": 3, "d": 1}, HALF)
    assert [one.idle for one in told.members] == [False, False, False, True]
    assert told.fewest == 2


def test_who_has_no_vote_is_not_called_idle() -> None:
    told = says({"a": 1, "b": 0}, HALF)
    assert not told.members[1].idle and told.members[1].banzhaf == 0


def test_equal_votes_are_equal_power_in_a_large_body() -> None:
    told = says({str(n): 1 for n in range(500)}, HALF)
    assert {one.banzhaf for one in told.members} == {Fraction(1, 500)}
    assert {one.shapley for one in told.members} == {None}
    assert (told.quota, told.fewest) == (251, 251)


def test_all_must_agree_and_everyone_is_needed() -> None:
    told = says({"a": 1, "b": 2, "c": 5}, at_least(Fraction(1)))
    assert all(one.needed for one in told.members)
    assert told.fewest == 3


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": -1, "b": 2}])
def test_nonsense_is_refused(weights: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        says(weights, HALF)


def test_nobody_carries_what_lies_beyond_all() -> None:
    assert fewest([1, 1], 3) == 0


def test_a_quorum_is_counted_without_those_who_stay_away() -> None:
    groups = {"community": ["a", "b", "c"], "institution": ["d", "e"]}
    told = {one.group: (one.left, one.quorate) for one in away(groups, 5, 3)}
    assert told == {"community": (2, False), "institution": (3, True)}
    assert not away({"all": ["a"]}, 1, 0)[0].quorate, "nobody is no quorum"
