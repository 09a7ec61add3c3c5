"""Voting by other hands: proxies lent and held, votes told by phone, and the chair's word at a tie."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.requests import CoalitionRequest
from comity.core.ballots.types import Choice
from comity.governing import acts
from comity.governing.ballot_forms import said_of
from comity.governing.ballot_permissions import chairing, contestable, entering, lending
from comity.governing.models import Proxy, Vote
from comity.governing.other_forms import ProxyForm, TieForm, entry_form
from comity.governing.queries import visible_to
from comity.governing.views.reading import asked, deed, sealing_first


def proxies(request: CoalitionRequest) -> HttpResponse:
    """Whom we asked to vote for us, and who asked us."""
    at, by = now(), request.capacity
    barred = lending(request.standing, by)
    form = ProxyForm(request.POST or None, standing=request.standing, by=by, at=at)
    if request.method == "POST":
        require(barred)
        if form.is_valid() and _done(form, partial(acts.offer_proxy, **form.cleaned_data, by=by, at=at)):
            toast(request, _("They are asked. It holds once they accept."))
            return redirect("governing:proxies", request.coalition.slug)
    rows = Proxy.objects.filter(ended_at=None).select_related("giver", "holder", "question__coalition")
    given, held = (list(rows.filter(**{side: by.organisation})) for side in ("giver", "holder"))
    context = {"form": form, "barred": barred, "given": given, "held": held}
    return render(request, "governing/proxies.html", context, status=422 if form.errors else 200)


@deed
def accept(request: CoalitionRequest, proxy: UUID) -> HttpResponse:
    """Agree to vote for another organisation."""
    acts.accept_proxy(_mine(request, proxy), by=request.capacity, at=now())
    toast(request, _("You vote for them now, until either of you ends it."))
    return redirect("governing:proxies", request.coalition.slug)


@deed
def end(request: CoalitionRequest, proxy: UUID) -> HttpResponse:
    """Take a proxy back, or give it back."""
    acts.end_proxy(_mine(request, proxy), by=request.capacity, at=now())
    toast(request, _("The proxy has ended."))
    return redirect("governing:proxies", request.coalition.slug)


@sealing_first
def phoned(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Write down a vote that an organisation told by phone, with who heard it too."""
    found = asked(request, question)
    require(entering(request.standing, request.capacity, found) or contestable(found, now()))
    form = entry_form(found, request.standing)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = partial(
            acts.enter_vote, found, UUID(given["organisation"]), witness=given["witness"], why=given.get("why", ""),
            split=given.get("split"), **said_of(given), by=request.capacity, at=now(),
        )  # fmt: skip
        if _done(form, act):
            toast(request, _("It is written down. The organisation was told, and can contest it."))
            return redirect(found)
    context = {"question": found, "form": form}
    return render(request, "governing/phoned.html", context, status=422 if form.errors else 200)


@deed
def contest(request: CoalitionRequest, question: UUID, vote: UUID) -> HttpResponse:
    """Say that a vote written down was not ours."""
    rows = Vote.objects.filter(question__in=visible_to(request.standing)).select_related("question__coalition")
    found = get_object_or_404(rows, pk=vote, question=question)
    acts.contest_vote(found, by=request.capacity, at=now())
    toast(request, _("That vote counts no more. You can answer yourselves now."))
    return redirect(found.question)


def tie(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """The chair's word at a tie, and why."""
    found = asked(request, question)
    require(chairing(request.standing, request.capacity, found))
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        choice, why = Choice(form.cleaned_data["choice"]), form.cleaned_data["why"]
        acts.settle_tie(found, choice, why=why, by=request.capacity, at=now())
        toast(request, _("The tie is decided, and the question sealed."))
        return redirect(found)
    return render(request, "governing/tie.html", {"question": found, "form": form}, status=422 if form.errors else 200)


def _mine(request: CoalitionRequest, proxy: UUID) -> Proxy:
    """A proxy that this hat gave or was asked for; others look absent."""
    of = request.capacity.organisation
    rows = Proxy.objects.filter(giver=of) | Proxy.objects.filter(holder=of)
    found: Proxy = get_object_or_404(rows, pk=proxy)
    return found


def _done(form: Any, act: Any) -> bool:
    """Run the act; what it finds wrong stands with the form."""
    try:
        act()
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return False
    return True


