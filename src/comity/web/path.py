"""Our path: the stages, and what the records show to be real. Nobody ticks anything."""

from django.http import HttpResponse
from django.shortcuts import render

from comity.base.evidence import facts
from comity.coalitions.requests import CoalitionRequest
from comity.web.home import stages


def path(request: CoalitionRequest) -> HttpResponse:
    """Stages and the facts found by every wing, each with how many of how many and where to look."""
    shown = facts(request.standing)
    context = {
        "stages": stages(request.coalition.stage),
        "done": [fact for fact in shown if fact.count >= fact.needed],
        "open": [fact for fact in shown if fact.count < fact.needed],
    }
    return render(request, "web/path.html", context)
