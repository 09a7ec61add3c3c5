"""Calls for help: the list, one call with its offers, and what can be done with them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.network.acts import calls as acts
from comity.network.calls import forms, lists, permissions, queries
from comity.network.models import HelpCall, HelpOffer


def help_calls(request: CoalitionRequest) -> HttpResponseBase:
    """All calls, and who has helped whom."""
    listing = lists.help_calls(request)
    file = listing.export()
    if file:
        return file
    pairs = [{**one, "time": lists.minutes_in_words(one["minutes"])} for one in queries.exchanged(request.standing)]
    barred = permissions.asking(request.standing, request.capacity)
    return render(request, "network/calls/calls.html", {"page": listing.page(), "barred": barred, "pairs": pairs[:12]})


def new(request: CoalitionRequest) -> HttpResponse:
    """Ask for help."""
    require(permissions.asking(request.standing, request.capacity))
    return ask(
        request, forms.HelpForm(posted(request)),
        lambda **said: acts.ask_for_help(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("You have asked. The next digest carries it to all."),
        heading=_("Ask for help"), button=_("Ask the others"), back=_all(request),
        lede=_("Something small that others can give in minutes or hours. Whoever helps is thanked by name."),
    )  # fmt: skip


def help_call(request: CoalitionRequest, help_call: UUID) -> HttpResponse:
    """One call with what was offered."""
    found, today, by = find(request, help_call), lists.today_in(request), request.capacity
    rows = queries.offers_visible_to(request.standing).filter(call=found)
    offers: list[Any] = list(rows.order_by("offered_at", "pk"))
    for one in offers:
        one.time = lists.minutes_in_words(one.given_minutes or 0)
    context = {
        "call": found, "state": lists.state_of(found, today), "open": found.is_open(today), "offers": offers,
        "time": lists.minutes_in_words(found.minutes), "today": today, "lines": history(request, found.pk, limit=40),
        "ours": permissions.running(request.standing, by, found) is None, "mine": by.organisation,
        "not_closing": permissions.may_close(by, found, at=now()),
        "not_offering": permissions.offering(request.standing, by, found, at=now()),
    }  # fmt: skip
    return render(request, "network/calls/call.html", context)


def edit(request: CoalitionRequest, help_call: UUID) -> HttpResponse:
    """Change what is asked for."""
    found = find(request, help_call)
    require(permissions.running(request.standing, request.capacity, found))
    start = {name: getattr(found, name) for name in acts.EDITABLE}
    return ask(
        request, forms.HelpForm(posted(request), initial=start),
        lambda **said: acts.change_help(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("The call is changed."), undo=False,
        heading=_("Change this call"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def close(request: CoalitionRequest, help_call: UUID) -> HttpResponse:
    """No more help is wanted."""
    found = find(request, help_call)
    acts.close_help(found, by=request.capacity, at=now())
    toast(request, _("The call is closed. Whoever waited for an answer is told."), undo_url(request, found))
    return redirect(found)


@require_POST
def reopen(request: CoalitionRequest, help_call: UUID) -> HttpResponse:
    """Help is wanted after all."""
    found = find(request, help_call)
    acts.reopen_help(found, by=request.capacity, at=now())
    toast(request, _("The call is open again."))
    return redirect(found)


def offer(request: CoalitionRequest, help_call: UUID) -> HttpResponse:
    """Offer help."""
    found = find(request, help_call)
    require(permissions.offering(request.standing, request.capacity, found, at=now()))
    return ask(
        request, forms.OfferForm(posted(request)),
        lambda words: acts.offer_help(found, words, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("You have offered. They are asked by mail for an answer."),
        heading=_("Offer help"), button=_("Offer it"), back=found.get_absolute_url(), lede=found.title,
    )  # fmt: skip


def answer(request: CoalitionRequest, offer: UUID) -> HttpResponse:
    """Take an offer up, or not."""
    found = _ours(request, offer)
    return ask(
        request, forms.AnswerForm(posted(request)),
        lambda answer, words: acts.answer_offer(
            found, answer == forms.YES, words=words, by=request.capacity, at=now()),
        then=found.call.get_absolute_url(), said=_("They are told."), undo=False,
        heading=_("{name} offers help").format(name=found.for_name), button=_("Tell them"),
        back=found.call.get_absolute_url(), lede=found.words,
    )  # fmt: skip


@require_POST
def withdraw(request: CoalitionRequest, offer: UUID) -> HttpResponse:
    """We can't help after all."""
    found = find_offer(request, offer)
    acts.withdraw_offer(found, by=request.capacity, at=now())
    toast(request, _("Your offer is taken back."))
    return redirect(found.call)


def given(request: CoalitionRequest, offer: UUID) -> HttpResponse:
    """Help was given: how much, and a word of thanks."""
    found = _ours(request, offer)
    start = {"on": min(found.call.by_on, day_of(now())), "minutes": found.call.minutes}
    return ask(
        request, forms.GivenForm(posted(request), initial=start),
        lambda **said: acts.confirm_help(found, **said, by=request.capacity, at=now()),
        then=found.call.get_absolute_url(), undo=False,
        said=_("It is noted, and counts as work done together. They are thanked by mail."),
        heading=_("{name} helped you").format(name=found.for_name), button=_("Confirm and thank them"),
        back=found.call.get_absolute_url(), lede=found.call.title,
    )  # fmt: skip


def find(request: CoalitionRequest, help_call: UUID) -> HelpCall:
    """A call that the reader may know of."""
    return get_object_or_404(queries.visible_to(request.standing), pk=help_call)


def find_offer(request: CoalitionRequest, offer: UUID) -> HelpOffer:
    """An offer that the reader may know of."""
    return get_object_or_404(queries.offers_visible_to(request.standing), pk=offer)


def _ours(request: CoalitionRequest, offer: UUID) -> HelpOffer:
    """An offer to us, to be answered."""
    found = find_offer(request, offer)
    require(permissions.running(request.standing, request.capacity, found.call))
    return found


def _all(request: CoalitionRequest) -> str:
    return reverse("network:help-calls", args=[request.coalition.slug])
