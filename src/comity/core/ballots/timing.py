"""Which units can answer in time: an organisation whose board must meet first needs its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from comity.core.ballots.types import BadRule, Fault

LONGEST_LEAD_DAYS = 3650


@dataclass(frozen=True, slots=True)
class TooLate:
    """A unit that can't decide by the close: the day it could, and by how many days that misses."""

    unit: str
    lead_days: int
    ready_on: date
    days_short: int


def units_too_late(lead_days: Mapping[str, int], *, opens_on: date, closes_on: date) -> tuple[TooLate, ...]:
    """The units that can't decide by `closes_on`, the slowest first (then by unit).

    lead_days: unit → calendar days it needs from opening to its own decision; 0 means the same day.
    A unit ready on the closing day itself is in time.
    """
    late = [
        TooLate(unit, days, ready, (ready - closes_on).days)
        for unit, days in _checked(lead_days).items()
        if (ready := opens_on + timedelta(days=days)) > closes_on
    ]
    return tuple(sorted(late, key=lambda one: (-one.lead_days, one.unit)))


def earliest_close(lead_days: Mapping[str, int], *, opens_on: date) -> date:
    """The first closing day that lets every unit answer."""
    return opens_on + timedelta(days=max(_checked(lead_days).values(), default=0))


def latest_opening(lead_days: Mapping[str, int], *, closes_on: date) -> date:
    """The last opening day that lets every unit answer by `closes_on`."""
    return closes_on - timedelta(days=max(_checked(lead_days).values(), default=0))


def _checked(lead_days: Mapping[str, int]) -> Mapping[str, int]:
    for unit, days in lead_days.items():
        if not 0 <= days <= LONGEST_LEAD_DAYS:
            raise BadRule(Fault.LEAD_OUT_OF_RANGE, unit=unit, days=days, longest=LONGEST_LEAD_DAYS)
    return lead_days
