"""From when until when a question may close, by the days that a rule asks for.

Days are counted on the calendar of the coalition's zone at the hour of the opening, so that a change of clocks in
between makes no day longer or shorter.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last moment at which a question may close."""

    earliest: datetime
    latest: datetime

    def holds(self, closes_at: datetime) -> bool:
        """Whether that closing is allowed."""
        return self.earliest <= closes_at <= self.latest


def window(
    opened_at: datetime, *, shared_at: datetime | None, notice: int, shortest: int, longest: int
) -> Window:
    """When a question opened then may close. Moments in the coalition's zone.

    shared_at: since when those who decide could read it, if that was before. notice: days from then to the closing;
    shortest, longest: days that answers are taken, counted from the opening.
    """
    known = min(shared_at, opened_at) if shared_at else opened_at
    earliest = max(days_after(opened_at, shortest), days_after(known, notice))
    return Window(earliest, max(days_after(opened_at, longest), earliest))


def days_open(wished: int, *, notice: int, shortest: int, longest: int) -> int:
    """How many days a vote that opens now lasts: as many as wished, within what the rule allows. Above the least."""
    least = max(shortest, notice) + 1
    return min(max(wished, least), max(longest, notice + 1))


def days_after(moment: datetime, days: int) -> datetime:
    """So many days later at the same hour by the clock on the wall."""
    return moment + timedelta(days=days)
