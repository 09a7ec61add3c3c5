"""Open calls inside: the list, one call with what came in, and what is made of an answer."""

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
from comity.coalitions.forms.people import SureForm
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import crowd as acts
from comity.network.crowd import forms, lists, permissions, queries
from comity.network.models import OpenAnswer, OpenCall
from comity.notices.links import absolute


def open_calls(request: CoalitionRequest) -> HttpResponseBase:
    """All calls to everybody."""
    listing = lists.open_calls(request)
    context = {"page": listing.page(), "barred": permissions.opening(request.standing, request.capacity)}
    return listing.export() or render(request, "network/crowd/calls.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Ask everybody."""
    require(permissions.opening(request.standing, request.capacity))
    return ask(
        request, forms.OpenCallForm(posted(request)),
        lambda **said: acts.open_call(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("The public page is open. Pass its address on."),
        heading=_("Ask everybody"), button=_("Open the call"), back=_all(request),
        lede=_("Anyone can answer on a public page, without an account. Each confirms by mail that it was them."),
    )  # fmt: skip


def open_call(request: CoalitionRequest, open_call: UUID) -> HttpResponseBase:
    """One call with what came in."""
    found, today = find(request, open_call), lists.today_in(request)
    listing = lists.open_answers(request, found)
    url = reverse("public:call", args=[request.coalition.slug, found.pk])
    context = {
        "call": found, "page": listing.page(), "state": lists.state_of(found, today), "today": today,
        "address": absolute(url), "url": url, "shown": request.coalition.has_page,
        "barred": permissions.opening(request.standing, request.capacity), "credited": queries.credited(found),
    }  # fmt: skip
    return listing.export() or render(request, "network/crowd/call.html", context)


@require_POST
def close(request: CoalitionRequest, open_call: UUID) -> HttpResponse:
    """Nobody can answer any more."""
    found = find(request, open_call)
    acts.close_call(found, by=request.capacity, at=now())
    toast(request, _("The call is closed. What came in stays here."), undo_url(request, found))
    return redirect(found)


@require_POST
def reopen(request: CoalitionRequest, open_call: UUID) -> HttpResponse:
    """Answers are welcome again."""
    found = find(request, open_call)
    acts.reopen_call(found, by=request.capacity, at=now())
    toast(request, _("The call is open again."))
    return redirect(found)


def open_answer(request: CoalitionRequest, open_answer: UUID) -> HttpResponse:
    """One answer, and what we make of it."""
    found = find_answer(request, open_answer)
    barred = permissions.opening(request.standing, request.capacity) or permissions.waiting(found)
    if request.method == "POST":
        require(barred)
    members = members_of(request.coalition.pk).order_by("sort_name")
    return ask(
        request, forms.TriageForm(posted(request), organisations=members),
        lambda **said: acts.triage_answer(
            found, said.pop("outcome"), **said, by=request.capacity, at=now()),
        then=found.call.get_absolute_url(), said=_("They get your words by mail."), undo=False,
        template="network/crowd/answer.html", answer=found, barred=barred, sign=lists.sign_of(found),
        may=permissions.opening(request.standing, request.capacity) is None, heading=found.call.title,
        button=_("Answer them"), back=found.call.get_absolute_url(),
    )  # fmt: skip


def erase(request: CoalitionRequest, open_answer: UUID) -> HttpResponse:
    """Whoever sent it wants it gone."""
    found = find_answer(request, open_answer)
    require(permissions.may_run(request.capacity, found, at=now()))
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.erase_answer(found, by=request.capacity, at=now()),
        then=found.call.get_absolute_url(), said=_("Nothing of it is left."), undo=False, danger=True,
        heading=_("Erase this answer for good?"), button=_("Erase it"), back=found.get_absolute_url(),
        lede=_("Do it when its sender asks for it. No word stays here or in mails."),
    )  # fmt: skip


def find(request: CoalitionRequest, open_call: UUID) -> OpenCall:
    """A call that the reader may know of."""
    return get_object_or_404(queries.visible_to(request.standing), pk=open_call)


def find_answer(request: CoalitionRequest, open_answer: UUID) -> OpenAnswer:
    """An answer that the reader may know of."""
    return get_object_or_404(queries.answers_visible_to(request.standing), pk=open_answer)


def _all(request: CoalitionRequest) -> str:
    return reverse("network:open-calls", args=[request.coalition.slug])
