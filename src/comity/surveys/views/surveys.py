"""Surveys as they are read: the list, one survey, a round, what came of it, the paper form."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from comity.base.clock import now
from comity.coalitions.held import adding
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import lists, pages, queries
from comity.surveys import paper as papers
from comity.surveys.models import Round, Survey, Translation
from comity.surveys.paging import form_class, pages_of
from comity.surveys.translating import READ_IN, Reading, Tongue, chosen_of, read_in, tongues_of


def surveys(request: CoalitionRequest) -> HttpResponseBase:
    """All surveys, and above them what waits for the reader's answers."""
    listing = lists.surveys(request)
    mine = list(queries.mine(request.standing, now())[:20])
    context = {"page": listing.page(), "mine": mine, "barred": adding(request, request.coalition)}
    return listing.export() or render(request, "surveys/surveys.html", context)


def survey(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """A draft with its questions, or a survey in use with its rounds."""
    return render(request, "surveys/survey.html", pages.of_survey(request, find(request, survey)))


def preview(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """The questions as they will be asked; nothing can be sent."""
    found = find(request, survey)
    reading, tongues, _translation = read_here(request, found)
    shown = [(page, form_class(page.questions, None, None)()) for page in pages_of(reading.questions)]
    context = {"survey": reading.survey, "shown": shown, "total": len(shown), "written": reading.language}
    return render(request, "surveys/preview.html", {**context, "tongues": tongues, "partly": not reading.whole})


def paper(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """The form to be printed and filled in by hand."""
    reading, tongues, translation = read_here(request, find(request, survey))
    context = {"tongues": tongues, "partly": not reading.whole, "translation": translation}
    return render(request, "surveys/print.html", {**papers.sheet(reading), **context})


def round_(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """Where a round stands: who is missing, what can be done, what came of it."""
    return render(request, "surveys/round.html", pages.of_round(request, find_round(request, round)))


def asked(request: CoalitionRequest, round: UUID) -> HttpResponseBase:
    """Everybody who is asked, for those who keep the survey."""
    found = find_round(request, round)
    if not queries.keeps(request.standing, found.survey):
        raise Http404
    listing = lists.respondents(request, found)
    return listing.export() or render(request, "surveys/asked.html", {"page": listing.page(), "round": found})


def answers(request: CoalitionRequest, round: UUID) -> HttpResponseBase:
    """Every answer with its name, for those who may read them; others find their own."""
    found = find_round(request, round)
    if found.survey.anonymous:
        raise Http404
    listing = lists.answers(request, found)
    whole = queries.reads_answers(request.standing, found.survey)
    context = {"page": listing.page(), "round": found, "whole": whole}
    return listing.export() or render(request, "surveys/answers.html", context)


def read_here(request: CoalitionRequest, survey: Survey) -> tuple[Reading, list[Tongue], Translation | None]:
    """The survey in the language of the address, and the languages there are."""
    found = queries.translations_of(survey)
    chosen = chosen_of(found, [request.GET.get(READ_IN, "")])
    return read_in(survey, queries.questions_of(survey), chosen), tongues_of(survey, found, chosen), chosen


def find(request: CoalitionRequest, survey: UUID) -> Survey:
    """The survey; 404 for what the reader may not know of."""
    found: Survey = get_object_or_404(queries.visible_to(request.standing), pk=survey)
    return found


def find_round(request: CoalitionRequest, round: UUID) -> Round:
    """The round; 404 for what the reader may not know of."""
    found: Round = get_object_or_404(queries.rounds_visible_to(request.standing), pk=round)
    return found

