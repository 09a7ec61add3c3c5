"""What a body's structure sheet says of its meetings, as a series takes it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comity.coalitions.models import Structure
from comity.meetings.models import Series

#: days of notice where the sheet names none
USUAL_NOTICE = 7


def unbegun() -> "QuerySet[Structure]":
    """Sheets that name a rhythm of which no series has begun; of bodies that last."""
    rows: QuerySet[Structure] = Structure.objects.exclude(every="").filter(body__ended_on=None)
    running = Series.objects.filter(ended_on=None).values("body")
    return rows.exclude(body__in=running).select_related("body").order_by("body__name")


def from_sheet(sheet: Structure) -> dict[str, Any]:
    """What `begin_series` takes, from the sheet: rhythm, first day, hour, length, place, notice, least number."""
    notice = USUAL_NOTICE if sheet.notice_days is None else sheet.notice_days
    return {
        "body": sheet.body, "name": _("{body}, by its sheet").format(body=sheet.body.name), "every": sheet.every,
        "first_on": sheet.first_on, "hour": sheet.hour, "minutes": sheet.minutes, "place": sheet.place,
        "notice_days": notice, "minimum": sheet.minimum,
    }  # fmt: skip
