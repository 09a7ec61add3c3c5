"""Red lines: one's own, noting one, lifting it; and what authors say before they open a vote."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.founding.redlines import acts, forms, lists, queries
from comity.governing.permissions import changing
from comity.governing.queries import visible_to as questions_visible_to
from comity.network.reach.permissions import speaking


def red_lines(request: CoalitionRequest) -> HttpResponseBase:
    """Our own."""
    listing = lists.red_lines(request)
    mine = [one for one in queries.visible_to(request.standing) if one.organisation_id == request.capacity.organisation]
    context = {
        "page": listing.page(), "barred": speaking(request.standing, request.capacity), "mine": mine,
    }  # fmt: skip
    return listing.export() or render(request, "founding/redlines/lines.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Note one."""
    require(speaking(request.standing, request.capacity))
    return ask(
        request, forms.LineForm(posted(request), standing=request.standing),
        lambda topic, **said: acts.draw_line(topic, **said, by=request.capacity, at=now()), then=_all(request),
        said=_("It is noted, for your own people alone."), undo=False, heading=_("What could we not live with?"),
        button=_("Note it"), back=_all(request),
        lede=_("Whoever puts a proposal on this topic hears that a red line exists; never whose, unless you allow it."),
    )  # fmt: skip


@require_POST
def lift(request: CoalitionRequest, line: UUID) -> HttpResponse:
    """It holds no longer."""
    found = queries.mine(request.standing, line)
    if found is None:
        raise Http404
    acts.lift_line(found, by=request.capacity, at=now())
    toast(request, _("It holds no longer."))
    return redirect(_all(request))


def acknowledge(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Say that one knows of it."""
    rows = questions_visible_to(request.standing).select_related("matter__topic__merged_into", "body")
    found = get_object_or_404(rows, pk=question)
    require(changing(request.standing, request.capacity, found))
    return ask(
        request, forms.KnownForm(posted(request)),
        lambda words: acts.acknowledge(found, words, by=request.capacity, at=now()), then=found.get_absolute_url(),
        said=_("It is on record. You can open the vote now."), undo=False,
        heading=_("A red line stands on this topic"), button=_("We know, and go on"), back=found.get_absolute_url(),
        lede=_("Somebody could not live with some answers to this. Ask around before you open the vote."),
    )  # fmt: skip


def _all(request: CoalitionRequest) -> str:
    return reverse("founding:redlines", args=[request.coalition.slug])
