"""A mean with its range, and when a fall is more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.pulse import Figure, fell, figure, level, together

pytestmark = pytest.mark.row("T2")


@given(st.integers(5, 60), st.integers(0, 40), st.data())
def test_a_range_holds_its_mean_within_the_scale(n: int, silent: int, data: st.DataObject) -> None:
    one = figure(data.draw(st.integers(n, 4 * n)), n, n + silent)
    if one is not None:
        assert 10 <= one.low <= one.tenths <= one.high <= 40


def test_silence_widens_the_range_and_many_answers_narrow_it() -> None:
    few, most, all_of_them = figure(30, 12, 40), figure(30, 12, 14), figure(30, 12, 12)
    assert few and most and all_of_them
    assert few.half > most.half > all_of_them.half >= 1


def test_nothing_is_told_of_fewer_than_five() -> None:
    assert figure(12, 4, 14) is None
    assert figure(99, 5, 5) is None


def test_a_small_fall_is_no_fall_and_neither_is_one_within_the_range() -> None:
    assert not fell(Figure(12, 30, 1, 29, 31), Figure(12, 28, 1, 27, 29))
    assert not fell(Figure(12, 34, 1, 28, 40), Figure(12, 30, 1, 24, 36))
    assert fell(Figure(12, 34, 1, 31, 37), Figure(12, 26, 1, 23, 29))
    assert not fell(Figure(12, 26, 1, 23, 29), Figure(12, 34, 1, 31, 37))


def test_the_level_is_the_mean_over_all_questions_and_all_are_weighed_by_their_answers() -> None:
    one, other = Figure(12, 30, 1, 28, 32), Figure(6, 36, 2, 32, 40)
    assert level([]) is None and together([], 9) is None
    whole, both = level([one, other]), together([one, other], 18)
    assert whole is not None and (whole.tenths, whole.half, whole.n) == (33, 3, 6)
    assert both is not None and (both.tenths, both.n, both.step) == (32, 18, 2)
