"""Which kind of coalition: the five side by side, one question a page, choosing, and asking to change it."""

from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.models import CoalitionType
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice.kinds import CoalitionKind, Trait
from comity.founding.kind import acts, showing
from comity.founding.kind.forms import AnswerForm, ProposeForm
from comity.founding.kind.permissions import may_answer, may_choose, may_propose
from comity.founding.kind.plans import plan_of
from comity.founding.kind.queries import answers_visible_to
from comity.founding.kind.words import ASKED, MEANS
from comity.founding.models import KindAnswer
from comity.founding.typed import ask_one
from comity.governing.rulebook import adopted

#: how long members have to answer, unless another day is chosen
USUAL = timedelta(days=30)


def kind(request: CoalitionRequest) -> HttpResponse:
    """What is wanted, and how each kind fits it."""
    return render(request, "founding/kind/kind.html", showing.page(request))


def question(request: CoalitionRequest, trait: str) -> HttpResponse:
    """One question; the answer is kept at once, for all founders."""
    asked = _known(Trait, trait)
    require(may_answer(request.capacity, at=now()))
    order = list(Trait)
    place = order.index(asked)
    return ask_one(
        request, f"kind:{asked}", partial(AnswerForm, trait=asked),
        lambda choice, read: acts.answer_kind(asked, choice, by=request.capacity, at=now(), read=read),
        row=answers_visible_to(request.standing).filter(trait=asked).first() or KindAnswer(trait=asked),
        names=("choice",), back=_to(request, order[place - 1].value if place else ""),
        then=_to(request, order[place + 1].value if place + 1 < len(order) else ""),
        template="founding/kind/question.html", asked=ASKED[asked], number=place + 1, total=len(order),
    )  # fmt: skip


def choose(request: CoalitionRequest, kind: str) -> HttpResponse:
    """Look at what this kind sets up, then choose it; or put it to the members where rules are in force."""
    wanted = _known(CoalitionKind, kind)
    by, at, plan = request.capacity, now(), plan_of(request.coalition, wanted, now())
    ruled = plan.running is not None
    require(may_propose(by, at=at) if ruled else may_choose(by, at=at))
    form: Any = ProposeForm(posted(request), until=at + USUAL) if ruled else forms.Form(posted(request))
    return ask(
        request, form, lambda **given: _chosen(request, wanted, given),
        then=lambda row: row.vote.get_absolute_url() if row.vote else _to(request, ""),
        said=_("The members are asked.") if ruled else _("It is chosen. Everything is set up to begin with."),
        template="founding/kind/choose.html", heading=CoalitionType(wanted).label, lede=MEANS[wanted],
        rows=plan.lines, button=_("Ask the members") if ruled else _("Choose this kind"), back=_to(request, ""),
    )  # fmt: skip


def _chosen(request: CoalitionRequest, kind: CoalitionKind, given: dict[str, Any]) -> Any:
    by, at = request.capacity, now()
    if adopted(request.coalition.pk, at) is None:
        return acts.choose_kind(kind, by=by, at=at)
    return acts.propose_kind(kind, by=by, at=at, **given)


def _known(kind: Any, value: str) -> Any:
    try:
        return kind(value)
    except ValueError as unknown:
        raise Http404 from unknown


def _to(request: CoalitionRequest, trait: str) -> str:
    """The page of a question, else the kinds side by side."""
    slug = request.coalition.slug
    return reverse("founding:kind-question", args=[slug, trait]) if trait else reverse("founding:kind", args=[slug])
