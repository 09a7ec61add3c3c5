"""Reports at home as a list. Pages and other programs read the same."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status, within
from comity.coalitions.requests import CoalitionRequest
from comity.governing.reports.queries import visible_to


def reports(request: CoalitionRequest) -> Listing:
    """What organisations heard from their representatives, and what they still wait for; the newest first."""
    today = now().astimezone(request.coalition.tz).date()
    columns = [
        Column("organisation", _("Organisation"), "organisation", sort="organisation__sort_name"),
        Column("about", _("What was decided"), "title", head=True, link=lambda one: within(one.url)),
        Column("due_on", _("Due"), "due_on", sort="due_on", show=lambda one: day(one.due_on, today)),
        Column("state", _("Status"), lambda one: state_of(one, today)[1],
               show=lambda one: status(*state_of(one, today))),
        Column("person", _("Who told them"), lambda one: one.person.name if one.person else ""),
        Column("text", _("What they said"), "text"),
        Column("reported_at", _("When"), "reported_at", sort="reported_at", shown=False),
    ]  # fmt: skip
    states = [("waiting", _("Not told yet")), ("late", _("Late")), ("told", _("Told"))]
    return Listing(
        request, visible_to(request.standing), name="reports", columns=columns, default="-due_on",
        caption=_("Reports at home"),
        filters=(
            Words(("organisation__name", "title", "text")),
            Choose("state", _("Status"), states, apply=lambda rows, value: in_state(rows, value, today)),
        ),
        empty=Empty(
            _("Nothing has to be told at home yet"),
            _("After a decision or a meeting, each organisation hears from its representative what came of it."),
            "chat",
        ),
    )  # fmt: skip


def state_of(report: Any, today: date) -> tuple[str, str]:
    """Sign and word of where a report stands."""
    if report.reported_at is not None:
        return "ok", _("Told")
    return ("warn", _("Late")) if report.due_on < today else ("", _("Not told yet"))


def in_state(rows: "QuerySet[Any]", value: str, today: date) -> "QuerySet[Any]":
    if value == "told":
        return rows.exclude(reported_at=None)
    waiting = rows.filter(reported_at=None)
    return waiting.filter(due_on__lt=today) if value == "late" else waiting
