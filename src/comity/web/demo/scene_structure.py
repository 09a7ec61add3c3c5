"""The bodies agree how they work: how long they last, how often they meet, how long people serve."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from comity.base.capacity import Capacity
from comity.coalitions.acts import set_structure
from comity.coalitions.models import Body


@dataclass(frozen=True)
class Sheet:
    """What one body agrees. seats: more than are given now."""

    every: str
    weekday: int
    hour: int
    minutes: int
    place: str
    more: dict[str, Any]


SHEETS = {
    "Steering committee": Sheet(
        "month", 1, 18, 90, "Harbour Hall, upper room",
        {"term_months": 24, "renewals": 1, "notice_days": 7, "seats": 15, "minimum": 8,
         "between": "The executive committee, and the three groups."},
    ),
    "Executive committee": Sheet(
        "fortnight", 3, 8, 45, "By telephone", {"term_months": 12, "renewals": 2, "notice_days": 3, "seats": 5, "minimum": 3}
    ),
}  # fmt: skip


def agree(bodies: dict[str, Body], *, by: Capacity, at: Any) -> list[UUID]:
    """Write the sheets of those bodies that there are; returns these."""
    written = []
    for name, sheet in SHEETS.items():
        if name not in bodies:
            continue
        body = bodies[name]
        set_structure(
            body, every=sheet.every, first_on=_next(at.date(), sheet.weekday), hour=time(sheet.hour),
            minutes=sheet.minutes, place=sheet.place, by=by, at=at, **sheet.more,
        )  # fmt: skip
        written.append(body.pk)
    return written


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)
