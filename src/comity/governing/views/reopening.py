"""A decided matter is asked to be taken up again; others support it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.editing import status_of
from comity.base.refusal import Bar, require
from comity.base.toasts import toast
from comity.coalitions.requests import CoalitionRequest
from comity.core.matters.reopening import Ground
from comity.governing import acts
from comity.governing.matters.forms import ReopeningForm
from comity.governing.matters.reopening import no_rule, offers, reopening
from comity.governing.models import Question, Reopening, RequestState
from comity.governing.queries import visible_to
from comity.governing.views.around import Around
from comity.governing.views.reading import deed, sealing_first


@sealing_first
def reopen(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Ask on a ground of the rulebook; what comes of it is said at once."""
    found = _question(request, question)
    barred = reopening(request.standing, request.capacity, found) or no_rule(found, now())
    if request.method == "POST" or (barred and barred.bar == Bar.CONFLICT):
        require(barred)
    form = ReopeningForm(request.POST or None, offers=offers(found, now()))
    if form.is_valid():
        given = {**form.cleaned_data, "ground": Ground(form.cleaned_data["ground"])}
        try:
            asked = acts.ask_reopening(found, **given, by=request.capacity, at=now())
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            toast(request, came_of(asked))
            return redirect(next_page(asked))
    page = Around(found, request.standing, request.capacity, now())
    context = {"question": found, "form": form, "page": page, "barred": barred}
    return render(request, "governing/reopen.html", context, status=status_of(form))


@deed
def support(request: CoalitionRequest, question: UUID, reopening: UUID) -> HttpResponse:
    """Support a request for one's organisation."""
    supported = acts.support_reopening(request_of(request, question, reopening), by=request.capacity, at=now())
    toast(request, came_of(supported))
    return redirect(next_page(supported))


@deed
def withdraw_request(request: CoalitionRequest, question: UUID, reopening: UUID) -> HttpResponse:
    """Take a request back."""
    found = acts.withdraw_reopening(request_of(request, question, reopening), by=request.capacity, at=now())
    toast(request, _("The request is taken back."))
    return redirect(found.question)


def came_of(asked: Reopening) -> str:
    """What became of a request, in a sentence."""
    told = {
        RequestState.GRANTED: _("It is taken up again: a draft is ready for you. The decision stands until then."),
        RequestState.REFUSED: _("It is not taken up again: {why}").format(why=asked.refused_why),
        RequestState.GATHERING: _("It waits for supporters. All members were told by mail."),
    }
    return told.get(RequestState(asked.state), "")


def next_page(asked: Reopening) -> str:
    """The draft that was begun, where it was; else the requests to that decision."""
    first = asked.matter.questions.select_related("coalition").first() if asked.matter else None
    if first is not None:
        return str(first.get_absolute_url())
    question = asked.question
    return reverse("governing:reopen", args=[question.coalition.slug, question.pk])


def request_of(request: CoalitionRequest, question: UUID, reopening: UUID) -> Reopening:
    """A request about a decision that the reader may see."""
    rows = Reopening.objects.filter(question__in=visible_to(request.standing))
    rows = rows.select_related("question__coalition", "person", "organisation", "for_body", "matter")
    found: Reopening = get_object_or_404(rows, pk=reopening, question=question)
    return found


def _question(request: CoalitionRequest, question: UUID) -> Question:
    rows = visible_to(request.standing).select_related(
        "coalition", "body", "organisation", "for_body", "matter", "decision__superseded_by"
    )
    found: Question = get_object_or_404(rows, pk=question)
    return found
