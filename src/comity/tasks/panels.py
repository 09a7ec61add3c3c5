"""The tasks of one thing, as they stand on its page."""

from typing import Any

from django.urls import reverse

from comity.coalitions.held import adding, place_of
from comity.coalitions.models import Body
from comity.coalitions.panels import Panel
from comity.coalitions.requests import CoalitionRequest
from comity.tasks import lists, queries

#: how many stand there
SHOWN = 10


def of_thing(request: CoalitionRequest, thing: Any) -> dict[str, Any]:
    """What the part `tasks/parts/tasks.html` needs, as its `panel`. A thing may know that it has none."""
    slug = request.coalition.slug
    rows = queries.of_thing(request.standing, thing._meta.label_lower, thing.pk)
    found = list(rows[: SHOWN + 1]) if getattr(thing, "has_tasks", True) else []
    may = adding(request, thing) is None
    add = f"{reverse('tasks:new', args=[slug])}?{place_of(thing).query}" if may else ""
    return {
        "tasks": found[:SHOWN],
        "more": len(found) > SHOWN,
        "today": lists.today_in(request),
        "add_url": add,
        "all_url": reverse("tasks:tasks", args=[slug]),
    }


def of_body(request: CoalitionRequest, body: Body) -> Panel:
    """The tasks of a body, on its page."""
    found = of_thing(request, body)
    query = f"?body={body.pk}"
    return Panel("tasks/parts/tasks.html", {**found, "all_url": found["all_url"] + query}, order=20)
