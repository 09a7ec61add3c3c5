"""Asking: rounds are opened, widened, called to mind, prolonged, closed and called off."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import acts, permissions, queries
from comity.surveys.asking import Askable
from comity.surveys.forms import AskAlsoForm, ProlongForm, RoundForm, WhyForm, last_day
from comity.surveys.models import Round
from comity.surveys.views.surveys import find, find_round


def open_(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """Put the survey to some, until a day."""
    found = find(request, survey)
    require(permissions.keeping(request.standing, request.capacity, found) or permissions.usable(found))
    today = day_of(now())
    form = RoundForm(
        posted(request), askable=Askable(request.coalition.pk, today), initial={"closes_on": last_day(today)}
    )
    return ask(
        request, form, lambda **answers: acts.open_round(found, by=request.capacity, at=now(), **answers),
        then=lambda one: one.get_absolute_url(), said=_("They are asked. Each has a mail with a link of their own."),
        undo=False, heading=_("Ask for answers"), button=_("Send the invitations"), back=found.get_absolute_url(),
        lede=_("{title}. From now on its questions stand still.").format(title=found.title),
    )  # fmt: skip


def ask_also(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """Further people in a round that is open."""
    found = _kept(request, round)
    form = AskAlsoForm(posted(request), askable=Askable(request.coalition.pk, day_of(now())))
    return ask(
        request, form, lambda **answers: acts.ask_also(found, by=request.capacity, at=now(), **answers),
        then=found.get_absolute_url(), said=_("They are asked, too."), undo=False, heading=_("Ask somebody else, too"),
        button=_("Send the invitations"), lede=found.survey.title, back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def remind(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """Write once more to all who have not answered, or to the one that is named."""
    found = find_round(request, round)
    wanted = request.POST.get("one", "")
    rows = queries.respondents_visible_to(request.standing).filter(round=found)
    only = [get_object_or_404(rows, pk=wanted)] if wanted.replace("-", "").isalnum() and len(wanted) == 36 else None
    acts.remind(found, only=only, by=request.capacity, at=now())
    toast(request, _("They are written to once more."))
    return redirect(found)


def prolong(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """Another last day."""
    found = _kept(request, round)
    return ask(
        request, ProlongForm(posted(request), initial={"closes_on": queries.day_of_closing(found)}),
        lambda closes_on: acts.prolong(found, closes_on=closes_on, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("Who has not answered is told of the new day."), undo=False,
        heading=_("Another last day"), button=_("Save"), lede=found.survey.title, back=found.get_absolute_url(),
    )  # fmt: skip


def close(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """Take no answer any more."""
    found = _kept(request, round)
    return ask(
        request, SureForm(posted(request)), lambda: acts.close_round(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is closed."), undo=False, danger=True, heading=_("Close it now?"),
        button=_("Close it"), back=found.get_absolute_url(),
        lede=_("This can’t be taken back. What was saved and not sent does not count."),
    )  # fmt: skip


def call_off(request: CoalitionRequest, round: UUID) -> HttpResponse:
    """It is not asked after all."""
    found = _kept(request, round)
    return ask(
        request, WhyForm(posted(request)), lambda why: acts.call_off(found, why=why, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is called off. All who were asked are told why."), undo=False,
        heading=_("Call it off?"), button=_("Call it off"), back=found.get_absolute_url(), danger=True,
        lede=_("This can’t be taken back. Answers given so far are not counted; another round can be opened."),
    )  # fmt: skip


def _kept(request: CoalitionRequest, round: UUID) -> Round:
    """An open round of a survey that the reader keeps."""
    found = find_round(request, round)
    require(permissions.keeping(request.standing, request.capacity, found.survey) or permissions.running(found))
    return found
