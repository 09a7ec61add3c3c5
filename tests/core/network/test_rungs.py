"""The rung follows from what two organisations really do together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.network.rungs import (
    ITEMS,
    Missing,
    Noted,
    Span,
    State,
    Step,
    falls_on,
    history,
    missing,
    rung_on,
)

YEAR = timedelta(days=365)
DAY = date(2026, 3, 2)


def both(item, on=DAY, **more):
    return Noted(item, on, on, on, **more)


NETWORKING = [both("news_answered"), both("event_attended")]
COORDINATION = [*NETWORKING, both("event_moved"), both("hours_changed")]


@pytest.mark.row("R1")
def test_two_different_items_make_a_rung_hold():
    assert rung_on([both("news_answered")], DAY, age=YEAR) == 0
    assert rung_on([both("news_answered"), both("news_answered")], DAY, age=YEAR) == 0
    assert rung_on(NETWORKING, DAY, age=YEAR) == 1


@pytest.mark.row("R1")
def test_a_higher_rung_needs_one_item_of_each_rung_below():
    high = [both("space_lent"), both("hours_lent")]
    assert rung_on(high, DAY, age=YEAR) == 0
    assert rung_on([*high, both("event_moved")], DAY, age=YEAR) == 0
    assert rung_on([*high, both("event_moved"), both("news_answered")], DAY, age=YEAR) == 3


def test_what_one_side_claims_does_not_count():
    claimed = Noted("event_attended", DAY, DAY, None)
    assert claimed.state(DAY, age=YEAR) == State.CLAIMED
    assert rung_on([both("news_answered"), claimed], DAY, age=YEAR) == 0


def test_it_counts_from_the_day_on_which_the_second_side_stood_by_it():
    later = Noted("event_attended", DAY, DAY, DAY + timedelta(days=9))
    steps = history([both("news_answered"), later], DAY + timedelta(days=30), age=YEAR)
    assert steps == [Step(DAY + timedelta(days=9), 1)]


def test_evidence_grows_stale_and_the_rung_falls():
    last = DAY + YEAR
    assert rung_on(NETWORKING, last, age=YEAR) == 1
    assert rung_on(NETWORKING, last + timedelta(days=1), age=YEAR) == 0
    assert NETWORKING[0].state(last + timedelta(days=1), age=YEAR) == State.STALE
    assert falls_on(NETWORKING, DAY, age=YEAR) == last + timedelta(days=1)


def test_what_is_withdrawn_counted_until_then():
    gone = both("event_attended", withdrawn_on=DAY + timedelta(days=5))
    steps = history([both("news_answered"), gone], DAY + timedelta(days=30), age=YEAR)
    assert steps == [Step(DAY, 1), Step(DAY + timedelta(days=5), 0)]


def test_the_fifth_rung_is_inherited_and_given_back():
    span = [Span(DAY, DAY + timedelta(days=10))]
    assert rung_on(NETWORKING, DAY, age=YEAR, inherited=span) == 5
    assert rung_on(NETWORKING, DAY + timedelta(days=10), age=YEAR, inherited=span) == 1
    assert [step.rung for step in history(NETWORKING, DAY + 2 * YEAR, age=YEAR, inherited=span)] == [5, 1, 0]


def test_what_is_missing_is_told():
    assert missing(NETWORKING, 2, DAY, age=YEAR) == Missing(2, ())
    assert missing([both("event_moved")], 2, DAY, age=YEAR) == Missing(1, (1,))
    assert missing(COORDINATION, 2, DAY, age=YEAR).nothing
    with pytest.raises(ValueError, match="first four"):
        missing([], 5, DAY, age=YEAR)


def test_an_unknown_item_is_refused():
    with pytest.raises(ValueError, match="no item"):
        Noted("a_feeling", DAY)


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
notes = st.builds(Noted, st.sampled_from(sorted(ITEMS)), days, st.none() | days, st.none() | days, st.none() | days)


@given(st.lists(notes, max_size=14), days)
def test_the_history_says_what_each_day_says(noted, day):
    steps = history(noted, day, age=YEAR)
    assert (steps[-1].rung if steps else 0) == rung_on(noted, day, age=YEAR)
    assert all(one.rung != other.rung for one, other in zip(steps, steps[1:], strict=False))


@given(st.lists(notes, max_size=14), days, notes)
def test_more_evidence_never_lowers_a_rung(noted, day, more):
    assert rung_on([*noted, more], day, age=YEAR) >= rung_on(noted, day, age=YEAR)
