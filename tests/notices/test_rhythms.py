"""When things recur: weeks, months and quarters, in zones that shift their clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.notices.models import Rhythm
from comity.notices.rhythms import latest, parse

BERLIN, KATHMANDU, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Apia")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "at", "zone", "moment", "due", "label"),
    [
        # Mondays at eight, before and after the clocks go forward on Sunday 29 March 2026
        ("weekly", "Mon 08:00", BERLIN, "2026-03-23T07:00", "2026-03-23T07:00", "2026-03-23"),
        ("weekly", "Mon 08:00", BERLIN, "2026-03-30T05:59", "2026-03-23T07:00", "2026-03-23"),
        ("weekly", "Mon 08:00", BERLIN, "2026-03-30T06:00", "2026-03-30T06:00", "2026-03-30"),
        # and back on Sunday 25 October
        ("weekly", "Mon 08:00", BERLIN, "2026-10-26T06:59", "2026-10-19T06:00", "2026-10-19"),
        ("weekly", "Mon 08:00", BERLIN, "2026-10-26T07:00", "2026-10-26T07:00", "2026-10-26"),
        # half past two does not exist that night: it comes as much later, once
        ("daily", "02:30", BERLIN, "2026-03-29T01:29", "2026-03-28T01:30", "2026-03-28"),
        ("daily", "02:30", BERLIN, "2026-03-29T01:30", "2026-03-29T01:30", "2026-03-29"),
        # and twice in the autumn: the first one counts, and it stays the newest through the second
        ("daily", "02:30", BERLIN, "2026-10-25T00:30", "2026-10-25T00:30", "2026-10-25"),
        ("daily", "02:30", BERLIN, "2026-10-25T01:45", "2026-10-25T00:30", "2026-10-25"),
        # far from Greenwich the day is another
        ("weekly", "Mon 08:00", APIA, "2026-03-01T19:00", "2026-03-01T19:00", "2026-03-02"),
        ("daily", "00:00", KATHMANDU, "2026-03-01T18:15", "2026-03-01T18:15", "2026-03-02"),
        # months without a 31st
        ("monthly", "31 18:00", UTC, "2026-02-28T18:00", "2026-02-28T18:00", "2026-02-28"),
        ("monthly", "31 18:00", UTC, "2028-02-29T17:59", "2028-01-31T18:00", "2028-01-31"),
        ("monthly", "last 18:00", UTC, "2026-05-01T00:00", "2026-04-30T18:00", "2026-04-30"),
        ("monthly", "15 08:00", UTC, "2026-01-14T23:00", "2025-12-15T08:00", "2025-12-15"),
        # quarters: their first day, their last, and one in between
        ("quarterly", "1 08:00", UTC, "2026-04-01T07:59", "2026-01-01T08:00", "2026-01-01"),
        ("quarterly", "1 08:00", UTC, "2026-04-01T08:00", "2026-04-01T08:00", "2026-04-01"),
        ("quarterly", "last 18:00", UTC, "2026-03-31T18:00", "2026-03-31T18:00", "2026-03-31"),
        ("quarterly", "last 18:00", UTC, "2026-07-01T00:00", "2026-06-30T18:00", "2026-06-30"),
        ("quarterly", "last 18:00", UTC, "2026-12-31T17:59", "2026-09-30T18:00", "2026-09-30"),
        ("quarterly", "45 08:00", UTC, "2026-11-20T00:00", "2026-11-14T08:00", "2026-11-14"),
        # by the clock alone
        ("minutely", "", BERLIN, "2026-03-02T09:10:59", "2026-03-02T09:10", "2026-03-02T09:10"),
        ("hourly", ":20", BERLIN, "2026-03-02T09:10", "2026-03-02T08:20", "2026-03-02T08:20"),
    ],
)  # fmt: skip
def test_the_newest_occurrence(
    rhythm: str, at: str, zone: ZoneInfo, moment: str, due: str, label: str
) -> None:
    found = latest(parse(Rhythm(rhythm), at), utc(moment), zone)
    assert (found.at, found.label) == (utc(due), label)


@pytest.mark.parametrize(
    ("rhythm", "at"),
    [("weekly", "Xyz 08:00"), ("weekly", "Mon 25:00"), ("monthly", "0 08:00"), ("monthly", "-1 08:00"),
     ("daily", "Mon 08:00"), ("minutely", "08:00"), ("quarterly", "first 08:00"), ("weekly", "Mon Tue 08:00")],
)  # fmt: skip
def test_a_time_that_does_not_fit_its_rhythm_is_refused(rhythm: str, at: str) -> None:
    with pytest.raises(ValueError):
        parse(Rhythm(rhythm), at)


WHENS = [
    ("daily", "02:30"), ("weekly", "Sun 02:30"), ("monthly", "31 02:30"), ("quarterly", "last 02:30"),
    ("hourly", ":59"),
]  # fmt: skip


@given(
    st.integers(1_577_836_800, 2_051_222_400), st.sampled_from([BERLIN, KATHMANDU, APIA]),
    st.sampled_from(WHENS),
)  # fmt: skip
def test_each_occurrence_is_past_stays_itself_and_comes_round_again(
    seconds: int, zone: ZoneInfo, given_when: tuple[str, str]
) -> None:
    when = parse(Rhythm(given_when[0]), given_when[1])
    moment = datetime.fromtimestamp(seconds, UTC)
    due = latest(when, moment, zone)
    assert due.at <= moment
    assert latest(when, due.at, zone) == due
    assert latest(when, due.at - timedelta(microseconds=1), zone).at < due.at
    assert latest(when, due.at + timedelta(days=93), zone).at > due.at
