"""Methods: the list, one of them, what we say, how prospects work, and leave in spite of a “never”."""

from datetime import timedelta
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
from comity.coalitions.requests import CoalitionRequest
from comity.founding.diligence.views import known
from comity.founding.methods import acts, forms, lists, permissions, queries
from comity.founding.models import Method
from comity.governing.permissions import changing
from comity.governing.queries import visible_to as questions_visible_to
from comity.network.reach.permissions import speaking

USUAL = timedelta(days=10)


def methods(request: CoalitionRequest) -> HttpResponseBase:
    """All of them, and how many say what."""
    listing = lists.methods(request)
    context = {"page": listing.page(), "barred": permissions.naming(request.standing, request.capacity, at=now())}
    return listing.export() or render(request, "founding/methods/methods.html", context)


def one(request: CoalitionRequest, method: UUID) -> HttpResponse:
    """One method, and what every organisation says of it."""
    found = find(request, method)
    words = list(queries.words_visible_to(request.standing).filter(method=found).order_by("organisation__sort_name"))
    context = {
        "method": found, "words": words, "not_saying": speaking(request.standing, request.capacity),
        "said": next((each for each in words if each.organisation_id == request.capacity.organisation), None),
        "not_striking": permissions.striking(request.standing, request.capacity, found),
    }  # fmt: skip
    return render(request, "founding/methods/method.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Name one."""
    require(permissions.naming(request.standing, request.capacity, at=now()))
    return ask(
        request, forms.MethodForm(posted(request)),
        lambda **said: acts.name_method(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(),
        said=_("It is on the list. Say what your organisation does with it."),
        heading=_("Name a method"), button=_("Put it on the list"), back=_all(request),
        lede=_("A way of working towards an aim that somebody might never use."),
    )  # fmt: skip


def say(request: CoalitionRequest, method: UUID) -> HttpResponse:
    """Say what we do with it."""
    found = find(request, method)
    require(speaking(request.standing, request.capacity))
    row = queries.words_visible_to(request.standing).filter(method=found, organisation=request.capacity.organisation)
    said = row.first()
    start = {"stance": said.stance, "why": said.why} if said else {}
    return ask(
        request, forms.SayForm(posted(request), initial=start),
        lambda **given: acts.say_method(found, **given, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is said. You can change it any time."), undo=False,
        heading=found.name, button=_("Say so"), back=found.get_absolute_url(), lede=found.words,
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, method: UUID) -> HttpResponse:
    """Take it off the list."""
    found = find(request, method)
    acts.strike_method(found, by=request.capacity, at=now())
    toast(request, _("It is off the list."), undo_url(request, found))
    return redirect(_all(request))


def of_prospect(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Note how a prospect works."""
    found = known(request, prospect)
    back = reverse("founding:diligence", args=[request.coalition.slug, found.pk])
    form = forms.ProspectMethodForm(posted(request), methods=queries.visible_to(request.standing).order_by("sort_name"))
    return ask(
        request, form, lambda **given: acts.note_prospect_method(found, **given, by=request.capacity, at=now()),
        then=back, said=_("It is noted for the committee."), undo=False, heading=_("How does it work?"),
        button=_("Note it"), back=back, lede=found.name,
    )  # fmt: skip


def leave(request: CoalitionRequest, question: UUID, method: UUID) -> HttpResponse:
    """Ask the body whether a method that somebody never uses may be used all the same."""
    found = get_object_or_404(questions_visible_to(request.standing).select_related("body"), pk=question)
    about = find(request, method)
    require(changing(request.standing, request.capacity, found))
    return ask(
        request, forms.LeaveForm(posted(request), until=now() + USUAL),
        lambda **given: acts.ask_leave(found, about, **given, by=request.capacity, at=now()),
        then=lambda row: row.vote.get_absolute_url(), said=_("It is put to those who decide."), undo=False,
        heading=_("Use “{method}” all the same?").format(method=about.name), button=_("Ask {body}").format(
            body=found.body.name), back=found.get_absolute_url(),
        lede=_("Somebody said that it never uses this. Your question waits until the others have decided."),
    )  # fmt: skip


def find(request: CoalitionRequest, method: UUID) -> Method:
    """A method on the list."""
    found: Any = get_object_or_404(queries.visible_to(request.standing), pk=method)
    return found  # type: ignore[no-any-return]


def _all(request: CoalitionRequest) -> str:
    return reverse("founding:methods", args=[request.coalition.slug])
