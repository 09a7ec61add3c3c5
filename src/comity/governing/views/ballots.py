"""The ballot: what its authors agree on, and how an organisation fills it in. Every page works without a script."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.editing import carry, read_in, save, status_of
from comity.base.questions import Question as Step
from comity.base.questions import Questions, Walk
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.base.versions import Changed
from comity.coalitions.queries import visible_organisations
from comity.coalitions.requests import CoalitionRequest
from comity.core.ballots.methods import Marks, methods
from comity.core.ballots.types import Choice
from comity.governing import acts, permissions
from comity.governing.ballot_forms import (
    OptionForm,
    ProjectForm,
    ballot_form,
    said_of,
    way_form,
    way_said,
    way_typed,
)
from comity.governing.counting import ON_OBJECTIONS, way_of
from comity.governing.models import Question, State
from comity.governing.views.page import Sheet
from comity.governing.views.reading import asked, sealing_first
from comity.governing.wording import about, known, name_of

#: empty lines at first, and below the options there are
AT_FIRST, MORE = 8, 4
#: what a way of voting changes of a draft
OF_A_WAY = ("method", "settings", "private", "proxies", "budget", "currency", "tie")


def ballot_walk(request: CoalitionRequest, question: Question, unit: UUID | None = None) -> Walk:
    """The walk of one ballot and its check; of our own organisation, or of the unit whose proxy we hold."""
    whose = unit or request.capacity.organisation
    weight = next((entry.weight for entry in question.roll.all() if entry.organisation_id == whose), 1)
    return Questions(Step("ballot", ballot_form(question, weight), _("Our ballot"))).walk(request)


@sealing_first
def mark(request: CoalitionRequest, question: UUID, unit: UUID | None = None) -> HttpResponse:
    """Our ballot, or that of the unit whose proxy we hold: filled in, checked, then given."""
    found = asked(request, question)
    if unit is not None:
        get_object_or_404(visible_organisations(request.standing), pk=unit)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.barred if unit is None else sheet.no_proxy(unit))
    walk = ballot_walk(request, found, unit)
    if objects(found, walk.bound["ballot"]):
        return redirect("governing:object", request.coalition.slug, found.pk, preserve_request=True)
    if not walk.done:
        words = {"title": _("Check your ballot"), "sheet": sheet, "question": found, "asked_about": found}
        words |= {"unit": sheet.roll.get(unit)} if unit else {}
        return walk.page("governing/ballot_check.html", **words)
    given = walk.answers["ballot"]
    if found.private:
        cast = acts.cast_paper(found, **said_of(given), unit=unit, by=request.capacity, at=now())
        return render(request, "governing/dropped.html", {"question": found, "key": cast.paper_key})
    said = {**said_of(given), "split": given.get("split"), "why": given["why"]}
    vote = acts.cast_vote(found, **said, unit=unit, by=request.capacity, at=now())
    toast(request, _("The ballot of {name} is in.").format(name=vote.organisation.name))
    return redirect(reverse("governing:receipt", args=[request.coalition.slug, found.pk, vote.pk]))


def objects(question: Question, form: Any) -> bool:
    """Whether the reader wants to object, where that needs a concern and a change: they have a page of their own."""
    chosen = form.is_bound and form.is_valid() and form.cleaned_data.get("choice") == Choice.NO
    return bool(chosen and question.method in ON_OBJECTIONS)


def ways(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """All ways of voting, each in two sentences, to choose one for a draft."""
    draft = _draft(request, question)
    rows = [(name, words, about(name), name == draft.method) for name, words in known()]
    return render(request, "governing/ways.html", {"question": draft, "rows": rows})


def way(request: CoalitionRequest, question: UUID, method: str) -> HttpResponse:
    """What is agreed about one way of voting."""
    draft = _draft(request, question)
    if method not in methods():
        raise Http404
    form = way_form(method)(request.POST or None, initial=way_typed(method, draft))
    carry(form, draft, OF_A_WAY)
    if request.method == "POST" and form.is_valid():
        act = partial(acts.edit_question, draft, by=request.capacity, at=now())
        try:
            done = save(request, form, lambda read, **_fields: act(read=read, **way_said(form, draft)))
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            if done:
                return redirect(_next(request, done))
    context = {"question": draft, "form": form, "name": name_of(method), "about": about(method)}
    return render(request, "governing/way.html", context, status=status_of(form))


def options(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """What there is to choose from, a line each; an empty line is left out."""
    draft = _draft(request, question)
    projects = way_of(draft).marks is Marks.PROJECTS
    rows = [{"title": one.title, "text": one.text, "cost": (one.cost or 0) / 100} for one in draft.options.all()]
    many = formset_factory(ProjectForm if projects else OptionForm, extra=MORE if rows else AT_FIRST)
    forms = many(request.POST or None, initial=rows, prefix="options")
    context: dict[str, Any] = {"question": draft, "forms": forms, "projects": projects, "faults": []}
    if request.method == "POST" and forms.is_valid():
        try:
            acts.list_options(draft, _listed(forms), by=request.capacity, at=now(), read=read_in(request))
        except (ValidationError, Changed) as fault:
            context["faults"] = getattr(fault, "messages", [str(fault)])
        else:
            toast(request, _("The options are kept."))
            return redirect(draft)
    context["read_as"] = acts.options_version(draft)
    status = 422 if request.method == "POST" else 200
    return render(request, "governing/options.html", context, status=status)


def _listed(forms: Any) -> list[dict[str, Any]]:
    rows = [form.cleaned_data for form in forms if form.cleaned_data.get("title")]
    return [{**row, "cost": int(row["cost"] * 100) if row.get("cost") else None} for row in rows]


def _draft(request: CoalitionRequest, question: UUID) -> Question:
    draft = asked(request, question)
    require(permissions.changing(request.standing, request.capacity, draft))
    require(permissions.must_be(draft, State.DRAFT))
    return draft


def _next(request: CoalitionRequest, draft: Question) -> str:
    """Methods with options lead on to them."""
    if way_of(draft).marks is Marks.ANSWER or draft.options.exists():
        toast(request, _("The way of voting is kept."))
        return draft.get_absolute_url()
    return reverse("governing:options", args=[request.coalition.slug, draft.pk])
