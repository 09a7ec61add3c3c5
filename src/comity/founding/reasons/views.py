"""Why we work together: reasons with figures, who stands by them, and saying it again."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Refused, require
from comity.base.refusal import Reason as Why
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.permissions import coordinating
from comity.coalitions.requests import CoalitionRequest
from comity.founding.models import ReasonKind
from comity.founding.reasons import acts, showing
from comity.founding.reasons.forms import ReasonForm, SayForm
from comity.founding.reasons.permissions import naming, reaffirming
from comity.founding.reasons.queries import visible_to


def reasons(request: CoalitionRequest) -> HttpResponse:
    """All that speaks for it and against it, and who stands by it."""
    return render(request, "founding/reasons/reasons.html", showing.page(request))


def add(request: CoalitionRequest, kind: str) -> HttpResponse:
    """Name one reason, benefit or drawback."""
    known = _known(kind)
    require(naming(request.standing, request.capacity))
    words = showing.ASKED[known]
    return ask(
        request, ReasonForm(posted(request), kind=known),
        lambda **given: acts.name_reason(known, by=request.capacity, at=now(), **given),
        then=_back(request), said=_("It stands there."), heading=words.question, lede=words.example,
        button=_("Add it"), back=_back(request),
    )  # fmt: skip


@require_POST
def drop(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Take one out."""
    row = acts.drop_reason(get_object_or_404(visible_to(request.standing), pk=pk), by=request.capacity, at=now())
    toast(request, _("It is taken out."), undo_url(request, row))
    return redirect(_back(request))


def reaffirm(request: CoalitionRequest) -> HttpResponse:
    """Say again, for one's own organisation, that one stands by it."""
    require(reaffirming(request.standing, request.capacity))
    before = showing.word_of(request.capacity.spoken_for)
    return ask(
        request, SayForm(posted(request), initial={"words": before.words} if before else {}),
        lambda **given: acts.reaffirm(by=request.capacity, at=now(), **given),
        then=_back(request), said=_("Thank you. It stands in the record."), undo=False,
        heading=_("Do we still stand by why we work together?"), button=_("Say it"), back=_back(request),
        template="founding/reasons/say.html", reasons=showing.lines_of(request),
    )  # fmt: skip


@require_POST
def ask_all(request: CoalitionRequest) -> HttpResponse:
    """Ask all whose word is missing or a year old."""
    require(coordinating(request.standing, at=now()))
    try:
        acts.ask_again(by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Why(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("They are asked, each by mail."))
    return redirect(_back(request))


def _known(kind: str) -> ReasonKind:
    if kind not in ReasonKind.values:
        raise Http404
    return ReasonKind(kind)


def _back(request: CoalitionRequest) -> Any:
    return reverse("founding:reasons", args=[request.coalition.slug])
