"""Terms of office: until which day one lasts, and how many may follow each other. Days in, days out; no clock."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Every(StrEnum):
    """How often a body meets."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    TWO_MONTHS = "two-months"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Served:
    """One term that somebody served: first and last day, both included; None while it has no end."""

    starts_on: date
    ends_on: date | None


def last_day(starts_on: date, months: int) -> date:
    """The last day, included, of a term of that many months: from 1 March for 12 months until the last of February.

    A month too short for the day ends on its own last day. Raises ValueError below one month or beyond the calendar.
    """
    if months < 1:
        raise ValueError("A term lasts at least one month.")
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    day = min(starts_on.day, monthrange(year, month + 1)[1])
    shortened = day < starts_on.day
    return date(year, month + 1, day) - timedelta(days=0 if shortened else 1)


def whole_terms(terms: Iterable[Served], before: date, months: int) -> int:
    """How many terms of that many months somebody served without a break up to the day before `before`.

    Time counts, not rows: who is named anew in the middle of a term has not served one more. The newest may still run.
    """
    begun = _without_a_break(terms, before)
    count = 0
    while begun is not None and last_day(begun, months * (count + 1)) < before:
        count += 1
    return count


def _without_a_break(terms: Iterable[Served], before: date) -> date | None:
    """The first day of the stretch that lasted until the day before; None where there is none."""
    follows: date | None = None
    for term in sorted(terms, key=lambda one: one.starts_on, reverse=True):
        if term.starts_on >= before:
            continue
        if term.ends_on is not None and term.ends_on < (follows or before) - timedelta(days=1):
            break
        follows = term.starts_on
    return follows
