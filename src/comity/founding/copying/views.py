"""Copying a structure: from where, what would come along, and the act."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.founding.copying import acts, permissions, queries, showing


def copy(request: CoalitionRequest) -> HttpResponse:
    """From which coalition, and what was copied."""
    standing, at = request.standing, now()
    person = request.person.pk if standing.coordinates else None
    context = {
        "sources": list(queries.sources_of(person, request.coalition.pk, at)),
        "barred": permissions.building(standing, request.coalition, at=at),
        "copies": list(queries.visible_to(standing)),
    }
    return render(request, "founding/copying/copy.html", context)


def copy_from(request: CoalitionRequest, source: str) -> HttpResponse:
    """All that would be copied, then the act."""
    by, at, back = request.capacity, now(), reverse("founding:copy", args=[request.coalition.slug])
    require(permissions.building(request.standing, request.coalition, at=at))
    found = next((one for one in request.coalitions if one.slug == source and one != request.coalition), None)
    if found is None:
        raise Http404
    require(permissions.reading(request.person.pk, found.pk, at=at))
    shown: Any = showing.preview(found, request.coalition, request.member_count, at)
    return ask(
        request, SureForm(posted(request)), lambda: acts.copy_structure(found, by=by, at=now()), then=back,
        said=_("It is copied. Change what does not fit."), template="founding/copying/preview.html", back=back,
        heading=_("Copy the structure of {name}").format(name=found.name), button=_("Copy it"), shown=shown,
        stays=showing.not_copied(), lede=_("This comes along, by one act. Look at it first; nothing is copied yet."),
    )  # fmt: skip
