"""What changed between two waves."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import Wave
from comity.network.views.waves import LOOK_AGAIN, find
from comity.network.waves import queries
from comity.network.waves.changes_page import ChangesPage
from comity.network.waves.working import ask_for_change, previous


def changes(request: CoalitionRequest, wave: UUID) -> HttpResponse:
    """Since the wave before, or since the one that is asked for."""
    found = find(request, wave)
    others = [one for one in queries.in_use(request.standing) if one.pk != found.pk]
    since = _since(request, found, others)
    page = ChangesPage.read(found, since, others, request.GET.get("rule", ""))
    context = {"wave": found, "page": page, "tab": "changes"}
    response = render(request, "network/waves/changes.html", context)
    if page.waiting:
        response.headers["Refresh"] = LOOK_AGAIN
    return response


@require_POST
def ask_for(request: CoalitionRequest, wave: UUID) -> HttpResponse:
    """Have the change since another wave worked out."""
    found = find(request, wave)
    since: Wave = get_object_or_404(queries.in_use(request.standing), pk=_asked(request.POST.get("since", "")))
    if since.pk != found.pk:
        ask_for_change(since, found, at=now())
    url = reverse("network:wave-changes", args=[request.coalition.slug, found.pk])
    return redirect(f"{url}?since={since.pk}")


def _since(request: CoalitionRequest, wave: Wave, others: list[Wave]) -> Wave | None:
    asked = _asked(request.GET.get("since", ""))
    return next((one for one in others if one.pk == asked), None) or previous(wave)


def _asked(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
