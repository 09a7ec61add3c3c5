"""Found a coalition: the list of tasks."""

from django.http import HttpResponse
from django.shortcuts import render

from comity.base.evidence import facts
from comity.coalitions.requests import CoalitionRequest
from comity.founding.path.showing import way_of
from comity.founding.path.tasks import KEYS
from comity.founding.permissions import BEING_FOUNDED
from comity.founding.queries import checklist_of


def path(request: CoalitionRequest) -> HttpResponse:
    """Each task of founding, how it stands, and whose turn it is."""
    checklist = checklist_of(request.coalition.pk, decisions=False)
    way = way_of(facts(request.standing, KEYS), checklist, request.capacity.organisation, request.coalition.slug)
    context = {
        "way": way, "founders": checklist.founders, "told": checklist.told,
        "being_founded": request.coalition.stage in BEING_FOUNDED,
    }  # fmt: skip
    return render(request, "founding/path.html", context)
