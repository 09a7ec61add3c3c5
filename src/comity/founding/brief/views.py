"""The brief: who has answered, one's own answers one question a page, all side by side, then the joint text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.permissions import coordinating
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice.briefing import Brief
from comity.founding.brief import acts
from comity.founding.brief.forms import AnswerForm
from comity.founding.brief.permissions import answering, may_answer
from comity.founding.brief.queries import answers_for, own_answers, unanswered_by
from comity.founding.brief.showing import rows_of
from comity.founding.brief.words import ASKED
from comity.founding.models import BriefAnswer, Kind
from comity.founding.permissions import BEING_FOUNDED
from comity.founding.typed import ask_one
from comity.founding.writing.page import page_of


def brief(request: CoalitionRequest) -> HttpResponse:
    """Who has answered, what the reader may read side by side, and the joint brief."""
    by, found = request.capacity, answers_for(request.standing)
    barred = answering(request.standing, by, request.coalition, begun=found.open_to_all)
    being_founded = request.coalition.stage in BEING_FOUNDED
    context = {
        "answers": found, "rows": rows_of(found), "barred": barred, "being_founded": being_founded,
        "left": [] if barred else found.unanswered(by.spoken_for), "page": page_of(request, Kind.BRIEF, found.missing),
        "may_ask": being_founded and not found.open_to_all and coordinating(request.standing, at=now()) is None,
    }  # fmt: skip
    return render(request, "founding/brief/brief.html", context)


def answer(request: CoalitionRequest) -> HttpResponse:
    """To the first question that our organisation has not answered; to the page once all are."""
    require(may_answer(request.capacity, request.coalition, at=now()))
    return redirect(_next(request))


def question(request: CoalitionRequest, question: str) -> HttpResponse:
    """One question for our organisation; the answer is kept at once, so one can go on another day."""
    by, asked = request.capacity, _known(question)
    require(may_answer(by, request.coalition, at=now()))
    order = list(Brief)
    place = order.index(asked)
    return ask_one(
        request, f"brief:{asked}", AnswerForm,
        lambda words, read: acts.answer_brief({asked: words}, by=by, at=now(), read=read),
        row=own_answers(by.spoken_for).get(asked) or BriefAnswer(question=asked), names=("words",),
        back=_question(request, order[place - 1]) if place else _page(request), then=lambda _row: _next(request),
        template="founding/brief/question.html", asked=ASKED[asked], number=place + 1, total=len(order),
        whose=by.of_name,
    )  # fmt: skip


@require_POST
def ask_all(request: CoalitionRequest) -> HttpResponse:
    """Ask all whose answers are missing."""
    try:
        acts.ask_for_brief(by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("They are asked, each by mail."))
    return redirect(_page(request))


def _next(request: CoalitionRequest) -> str:
    left = unanswered_by(request.capacity.spoken_for)
    return _question(request, left[0]) if left else _page(request)


def _question(request: CoalitionRequest, asked: Brief) -> str:
    return reverse("founding:brief-question", args=[request.coalition.slug, asked.value])


def _page(request: CoalitionRequest) -> str:
    return reverse("founding:brief", args=[request.coalition.slug])


def _known(value: str) -> Any:
    try:
        return Brief(value)
    except ValueError as unknown:
        raise Http404 from unknown
