"""Rhythms, timetables, presence, notice: right at the edges, whatever the clock does."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.meetings.notice import days_of_notice, in_time, last_day_to_tell
from comity.core.meetings.pattern import Unreadable, Usual, read_pattern
from comity.core.meetings.presence import Lapse, Stay, lapses, person_minutes, present, quorum_of
from comity.core.meetings.rhythm import days_between, days_of, moment_of, nth_weekday
from comity.core.meetings.timetable import Piece, timetable
from comity.core.terms import Every

BERLIN = ZoneInfo("Europe/Berlin")
SIX = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return SIX + timedelta(minutes=minutes)


# ── when a series meets ──


@pytest.mark.row("G4", "G14")
def test_a_month_keeps_the_second_tuesday() -> None:
    found = days_between(Every.MONTH, date(2026, 3, 10), date(2026, 3, 1), date(2026, 7, 1))
    assert found == [date(2026, 3, 10), date(2026, 4, 14), date(2026, 5, 12), date(2026, 6, 9)]


def test_a_fifth_friday_is_read_as_the_last() -> None:
    days = days_of(Every.MONTH, date(2026, 1, 30))
    assert [next(days) for _ in range(3)] == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]


@pytest.mark.parametrize(
    ("every", "second"),
    [
        (Every.WEEK, date(2026, 3, 17)), (Every.FORTNIGHT, date(2026, 3, 24)), (Every.TWO_MONTHS, date(2026, 5, 12)),
        (Every.QUARTER, date(2026, 6, 9)), (Every.HALF_YEAR, date(2026, 9, 8)), (Every.YEAR, date(2027, 3, 9)),
    ],
)  # fmt: skip
def test_every_rhythm_has_its_next_day(every: Every, second: date) -> None:
    days = days_of(every, date(2026, 3, 10))
    assert [next(days), next(days)] == [date(2026, 3, 10), second]


@given(
    first=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    every=st.sampled_from(list(Every)),
)
def test_a_series_keeps_its_weekday_and_goes_forward(first: date, every: Every) -> None:
    days = [day for _, day in zip(range(30), days_of(every, first), strict=False)]
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {first.weekday()}
    assert first in days


@given(st.integers(1900, 2200), st.integers(1, 12), st.integers(0, 6), st.integers(1, 5))
def test_the_nth_weekday_lies_in_its_month(year: int, month: int, weekday: int, place: int) -> None:
    found = nth_weekday(year, month, weekday, place)
    assert (found.year, found.month, found.weekday()) == (year, month, weekday)


def test_six_stays_six_when_the_clock_changes() -> None:
    days = days_between(Every.WEEK, date(2026, 3, 24), date(2026, 3, 24), date(2026, 3, 31))
    moments = [moment_of(day, time(18), BERLIN) for day in days]
    assert [moment.hour for moment in moments] == [17, 16]
    assert [moment.astimezone(BERLIN).hour for moment in moments] == [18, 18]


def test_an_hour_that_is_left_out_comes_later_and_one_that_comes_twice_is_the_first() -> None:
    assert moment_of(date(2026, 3, 29), time(2, 30), BERLIN).astimezone(BERLIN).strftime("%H:%M") == "03:30"
    assert moment_of(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


# ── how an agenda fills its time ──


def test_items_follow_each_other_and_what_is_too_much_is_said() -> None:
    table = timetable([Piece(5), Piece(25), Piece(70)], 90)
    assert [(slot.begins, slot.ends) for slot in table.slots] == [(0, 5), (5, 30), (30, 100)]
    assert (table.total, table.over, table.free) == (100, 10, 0)
    assert [slot.beyond for slot in table.slots] == [False, False, True]


def test_an_item_bound_to_an_hour_waits_for_it_or_says_that_it_clashes() -> None:
    waiting = timetable([Piece(5), Piece(10, at=20)], 60)
    assert waiting.slots[1].begins == 20 and waiting.free == 30 and not waiting.clashes
    clashing = timetable([Piece(30), Piece(10, at=20), Piece(5)], 60)
    assert clashing.clashes == (1,) and clashing.slots[1].late == 10
    assert clashing.slots[2].begins == 40


@given(st.lists(st.builds(Piece, st.integers(1, 90), st.none() | st.integers(0, 300))), st.integers(5, 300))
def test_no_item_begins_before_the_one_before_it_ends(pieces: list[Piece], length: int) -> None:
    table = timetable(pieces, length)
    for before, after in zip(table.slots, table.slots[1:], strict=False):
        assert after.begins >= before.ends
    assert table.over == 0 or table.free == 0


# ── who is there ──


@pytest.mark.row("G4")
def test_quorum_counts_organisations_not_heads() -> None:
    stays = [Stay("a", at(0)), Stay("a", at(5)), Stay("b", at(0), at(30)), Stay("", at(0))]
    assert present(stays, at(10)) == {"a", "b"}
    assert present(stays, at(30)) == {"a"}
    assert (quorum_of(14, None), quorum_of(14, 5), quorum_of(3, None), quorum_of(0, None)) == (8, 5, 2, 1)


def test_times_without_quorum_are_found() -> None:
    stays = [Stay("a", at(0)), Stay("b", at(10), at(40)), Stay("c", at(50))]
    assert lapses(stays, 2, at(0), at(60)) == [Lapse(at(0), at(10)), Lapse(at(40), at(50))]
    assert lapses(stays[:2], 2, at(0), None) == [Lapse(at(0), at(10)), Lapse(at(40), None)]
    assert lapses(stays, 1, at(0), at(60)) == []


def test_hours_of_all_are_those_within_the_meeting() -> None:
    stays = [Stay("a", at(-30)), Stay("b", at(30), at(45)), Stay("", at(80))]
    assert person_minutes(stays, at(0), at(90)) == 90 + 15 + 10


# ── notice ──


@pytest.mark.row("G4", "G11")
def test_days_of_notice_are_those_of_the_calendar() -> None:
    late_evening = datetime(2026, 3, 3, 22, 59, tzinfo=UTC)  # still 3 March in Berlin
    assert days_of_notice(late_evening, SIX, BERLIN) == 7
    assert in_time(late_evening, SIX, 7, BERLIN)
    assert not in_time(late_evening + timedelta(minutes=1), SIX, 7, BERLIN)
    assert not in_time(None, SIX, 0, BERLIN)
    assert not in_time(SIX, SIX, 0, BERLIN)
    assert last_day_to_tell(SIX, 7, BERLIN) == date(2026, 3, 3)


# ── the usual agenda ──


def test_a_usual_agenda_is_read_line_by_line() -> None:
    kinds = {"inform": "inform", "entscheiden": "decide"}
    text = "5 inform Who is here\n\n 25 Entscheiden: Take it in?  "
    assert read_pattern(text, kinds) == [
        Usual(5, "inform", "Who is here"),
        Usual(25, "decide", "Take it in?"),
    ]


@pytest.mark.parametrize(
    "line", ["Who is here", "0 inform News", "5 sing News", "5 inform", "5 inform " + "x" * 200]
)
def test_a_line_that_says_no_item_is_named(line: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_pattern(f"5 inform News\n{line}", {"inform": "inform"})
    assert fault.value.number == 2
