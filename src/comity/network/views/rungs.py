"""One tie with what the two really do together; noting it, confirming it, taking it back; where each wants to get."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.network.acts import evidence as acts
from comity.network.models import Evidence, Tie
from comity.network.permissions import reporting
from comity.network.rungs import lists, permissions
from comity.network.rungs.forms import EvidenceForm, WantForm, WithdrawForm
from comity.network.rungs.page import Sheet
from comity.network.rungs.queries import evidence_visible_to, pairs_visible_to
from comity.network.rungs.wording import item_in_words


def tie(request: CoalitionRequest, tie: UUID) -> HttpResponse:
    """What these two do together, and the rung that follows from it."""
    found = find_tie(request, tie)
    today = now().astimezone(request.coalition.tz).date()
    sheet = Sheet(found, request.standing, request.capacity, today)
    context = {"tie": found, "sheet": sheet, "today": today, "lines": history(request, found.pk, limit=30)}
    return render(request, "network/rungs/tie.html", context)


def evidence(request: CoalitionRequest) -> HttpResponseBase:
    """What was done together, over all pairs."""
    listing = lists.evidence(request)
    context = {"page": listing.page(), "barred": reporting(request.standing, request.capacity)}
    return listing.export() or render(request, "network/rungs/evidence.html", context)


def note(request: CoalitionRequest) -> HttpResponse:
    """Note what our organisation did with another."""
    require(reporting(request.standing, request.capacity))
    us: Any = request.capacity.of
    first: Any = members_of(request.coalition.pk).filter(pk=us).first()
    others = members_of(request.coalition.pk).exclude(pk=us).order_by("sort_name")
    start = {"second": others.filter(slug=request.GET.get("with", "")).first(), "on": now().date()}

    def run(**said: Any) -> Evidence:
        return acts.note_evidence(first=first, by=request.capacity, at=now(), **said)

    return ask(
        request, EvidenceForm(posted(request), others=others, initial=start), run,
        then=lambda made: made.get_absolute_url(),
        said=_("It is noted. The other side is asked whether it was so."),
        heading=_("What did you do together?"), button=_("Note it"), back=_all(request),
        lede=_("It counts once the other side confirms it."),
    )  # fmt: skip


@require_POST
def confirm(request: CoalitionRequest, evidence: UUID) -> HttpResponse:
    """It was so."""
    found = acts.confirm_evidence(find_evidence(request, evidence), by=request.capacity, at=now())
    toast(request, _("Your organisation stands by it now."), undo_url(request, found))
    return redirect(found)


def withdraw(request: CoalitionRequest, evidence: UUID) -> HttpResponse:
    """It was not so, or is no longer."""
    found = find_evidence(request, evidence)
    require(permissions.siding(request.standing, request.capacity, permissions.sides_of(found.tie)))
    require(permissions.still_stands(found))
    return ask(
        request, WithdrawForm(posted(request)),
        lambda **said: acts.withdraw_evidence(found, by=request.capacity, at=now(), **said),
        then=found.get_absolute_url(), said=_("It counts no more. What stood there stays on record."),
        heading=_("Take this back?"), button=_("Take it back"), back=found.get_absolute_url(),
        lede=item_in_words(found.item), danger=True,
    )  # fmt: skip


@require_POST
def restore(request: CoalitionRequest, evidence: UUID) -> HttpResponse:
    """It stands again."""
    found = acts.restore_evidence(find_evidence(request, evidence), by=request.capacity, at=now())
    toast(request, _("It stands again."))
    return redirect(found)


def want(request: CoalitionRequest, tie: UUID) -> HttpResponse:
    """Say where we would like to get with the other."""
    found = find_tie(request, tie)
    require(permissions.siding(request.standing, request.capacity, permissions.sides_of(found)))
    start = {"level": found.wanted_by(request.capacity.of)}
    return ask(
        request, WantForm(posted(request), initial=start),
        lambda level: acts.want_rung(found, level=level, by=request.capacity, at=now()),
        then=page_of(request, found), said=_("Your wish is noted. The other side can read it."),
        heading=_("How closely would you like to work with {name}?").format(
            name=found.other_name(request.capacity.of)
        ),
        button=_("Say so"), back=page_of(request, found), undo=False,
        lede=_("One step at a time carries further than a leap."),
    )  # fmt: skip


def find_tie(request: CoalitionRequest, tie: UUID) -> Tie:
    """The tie of that id, as far as the reader may know of it."""
    rows = pairs_visible_to(request.standing).select_related("first", "second", "coalition")
    found: Tie = get_object_or_404(rows, pk=tie)
    return found


def find_evidence(request: CoalitionRequest, evidence: UUID) -> Evidence:
    """The piece of that id, as far as the reader may know of it."""
    found: Evidence = get_object_or_404(evidence_visible_to(request.standing), pk=evidence)
    return found


def page_of(request: CoalitionRequest, tie: Tie) -> str:
    return reverse("network:tie", args=[request.coalition.slug, tie.pk])


def _all(request: CoalitionRequest) -> str:
    return reverse("network:evidence", args=[request.coalition.slug])
