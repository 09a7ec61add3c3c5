"""The tasks as a list: what it shows, how it sorts, what narrows it. Pages and other programs read the same."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.models import Body
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing
from comity.tasks import queries
from comity.tasks.models import OPEN, State, Task

LOOKS = {
    State.GIVEN: ("info", "clock"),
    State.ACCEPTED: ("", ""),
    State.DECLINED: ("warn", "x"),
    State.DONE: ("ok", "check"),
    State.DROPPED: ("", ""),
}
STATES = [
    ("open", gettext_lazy("To be done")),
    ("overdue", gettext_lazy("A little late")),
    ("given", gettext_lazy("Waiting for a yes")),
    ("declined", gettext_lazy("Declined")),
    ("done", gettext_lazy("Done")),
    ("dropped", gettext_lazy("Dropped")),
]
WHOSE = [("mine", gettext_lazy("Mine and ours")), ("given", gettext_lazy("Given by me"))]


def tasks(request: CoalitionRequest) -> Listing:
    """All tasks one may know of; what is over only under its own filter."""
    today = today_in(request)
    rows = queries.visible_to(request.standing)
    if request.GET.get("state") not in ("done", "dropped"):
        rows = rows.exclude(state__in=(State.DONE, State.DROPPED))
    return Listing(
        request, rows, name="tasks", columns=_columns(request, today), filters=filters(request, today), default="due",
        caption=_("Tasks"), empty=_empty(request),
    )  # fmt: skip


def today_in(request: CoalitionRequest) -> date:
    """The day it is where the coalition is."""
    return now().astimezone(request.coalition.tz).date()


def filters(request: CoalitionRequest, today: date) -> tuple[Words | Choose, ...]:
    """Whose, of which organisation and body, in which state."""
    return (
        Words(("title", "text", "held_title", "organisation__name", "person__name")),
        Choose("whose", _("Whose"), WHOSE, apply=partial(_whose, request.standing), every=_("Everybody’s")),
        Choose("organisation", _("Organisation"), partial(_organisations, request.coalition.pk),
               field="organisation", every=_("All organisations")),
        Choose("body", _("Body"), _bodies, apply=_of_body, every=_("All bodies")),
        Choose("state", _("Status"), STATES, apply=partial(_in_state, today)),
    )  # fmt: skip


def state_of(task: Task, today: date) -> tuple[str, str, str]:
    """Kind of status, words and sign: a task whose day has passed says so, kindly."""
    if task.is_overdue(today):
        return "warn", _("A little late"), "clock"
    kind, sign = LOOKS[State(task.state)]
    return kind, str(State(task.state).label), sign


def _columns(request: CoalitionRequest, today: date) -> list[Column]:
    page = addresses("tasks:task", request.coalition.slug, like=UUID(int=0))
    return [
        Column("task", _("Task"), "title", sort="title", head=True, link=lambda t: page(t.pk)),
        Column("owner", _("Whose"), "owner_name", sort=("organisation__sort_name", "person__sort_name")),
        Column("due", _("Until"), "due_on", show=lambda t: _due(t, today), sort="due_on", narrow=True),
        Column("state", _("Status"), lambda t: state_of(t, today)[1], show=lambda t: status(*state_of(t, today)),
               sort=queries.open_first()),
        Column("thing", _("Belongs to"), "held_title", sort="held_title"),
        Column("by", _("Given by"), "given_name", sort="given_name"),
        Column("given", _("Given on"), "given_at", sort="given_at", shown=False),
        Column("ended", _("Ended on"), "ended_at", sort="ended_at", shown=False),
    ]  # fmt: skip


def _due(task: Task, today: date) -> SafeString | str:
    if task.due_on is None:
        return format_html('<span class="fine">{}</span>', _("No day"))
    return day(task.due_on, today, short=True)


def _whose(standing: Standing, rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    if value == "given":
        return rows.filter(given_by=standing.person)
    return rows.filter(queries.mine(standing))


def _organisations(coalition: UUID) -> list[tuple[Any, str]]:
    members: Any = members_of(coalition).order_by("sort_name")
    return [(one.pk, one.shown_name) for one in members]


def _bodies() -> list[tuple[Any, str]]:
    return list(Body.objects.filter(ended_on=None).order_by("name").values_list("pk", "name"))


def _of_body(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(held_by="coalitions.body", held_id=value)


def _in_state(today: date, rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    if value == "open":
        return rows.filter(state__in=OPEN)
    if value == "overdue":
        return rows.filter(queries.overdue(today))
    return rows.filter(state=value)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Nothing is to be done"),
        _("Tasks come from decisions, meetings and bodies: somebody says what, who and until when."),
        "task",
        _("Give a task"),
        reverse("tasks:new", args=[request.coalition.slug]),
        _("“Ask the landlord for the key of the hall. Open Door Shelter, until Friday.”"),
    )
