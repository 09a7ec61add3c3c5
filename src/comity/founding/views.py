"""The start-up checklist: what all founders say, one's own answers, going on all the same, and something lighter."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.base.versions import Version
from comity.coalitions.asking import ask, posted
from comity.coalitions.permissions import coordinating
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice.readiness import Answer, Form, Question
from comity.founding import acts, showing
from comity.founding.forms import AnswerForm, GoOnForm, LighterForm
from comity.founding.models import ChecklistAnswer
from comity.founding.permissions import BEING_FOUNDED, answering
from comity.founding.queries import checklist_of, going_on_visible_to
from comity.founding.typed import ask_one
from comity.founding.words import ASKED, LIGHTER
from comity.network.acts import report_tie
from comity.network.permissions import reporting

#: how long founders have to answer, unless another day is chosen
USUAL = timedelta(days=14)


def checklist(request: CoalitionRequest) -> HttpResponse:
    """What all say, where that leaves the founders, and what they can do next."""
    by, found = request.capacity, checklist_of(request.coalition.pk)
    proposals = list(going_on_visible_to(request.standing))
    context = {
        "told": found.told, "founders": found.founders, "rows": showing.rows_of(found, proposals),
        "offers": showing.offers_of(found), "proposals": proposals,
        "barred": answering(request.standing, by, request.coalition),
        "left": found.unanswered(by.spoken_for) if by.organisation else [],
        "may_ask": coordinating(request.standing, at=now()) is None,
        "being_founded": request.coalition.stage in BEING_FOUNDED,
    }  # fmt: skip
    return render(request, "founding/checklist.html", context)


def answer(request: CoalitionRequest) -> HttpResponse:
    """To the first question that our organisation has not answered; to the check once all are."""
    require(answering(request.standing, request.capacity, request.coalition))
    return redirect(_next(request))


def question(request: CoalitionRequest, question: str) -> HttpResponse:
    """One question for our organisation; the answer is kept at once, so one can go on another day."""
    by, asked = request.capacity, _known(Question, question)
    require(answering(request.standing, by, request.coalition))
    order = list(Question)
    row = checklist_of(request.coalition.pk).of(by.spoken_for).get(asked) or ChecklistAnswer(question=asked)

    def keep(answer: str, reason: str, read: Version | None) -> Any:
        return acts.answer_checklist({asked: (Answer(answer), reason)}, by=by, at=now(), read=read)

    return ask_one(
        request, f"checklist:{asked}", AnswerForm, keep, row=row, names=("answer", "reason"),
        back=_before(request, asked), then=lambda _row: _next(request), template="founding/question.html",
        asked=ASKED[asked], number=order.index(asked) + 1, total=len(order), whose=by.of_name,
    )  # fmt: skip


def _next(request: CoalitionRequest) -> str:
    """The first question without an answer of ours, else the check."""
    slug, left = request.coalition.slug, checklist_of(request.coalition.pk).unanswered(request.capacity.spoken_for)
    return reverse("founding:question", args=[slug, left[0].value]) if left else _check(request)


def _before(request: CoalitionRequest, asked: Question) -> str:
    """The question before, else the check."""
    place = list(Question).index(asked)
    before = list(Question)[place - 1].value if place else ""
    return reverse("founding:question", args=[request.coalition.slug, before]) if before else _check(request)


def _check(request: CoalitionRequest) -> str:
    return reverse("founding:checklist", args=[request.coalition.slug])


@require_POST
def ask_all(request: CoalitionRequest) -> HttpResponse:
    """Ask all whose answers are missing."""
    try:
        acts.ask_founders(by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("They are asked, each by mail."))
    return redirect(_check(request))


def go_on(request: CoalitionRequest, question: str) -> HttpResponse:
    """Put to all founders that they go on in spite of a no."""
    asked = _known(Question, question)
    require(answering(request.standing, request.capacity, request.coalition))
    return ask(
        request, GoOnForm(posted(request), until=now() + USUAL),
        lambda **given: acts.propose_going_on(asked, by=request.capacity, at=now(), **given),
        then=lambda row: row.vote.get_absolute_url(), said=_("All founders are asked."), undo=False,
        heading=_("Go on all the same?"), lede=ASKED[asked].text, button=_("Ask all founders"),
        back=_check(request),
    )  # fmt: skip


def instead(request: CoalitionRequest, form: str) -> HttpResponse:
    """Begin something lighter at once: a tie to another organisation, on the rung that fits."""
    lighter = LIGHTER[_known(Form, form)]
    require(reporting(request.standing, request.capacity))
    others = members_of(request.coalition.pk).exclude(pk=request.capacity.spoken_for)
    names = {str(one.pk): one.name for one in others}

    def begin(about: str, level: int) -> Any:
        other = get_object_or_404(others, pk=UUID(about))
        return report_tie(other, level=level, source=str(lighter.name), by=request.capacity, at=now())

    return ask(
        request, LighterForm(posted(request), others=names, initial={"level": lighter.rung}), begin,
        then=reverse("network:ties", args=[request.coalition.slug]), said=_("It stands on the map from today."),
        heading=lighter.name, lede=lighter.words, button=_("Begin it"),
        back=_check(request),
    )  # fmt: skip


def _known(kind: Any, value: str) -> Any:
    """The member of that value, or 404."""
    try:
        return kind(value)
    except ValueError as unknown:
        raise Http404 from unknown
