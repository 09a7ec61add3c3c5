"""When things recur: the newest occurrence of a rhythm up to a moment, in a time zone. Pure arithmetic."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from comity.notices.models import Rhythm

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LAST = 99


@dataclass(frozen=True)
class When:
    """A rhythm and its place in it: `day` is the weekday (Monday 0), or the day of the month or quarter (from 1)."""

    rhythm: Rhythm
    hour: time = time(0)
    day: int = 0


@dataclass(frozen=True)
class Due:
    """One occurrence: the moment (UTC), and what it is called whatever becomes of the zone ("2026-03-02")."""

    at: datetime
    label: str


def parse(rhythm: Rhythm, at: str) -> When:
    """Read "Mon 08:00" (weekly), "15 08:00" or "last 08:00" (monthly, quarterly), "08:00" (daily), ":20" (hourly).

    Days past the end of a month or quarter mean its last one. Raises ValueError for anything else.
    """
    *days, hour = at.lower().split() or ["00:00"]
    if len(days) > 1:
        raise ValueError(f"One day is enough: {at!r}")
    day = days[0] if days else ""
    if rhythm in (Rhythm.MINUTELY, Rhythm.HOURLY, Rhythm.DAILY):
        if days or (rhythm == Rhythm.MINUTELY and at):
            raise ValueError(f"{rhythm} takes no day: {at!r}")
        return When(rhythm, time.fromisoformat(f"00{hour}" if hour.startswith(":") else hour))
    if rhythm == Rhythm.WEEKLY:
        return When(rhythm, time.fromisoformat(hour), _WEEKDAYS.index(day[:3]) if day else 0)
    number = _LAST if day == "last" else int(day or 1)
    if number < 1:
        raise ValueError(f"There is no day {number}: {at!r}")
    return When(rhythm, time.fromisoformat(hour), number)


def latest(when: When, moment: datetime, zone: tzinfo) -> Due:
    """The newest occurrence that is not after the moment.

    An hour that a zone leaves out in spring comes as much later; one that it has twice in autumn counts the first time.
    """
    if when.rhythm == Rhythm.MINUTELY:
        return _clocked(moment.astimezone(UTC).replace(second=0, microsecond=0))
    if when.rhythm == Rhythm.HOURLY:
        full = moment.astimezone(UTC).replace(minute=when.hour.minute, second=0, microsecond=0)
        return _clocked(full if full <= moment else full - timedelta(hours=1))
    day_of = _DAYS[when.rhythm]
    today = moment.astimezone(zone).date()
    day = day_of(today, when.day)
    due = _on(day, when, zone)
    if due.at > moment:
        due = _on(day_of(_before(today, when.rhythm), when.day), when, zone)
    return due


def _clocked(moment: datetime) -> Due:
    return Due(moment, moment.strftime("%Y-%m-%dT%H:%M"))


def _on(day: date, when: When, zone: tzinfo) -> Due:
    return Due(datetime.combine(day, when.hour, zone).astimezone(UTC), day.isoformat())


def _of_week(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _of_month(day: date, number: int) -> date:
    return day.replace(day=min(number, monthrange(day.year, day.month)[1]))


def _of_quarter(day: date, number: int) -> date:
    first = _quarter(day)
    following = _quarter(first + timedelta(days=95))
    return min(first + timedelta(days=number - 1), following - timedelta(days=1))


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _before(day: date, rhythm: Rhythm) -> date:
    """Some day of the day, week, month or quarter before."""
    match rhythm:
        case Rhythm.DAILY:
            return day - timedelta(days=1)
        case Rhythm.WEEKLY:
            return day - timedelta(days=7)
        case Rhythm.MONTHLY:
            return day.replace(day=1) - timedelta(days=1)
    return _quarter(day) - timedelta(days=1)


_DAYS: dict[Rhythm, Callable[[date, int], date]] = {
    Rhythm.DAILY: lambda day, _: day,
    Rhythm.WEEKLY: _of_week,
    Rhythm.MONTHLY: _of_month,
    Rhythm.QUARTERLY: _of_quarter,
}
