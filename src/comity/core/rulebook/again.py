"""When one of a coalition's own rules is looked at again."""

from calendar import monthrange
from datetime import date


def next_look(since: date, months: int) -> date:
    """The same day so many months later; in a month without it, that month's last day."""
    month = since.month - 1 + months
    year, month = since.year + month // 12, month % 12 + 1
    return date(year, month, min(since.day, monthrange(year, month)[1]))
