"""Where to paste a roster: into a coalition one coordinates, or into a new one."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render

from comity.base.clock import now
from comity.coalitions.standing import coalitions_of, standing_of


def where(request: Any) -> HttpResponse:
    """The reader's own coalitions, and the way to a new one."""
    if request.person is None:
        return redirect_to_login(request.get_full_path())
    at = now()
    coalitions = coalitions_of(request.person.pk, at=at)[:20]
    mine = [c for c in coalitions if standing_of(request.person.pk, c.pk, at=at).coordinates]
    return render(request, "web/paste.html", {"coalitions": mine})
