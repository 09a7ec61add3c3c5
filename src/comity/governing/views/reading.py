"""What all views here begin with: the question as the reader may see it, and what is due is sealed before a POST."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.coalitions.requests import CoalitionRequest
from comity.governing.jobs import seal_due
from comity.governing.models import Objection, Question
from comity.governing.queries import read_one, visible_to

View = Callable[..., HttpResponse]


def asked(request: CoalitionRequest, question: UUID) -> Question:
    """The question with everything its page shows; 404 for what the reader may not know of."""
    holder, today = request.capacity.organisation, day_of(now(), request.coalition.tz)
    found: Question | None = read_one(visible_to(request.standing), question, holder=holder, on=today)
    if found is None:
        raise Http404
    return found


def objected(request: CoalitionRequest, question: UUID, objection: UUID) -> Objection:
    """An objection to a question that the reader may see."""
    rows = Objection.objects.filter(question__in=visible_to(request.standing)).select_related(
        "question__coalition", "organisation", "person"
    )
    found: Objection = get_object_or_404(rows, pk=objection, question=question)
    return found


def sealing_first(view: View) -> View:
    """Before a POST, whatever is due is sealed as of its own time: the page need not wait for the worker."""

    @wraps(view)
    def run(request: CoalitionRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            seal_due(request.coalition.pk, now())
        return view(request, *args, **kwargs)

    return run


def deed(view: View) -> View:
    """A view that only acts: POST alone, and what is due is sealed before."""
    return require_POST(sealing_first(view))
