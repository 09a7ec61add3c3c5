"""Voting power: known cases, every group counted by hand, and the limits."""

from fractions import Fraction
from itertools import combinations, permutations
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from comity.core.power import TooMuch, banzhaf, banzhaf_swings, shapley_shubik


def test_fifty_forty_nine_one() -> None:
    assert banzhaf([50, 49, 1], 51) == (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
    assert shapley_shubik([50, 49, 1], 51) == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))


def test_who_has_a_majority_alone_has_all_the_power() -> None:
    assert banzhaf([6, 2, 2], 6) == shapley_shubik([6, 2, 2], 6) == (1, 0, 0)


def test_a_quota_above_all_weights_leaves_nobody_any() -> None:
    assert banzhaf([1, 1], 3) == shapley_shubik([1, 1], 3) == (0, 0)
    assert banzhaf([], 1) == shapley_shubik([], 1) == ()


def by_hand(weights: list[int], quota: int) -> tuple[list[int], list[int]]:
    """Swings, and orders turned, by trying every group and every order."""
    n = len(weights)
    swings = [
        sum(
            quota - weights[one] <= sum(weights[other] for other in group) < quota
            for size in range(n)
            for group in combinations([m for m in range(n) if m != one], size)
        )
        for one in range(n)
    ]
    turned = [0] * n
    for order in permutations(range(n)):
        total = 0
        for member in order:
            if total < quota <= total + weights[member]:
                turned[member] += 1
            total += weights[member]
    return swings, turned


@given(some.lists(some.integers(0, 9), min_size=1, max_size=6), some.integers(1, 40))
@settings(max_examples=150)
def test_it_agrees_with_trying_everything(weights: list[int], quota: int) -> None:
    swings, turned = by_hand(weights, quota)
    assert list(banzhaf_swings(weights, quota)) == swings
    assert list(shapley_shubik(weights, quota)) == [Fraction(one, factorial(len(weights))) for one in turned]


def test_what_can_not_be_counted_is_said() -> None:
    for wrong in ([-1, 2], [1, 1]):
        with pytest.raises(ValueError, match="quota"):
            banzhaf(wrong, 0 if wrong == [1, 1] else 1)
    with pytest.raises(TooMuch):
        banzhaf([1] * 3000, 10)
    with pytest.raises(TooMuch):
        shapley_shubik([1] * 500, 10)
