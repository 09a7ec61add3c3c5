"""How a body's structure sheet reads on its page."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.clock import day_of
from comity.base.templatetags.marks import day
from comity.coalitions.models import Body, Structure
from comity.coalitions.permissions import structuring
from comity.coalitions.requests import CoalitionRequest

Row = tuple[str, object]


def sheet_of(request: CoalitionRequest, body: Body, seats: list[Any], *, at: datetime) -> dict[str, Any]:
    """What the body's page shows of the sheet: its facts, what is open, how many seats are to be given."""
    sheet: Structure | None = getattr(body, "structure", None)
    free = max(0, sheet.seats - len(seats)) if sheet and sheet.seats else 0
    return {
        "sheet": sheet,
        "sheet_rows": rows(sheet, at) if sheet else [],
        "sheet_open": sheet.open_points if sheet else [],
        "sheet_why_not": structuring(request.standing, body, at=at),
        "free_seats": free,
    }


def rows(sheet: Structure, at: datetime) -> list[Row]:
    """What was agreed, as label and words."""
    told = [
        (_("Lasts until"), _lifetime(sheet, at)),
        (_("Seats"), sheet.seats),
        (_("A term"), _term(sheet)),
        (_("Meets"), _meets(sheet)),
        (_("Where"), sheet.place),
        (_("Notice"), _days(sheet.notice_days)),
        (_("Needed at least"), _organisations(sheet.minimum)),
        (_("Between meetings"), sheet.between),
    ]
    return [(label, words) for label, words in told if words not in (None, "")]


def _lifetime(sheet: Structure, at: datetime) -> object:
    if sheet.ends_on and sheet.until:
        return _("{until}, on {day} at the latest").format(
            until=sheet.until, day=day(sheet.ends_on, day_of(at))
        )
    return day(sheet.ends_on, day_of(at)) if sheet.ends_on else sheet.until


def _term(sheet: Structure) -> str:
    if not sheet.term_months:
        return ""
    length = ngettext("{n} month", "{n} months", sheet.term_months).format(n=sheet.term_months)
    if sheet.renewals is None:
        return length
    if sheet.renewals == 0:
        return _("{length}, not twice in a row").format(length=length)
    more = ngettext("{length}, and {n} more may follow", "{length}, and {n} more may follow", sheet.renewals)
    return more.format(length=length, n=sheet.renewals)


def _meets(sheet: Structure) -> str:
    if not sheet.every or sheet.first_on is None or sheet.hour is None:
        return ""
    words = _("{every} on a {weekday} at {hour}, for {minutes} minutes")
    return words.format(
        every=sheet.get_every_display(), weekday=date_format(sheet.first_on, "l"), hour=f"{sheet.hour:%H:%M}",
        minutes=sheet.minutes,
    )  # fmt: skip


def _days(days: int | None) -> str:
    return "" if days is None else ngettext("{n} day", "{n} days", days).format(n=days)


def _organisations(number: int | None) -> str:
    return (
        "" if number is None else ngettext("{n} organisation", "{n} organisations", number).format(n=number)
    )
