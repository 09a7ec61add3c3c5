"""Open calls as everybody sees them: read, answer without an account, confirm by a mailed link."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.network.acts.crowd import draft_answer, receive_answer
from comity.network.crowd.forms import PublicAnswerForm
from comity.network.crowd.queries import credited
from comity.network.crowd.telling import draft_key
from comity.network.models import AnswerDraft, OpenCall
from comity.people.network import client_address, network_of
from comity.people.throttle import Limit, TooOften, spend
from comity.public.queries import open_coalitions

#: answers from one network, and confirming mails to one address, within a quarter of an hour
FROM_NETWORK, TO_ADDRESS = Limit("open answers", 20), Limit("open answer mails", 3)


def call(request: HttpRequest, slug: str, call: UUID) -> HttpResponse:
    """One call with its form while it is open; afterwards who is named for it."""
    one = get_object_or_404(open_coalitions(), slug=slug)
    with scope(coalition=one.pk):
        found = get_object_or_404(OpenCall.objects.select_related("coalition"), pk=call)
        is_open = found.is_open(_today(one))
        form = PublicAnswerForm(request.POST if request.method == "POST" else None)
        sent = False
        if request.method == "POST" and is_open and form.is_valid():
            sent = _sent(request, found, form)
        context = {"one": one, "call": found, "open": is_open, "form": form, "sent": sent, "named": credited(found)}
    return render(request, "public/call.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, call: OpenCall, form: Any) -> bool:
    """Keep it and write the confirming mail; a program that fills in the trap is told the same and nothing is kept."""
    said, at = dict(form.cleaned_data), now()
    if said.pop("site"):
        return True
    try:
        spend(FROM_NETWORK, network_of(client_address(request)), at=at)
        spend(TO_ADDRESS, said["email"].casefold(), at=at)
    except TooOften:
        form.add_error(None, _("Many answers have come from here. Try again in a quarter of an hour."))
        return False
    draft_answer(call, **said, at=at)
    return True


def confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The page behind the mailed link. Opening it changes nothing; its button sends the answer in."""
    one, key = get_object_or_404(open_coalitions(), slug=slug), draft_key(token)
    with scope(coalition=one.pk):
        rows = AnswerDraft.objects.select_related("call__coalition")
        draft = rows.filter(pk=key, expires_at__gt=now()).first() if key else None
        if key is None:
            raise Http404
        done, why = False, ""
        if draft is not None and request.method == "POST":
            done, why = _received(one, draft)
        context = {"one": one, "draft": draft, "done": done, "why": why}
        return render(request, "public/confirm_answer.html", context, status=409 if why else 200)


def _received(one: Coalition, draft: AnswerDraft) -> tuple[bool, str]:
    try:
        receive_answer(draft, by=the_rule(one.pk), at=now())
    except Refused as refused:
        return False, str(refused.reason)
    return True, ""


def _today(one: Coalition) -> date:
    return now().astimezone(one.tz).date()
