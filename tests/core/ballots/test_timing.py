"""Which organisations can't decide by the close, and which day would let all answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.ballots.timing import TooLate, earliest_close, latest_opening, units_too_late
from comity.core.ballots.types import BadRule, Fault

MONDAY = date(2026, 3, 2)
LEADS = {"parish": 0, "clinic": 14, "county": 45, "school": 14}


def test_a_board_that_meets_in_six_weeks_misses_a_close_in_three():
    closes = MONDAY + timedelta(days=21)
    late = units_too_late(LEADS, opens_on=MONDAY, closes_on=closes)
    assert late == (TooLate("county", 45, date(2026, 4, 16), 24),)
    assert earliest_close(LEADS, opens_on=MONDAY) == date(2026, 4, 16)
    assert latest_opening(LEADS, closes_on=date(2026, 4, 16)) == MONDAY


def test_ready_on_the_closing_day_is_in_time():
    assert units_too_late({"clinic": 14}, opens_on=MONDAY, closes_on=date(2026, 3, 16)) == ()
    assert units_too_late({"clinic": 14}, opens_on=MONDAY, closes_on=date(2026, 3, 15))[0].days_short == 1


def test_the_slowest_come_first():
    late = units_too_late(LEADS, opens_on=MONDAY, closes_on=MONDAY)
    assert [one.unit for one in late] == ["county", "clinic", "school"]


def test_nobody_to_wait_for():
    assert earliest_close({}, opens_on=MONDAY) == MONDAY


@pytest.mark.parametrize("days", [-1, 3651, 10**12])
def test_a_lead_that_can_not_be_is_refused(days):
    with pytest.raises(BadRule) as error:
        earliest_close({"a": days}, opens_on=MONDAY)
    assert error.value.code is Fault.LEAD_OUT_OF_RANGE


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 400), max_size=12))
def test_the_earliest_close_lets_all_answer_and_no_day_before_does(leads):
    closes = earliest_close(leads, opens_on=MONDAY)
    assert units_too_late(leads, opens_on=MONDAY, closes_on=closes) == ()
    if any(leads.values()):
        assert units_too_late(leads, opens_on=MONDAY, closes_on=closes - timedelta(days=1))
