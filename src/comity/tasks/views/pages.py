"""The tasks as a list and as a board, and the page of one."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from comity.audit.queries import history_of, lines
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.held import adding, known_thing, place_of
from comity.coalitions.requests import CoalitionRequest
from comity.tasks import lists, permissions, queries
from comity.tasks.board import columns
from comity.tasks.models import Task


def tasks(request: CoalitionRequest) -> HttpResponseBase:
    """All tasks, to search, filter, sort and take away."""
    listing = lists.tasks(request)
    barred = adding(request, request.coalition)
    return listing.export() or render(request, "tasks/tasks.html", {"page": listing.page(), "barred": barred})


def board(request: CoalitionRequest) -> HttpResponse:
    """The same as columns of cards: what waits for a yes, what is under way, what is late, what was done lately."""
    return render(request, "tasks/board.html", columns(request))


def task(request: CoalitionRequest, task: UUID) -> HttpResponse:
    """One task: what, who, until when, what it belongs to, and what the reader can do."""
    found, today = find(request, task), lists.today_in(request)
    thing = known_thing(request.standing, found)
    standing, hat = request.standing, request.capacity
    context = {
        "task": found,
        "state": lists.state_of(found, today),
        "late": found.is_overdue(today),
        "today": today,
        "place": place_of(thing) if thing else None,
        "not_ours": permissions.owning(standing, hat, found),
        "not_finishing": permissions.finishing(standing, hat, found),
        "not_carrying": permissions.carrying(standing, hat, found),
        "not_managing": permissions.managing(standing, hat, found),
        "lines": lines(with_openness(history_of(found.pk), request.standing)[:50]),
    }
    return render(request, "tasks/task.html", context)


def find(request: CoalitionRequest, task: UUID) -> Task:
    """The task of that id, as far as the reader may know of it."""
    found: Task = get_object_or_404(queries.visible_to(request.standing), pk=task)
    return found
