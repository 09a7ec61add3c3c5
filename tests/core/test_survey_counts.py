"""Which counts of answers may be shown where few answered: no cell, no rest and no difference below five."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.surveys.counts import LEAST, counted, mean, middle, protected

pytestmark = [pytest.mark.row("R10")]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([8, 0, 0], [8, 0, 0]),
        ([6, 2, 0], [None, None, None]),
        ([9, 5, 6], [9, 5, 6]),
        ([9, 3, 2, 6], [9, None, None, 6]),
        ([9, 1, 6], [9, None, None]),
        ([2, 2], [None, None]),
    ],
)
def test_what_would_tell_of_few_is_kept_back(numbers: list[int], shown: list[int | None]) -> None:
    assert protected(numbers, sum(numbers)) == shown


@given(st.lists(st.integers(0, 12), min_size=2, max_size=8))
def test_of_single_choices_nothing_below_five_follows(numbers: list[int]) -> None:
    answered = sum(numbers)
    shown = protected(numbers, answered)
    told = [n for n in shown if n is not None]
    assert all(n == 0 or n >= LEAST for n in told)
    hidden = [n for n, seen in zip(numbers, shown, strict=True) if seen is None]
    if answered >= LEAST and hidden:
        assert len(hidden) >= 2
        assert sum(hidden) >= LEAST or all(n is None for n in shown)
    assert all(seen in (None, n) for n, seen in zip(numbers, shown, strict=True))


@given(st.lists(st.sets(st.sampled_from("abcd")), max_size=20))
def test_of_several_choices_neither_those_who_did_nor_those_who_did_not_are_few(chosen: list[set[str]]) -> None:
    found = counted("abcd", chosen, least=LEAST, many=True)
    answered = len(chosen)
    assert (found.answered is None) == (0 < answered < LEAST)
    for one in found.counts:
        if one.n is not None and answered:
            assert one.n == 0 or one.n >= LEAST
            assert answered - one.n == 0 or answered - one.n >= LEAST


def test_for_readers_everything_is_counted() -> None:
    found = counted(["a", "b"], [["a"], ["a", "b"], ["x"]], many=True)
    assert [one.n for one in found.counts] == [2, 1]
    assert (found.answered, found.hidden) == (3, False)


def test_means_and_medians_are_exact() -> None:
    assert mean([1, 2, 4]) == Fraction(7, 3)
    assert middle([Fraction(1), Fraction(2), Fraction(4), Fraction(10)]) == 3
    assert mean([]) is None and middle([]) is None
