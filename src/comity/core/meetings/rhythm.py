"""When a series meets: the days of a rhythm, and the moment of a day's hour in a zone.

Months keep the place of the first day within its month: "the second Tuesday".
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

from comity.core.terms import Every

DAYS = {Every.WEEK: 7, Every.FORTNIGHT: 14}
MONTHS = {Every.MONTH: 1, Every.TWO_MONTHS: 2, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
#: a place in the month beyond the fourth means the last
FIFTH = 5
#: no series is followed further than this
MOST = 1000


def days_of(every: Every, first: date) -> Iterator[date]:
    """The days of a series from its first on, at most a thousand."""
    found = _by_days(first, DAYS[every]) if every in DAYS else _by_months(first, MONTHS[every])
    return islice(found, MOST)


def days_between(every: Every, first: date, since: date, until: date) -> list[date]:
    """Those within two days, both included."""
    found = []
    for day in days_of(every, first):
        if day > until:
            break
        if day >= since:
            found.append(day)
    return found


def place_in_month(day: date) -> int:
    """1 for the first such weekday of the month … 4 for the fourth, 5 for one after that: read as "the last"."""
    return (day.day - 1) // 7 + 1


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    """The first, second, third, fourth or (5) last such weekday of a month. weekday: Monday is 0."""
    if place >= FIFTH:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))


def moment_of(day: date, hour: time, zone: tzinfo) -> datetime:
    """The moment (UTC) at which it is that hour on that day in the zone.

    An hour that the clock leaves out in spring comes as much later; one that it has twice in autumn is the first.
    """
    return datetime.combine(day, hour.replace(fold=0), zone).astimezone(UTC)


def _by_days(first: date, step: int) -> Iterator[date]:
    day = first
    while day.year < date.max.year:
        yield day
        day += timedelta(days=step)


def _by_months(first: date, step: int) -> Iterator[date]:
    place, months = place_in_month(first), first.year * 12 + first.month - 1
    while months // 12 < date.max.year:
        yield nth_weekday(months // 12, months % 12 + 1, first.weekday(), place)
        months += step
