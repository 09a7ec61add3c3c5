"""Answers: given by who is signed in, typed in from paper, read from a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.lists.export import as_file
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import acts, linked, permissions, queries
from comity.surveys.forms import FileForm
from comity.surveys.importing import columns, read
from comity.surveys.models import Respondent, Round
from comity.surveys.paging import initial_of, whole_form
from comity.surveys.views.surveys import find_round


def answer(request: CoalitionRequest, respondent: UUID) -> HttpResponse:
    """The same pages as behind the mailed link, for who is signed in."""
    return linked.answer(request, linked.find(thing=respondent, person=request.standing.person))


def type_in(request: CoalitionRequest, respondent: UUID) -> HttpResponse:
    """What stands on a paper form."""
    rows = queries.respondents_visible_to(request.standing).select_related("round__survey__coalition")
    found: Respondent = get_object_or_404(rows, pk=respondent)
    round_ = found.round
    require(permissions.keeping(request.standing, request.capacity, round_.survey))
    require(permissions.taking(round_, at=now()))
    made = whole_form(queries.questions_of(round_.survey), round_, found)
    form = made(posted(request), initial=initial_of(made, found.answers))
    return ask(
        request, form, lambda **_said: acts.type_in(found, form.values(), by=request.capacity, at=now()),
        then=round_.get_absolute_url(), said=_("It is written down, with your name and that it came from paper."),
        undo=False, heading=_("From paper: {name}").format(name=found.name), button=_("Write it down"),
        lede=round_.survey.title, back=round_.get_absolute_url(),
    )  # fmt: skip


def import_(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """Answers from a table, all of them or none."""
    found = _kept(request, round)
    form = FileForm(posted(request), request.FILES or None)
    return ask(
        request, form, lambda table, file: _taken(request, found, file.read() if file else table),
        then=found.get_absolute_url(), said=_("The answers are taken, with your name and that they came from a file."),
        undo=False, template="surveys/import.html", heading=_("Answers from a table"), button=_("Take them"),
        lede=found.survey.title, back=found.get_absolute_url(), round=found,
    )  # fmt: skip


def table(request: CoalitionRequest, round: UUID) -> HttpResponseBase:
    """A table to fill in: a line for each who has not answered."""
    found = _kept(request, round)
    asked = [one for one in queries.questions_of(found.survey) if not one.is_section]
    header = [label for _key, label in columns(asked, found)]
    rows = queries.respondents_visible_to(request.standing).filter(round=found).exclude(state="answered")
    lines = (
        [r.organisation.name if r.organisation else "", r.person.name if r.person else "", *[""] * (len(header) - 2)]
        for r in rows.order_by("organisation__sort_name", "pk")
    )
    return as_file(header, lines, "xlsx" if request.GET.get("format") == "xlsx" else "csv", "answers")


def _taken(request: CoalitionRequest, round_: Round, source: Any) -> Round:
    taken = read(source, round_, queries.questions_of(round_.survey))
    rows = [(one.respondent, one.values) for one in taken]
    return acts.import_answers(round_, rows, by=request.capacity, at=now())


def _kept(request: CoalitionRequest, round: UUID) -> Round:
    found = find_round(request, round)
    require(permissions.keeping(request.standing, request.capacity, found.survey))
    require(permissions.taking(found, at=now()))
    return found
