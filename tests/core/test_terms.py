"""Terms of office: their last day, and how many follow each other."""

from datetime import date

import pytest

from comity.core.terms import Served, last_day, whole_terms


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2026, 2, 14)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 24, date(2028, 11, 30)),
    ],
)
def test_a_term_includes_its_last_day(starts_on: date, months: int, ends_on: date) -> None:
    assert last_day(starts_on, months) == ends_on


def test_a_term_lasts_at_least_a_month() -> None:
    with pytest.raises(ValueError, match="one month"):
        last_day(date(2026, 1, 1), 0)


def test_terms_in_a_row_are_those_without_a_day_between() -> None:
    first = Served(date(2024, 1, 1), date(2024, 12, 31))
    second = Served(date(2025, 1, 1), date(2025, 12, 31))
    assert whole_terms([first, second], date(2026, 1, 1), 12) == 2
    assert whole_terms([first, second], date(2026, 1, 2), 12) == 0, "a break begins the count anew"
    assert whole_terms([second, Served(date(2023, 1, 1), date(2023, 12, 1))], date(2026, 1, 1), 12) == 1
    assert whole_terms([Served(date(2025, 1, 1), None)], date(2026, 1, 1), 12) == 1
    assert whole_terms([], date(2026, 1, 1), 12) == 0


def test_who_is_named_anew_in_the_middle_of_a_term_has_not_served_one_more() -> None:
    half, anew = Served(date(2025, 1, 1), date(2025, 6, 30)), Served(date(2025, 7, 1), date(2026, 6, 30))
    assert whole_terms([half], date(2025, 7, 1), 12) == 0
    assert whole_terms([half, anew], date(2026, 7, 1), 12) == 1
    assert whole_terms([half, anew, Served(date(2026, 7, 1), None)], date(2027, 1, 1), 12) == 2
