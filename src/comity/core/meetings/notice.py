"""Whether a meeting was told in time. Days are those of the coalition's calendar; the day of telling does not count."""

from datetime import date, datetime, timedelta, tzinfo


def last_day_to_tell(starts: datetime, days: int, zone: tzinfo) -> date:
    """The last day on which telling is still in time."""
    return starts.astimezone(zone).date() - timedelta(days=days)


def days_of_notice(told: datetime, starts: datetime, zone: tzinfo) -> int:
    """How many days lie between telling and meeting: 0 on the same day, negative after it."""
    return (starts.astimezone(zone).date() - told.astimezone(zone).date()).days


def in_time(told: datetime | None, starts: datetime, days: int, zone: tzinfo) -> bool:
    """Whether all were told at all, before it began, and with the days that were agreed."""
    return told is not None and told < starts and days_of_notice(told, starts, zone) >= days
