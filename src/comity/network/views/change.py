"""The map on another day, and what changed between two days."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.clock import day_of, now
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import Rung
from comity.network.queries.history import GAINED, KEPT, LOST, Change, Past, Replay
from comity.network.queries.looks import Look
from comity.network.queries.maps import AT_ONCE
from comity.network.saying import number
from comity.network.templatetags.maps import map_words
from comity.network.views.pictures import picture_in_html


def over_time(request: CoalitionRequest) -> HttpResponse:
    """Who worked with whom on a day, and what changed since another."""
    organisations = list(members_of(request.coalition.pk))
    past = Past(request.standing, organisations, day_of(now()))
    days = past.days()
    on = _chosen(days, request.GET.get("on", "")) or days[0]
    since = _chosen(days, request.GET.get("since", ""))
    rung = request.GET.get("rung", "")
    least = int(rung) if rung in {str(one.value) for one in Rung} else 0
    found = past.replay(on, since if since != on else None, least)
    drawing = found.drawing() if found.ever and len(organisations) <= AT_ONCE else None
    context = _context(found, days, on, since) | {
        "drawing": drawing, "picture": picture_in_html(drawing, Look().leading("?ego=")) if drawing else "",
        "rungs": [("0", _("Any rung")), *((str(one.value), str(one.label)) for one in Rung if one)],
        "rung": str(least), "many": len(organisations) > AT_ONCE,
    }  # fmt: skip
    context["news"] = context["said"] or (map_words(drawing) if drawing else "")
    return render(request, "network/change.html", context)


def _chosen(days: list[date], asked: str) -> date | None:
    return next((day for day in days if day.isoformat() == asked), None)


def _context(found: Replay, days: list[date], on: date, since: date | None) -> dict[str, Any]:
    names = {str(one.pk): getattr(one, "shown_name", "") or one.name for one in found.organisations}
    options = [(day.isoformat(), date_format(day, "j F Y")) for day in days]
    compared = found.was is not None
    rows = sorted(_row(one, names) for one in found.changes())
    return {
        "days": options, "befores": [("", _("No other day")), *options], "on": on.isoformat(),
        "since": since.isoformat() if since else "", "on_day": on, "since_day": since, "compared": compared,
        "rows": rows if compared else [],
        "count": len(found.now), "said": _in_words(found) if compared else "", "everyone": len(names),
    }  # fmt: skip


def _row(change: Change, names: dict[str, str]) -> tuple[str, str, str, str]:
    one, other = sorted((names[change.one], names[change.other]))
    return one, other, str(Rung(change.was).label), str(Rung(change.now).label)


def _in_words(found: Replay) -> str:
    gained, stayed, lost = (found.count(became) for became in (GAINED, KEPT, LOST))
    counted = [
        ngettext("{n} tie was gained", "{n} ties were gained", gained).format(n=number(gained)),
        ngettext("{n} was kept", "{n} were kept", stayed).format(n=number(stayed)),
        ngettext("{n} was lost", "{n} were lost", lost).format(n=number(lost)),
    ]
    return ", ".join(counted) + "."
