"""Drafting a survey: a form or a button for each step, leading to one act."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.held import adding, place_of, thing_asked_for, thing_of
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import acts, permissions, queries
from comity.surveys.acts.surveys import EDITABLE
from comity.surveys.forms import CopyForm, NewSurveyForm, QuestionForm, SurveyForm
from comity.surveys.kinds import kinds
from comity.surveys.models import Question
from comity.surveys.models.surveys import SECTION
from comity.surveys.views.surveys import find


def new(request: CoalitionRequest) -> HttpResponse:
    """Draft a survey that belongs to a thing, or to the coalition."""
    thing = thing_asked_for(request)
    require(adding(request, thing))
    place = place_of(thing)
    return ask(
        request, NewSurveyForm(posted(request)),
        lambda **answers: acts.draft_survey(thing=thing, by=request.capacity, at=now(), **answers),
        then=lambda one: one.get_absolute_url(), said=_("It is drafted. Look through its questions now."),
        heading=_("Draft a survey"), button=_("Draft it"), lede=f"{place.kind}: {place.title}",
        back=place.url if request.GET.get("to") else reverse("surveys:surveys", args=[request.coalition.slug]),
    )  # fmt: skip


def edit(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """Its words, and who may read the answers."""
    found = find(request, survey)
    require(permissions.keeping(request.standing, request.capacity, found))
    form = SurveyForm(posted(request), initial={name: getattr(found, name) for name in EDITABLE})
    if not found.is_draft:
        for name in set(EDITABLE) - {"title", "thanks"}:
            del form.fields[name]
    return ask(
        request, form, lambda **answers: acts.change_survey(found, by=request.capacity, at=now(), **answers), of=found,
        then=found.get_absolute_url(), said=_("The survey is changed."), undo=False,
        heading=_("Change the survey"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def copy(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """A new draft with the same questions."""
    found = find(request, survey)
    require(permissions.keeping(request.standing, request.capacity, found))
    thing = thing_of(found)
    kept = {name: getattr(found, name) for name in EDITABLE if name != "title"}
    return ask(
        request, CopyForm(posted(request), initial={"title": found.title}),
        lambda title: acts.draft_survey(thing=thing, title=title, like=found, by=request.capacity, at=now(), **kept),
        then=lambda one: one.get_absolute_url(), said=_("The copy is drafted. Its questions can be changed."),
        heading=_("Copy the survey"), button=_("Copy it"), lede=found.title, back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def withdraw(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """Ask nobody any more."""
    found = find(request, survey)
    _run(lambda: acts.withdraw_survey(found, by=request.capacity, at=now()))
    toast(request, _("The survey is withdrawn. What was answered stays."))
    return redirect("surveys:surveys", request.coalition.slug)


def add(request: CoalitionRequest, survey: UUID, kind: str) -> HttpResponse:
    """Another question of a kind, or a heading."""
    found = find(request, survey)
    if kind != SECTION and kind not in kinds:
        raise Http404
    require(permissions.keeping(request.standing, request.capacity, found) or permissions.drafting(found))
    return ask(
        request, QuestionForm(posted(request), kind=kind),
        lambda **answers: acts.add_question(found, kind=kind, by=request.capacity, at=now(), **answers),
        then=f"{found.get_absolute_url()}#add", said=_("It stands at the end now."), heading=_heading(kind),
        button=_("Add it"), lede=_about(kind), back=found.get_absolute_url(),
    )  # fmt: skip


def question(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Change a question of a draft."""
    found = find_question(request, question)
    require(permissions.keeping(request.standing, request.capacity, found.survey) or permissions.drafting(found.survey))
    return ask(
        request, QuestionForm(posted(request), kind=found.kind, initial=_shown(found)),
        lambda **answers: acts.change_question(found, by=request.capacity, at=now(), **answers), of=found,
        names=("text", "help", "required"), then=found.survey.get_absolute_url(), said=_("It is changed."), undo=False,
        heading=_heading(found.kind), button=_("Save"), lede=_about(found.kind), back=found.survey.get_absolute_url(),
    )  # fmt: skip


@require_POST
def move(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """One place up, or down."""
    found = find_question(request, question)
    acts.move_question(found, up=request.POST.get("to") != "down", by=request.capacity, at=now())
    return redirect(f"{found.survey.get_absolute_url()}#{found.key}")


@require_POST
def remove(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Take it out of the draft."""
    found = find_question(request, question)
    survey = acts.remove_question(found, by=request.capacity, at=now())
    toast(request, _("“{question}” is taken out.").format(question=found.text), undo_url(request, survey))
    return redirect(found.survey)


def find_question(request: CoalitionRequest, question: UUID) -> Question:
    """A question of a survey that one may know of; else 404."""
    rows = Question.objects.select_related("survey__coalition").filter(
        survey__in=queries.visible_to(request.standing).values("pk")
    )
    found: Question = get_object_or_404(rows, pk=question)
    return found


def _shown(question: Question) -> dict[str, Any]:
    own = {} if question.is_section else kinds[question.kind].shown_settings(question.settings)
    start = {name: getattr(question, name) for name in ("text", "help", "required")}
    return start | {f"s_{name}": value for name, value in own.items()}


def _heading(kind: str) -> str:
    return _("A heading") if kind == SECTION else _("A question: {kind}").format(kind=kinds[kind].label)


def _about(kind: str) -> str:
    return "" if kind == SECTION else str(kinds[kind].about)


def _run(act: Any) -> None:
    try:
        act()
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
