"""The file on a prospect: what was found, who was asked, which messages there are. For the committee alone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.founding.diligence import acts, forms, queries
from comity.founding.methods.queries import prospect_methods_visible_to
from comity.founding.models import Prospect
from comity.founding.prospects.permissions import may_know, search_of
from comity.founding.prospects.views import find


def file(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Everything that the committee knows."""
    found = known(request, prospect)
    methods = list(prospect_methods_visible_to(request.standing).filter(prospect=found).order_by("method__sort_name"))
    context = {
        "prospect": found, "today": day_of(now()), "methods": methods,
        **queries.file_of(request.standing, found.pk),
    }  # fmt: skip
    return render(request, "founding/diligence/file.html", context)


def note(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Note what was found."""
    found = known(request, prospect)
    return ask(
        request, forms.FindingForm(posted(request), initial={"kind": "source", "dated_on": day_of(now())}),
        lambda **said: acts.note_finding(found, **said, by=request.capacity, at=now()), then=_file(request, found),
        said=_("It stands in the file."), heading=_("What did you find?"), button=_("Note it"),
        back=_file(request, found),
        lede=_("Only the committee reads it. Say where it stands, so that others can check."),
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, finding: UUID) -> HttpResponse:
    """It does not hold."""
    found = get_object_or_404(queries.findings_visible_to(request.standing), pk=finding)
    acts.strike_finding(found, by=request.capacity, at=now())
    toast(request, _("It is struck from the file."), undo_url(request, found))
    return redirect(_file(request, found.prospect))


def enquire(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Ask somebody outside."""
    found = known(request, prospect)
    start = {"kind": request.GET.get("kind", "reference")}
    return ask(
        request, forms.EnquiryForm(posted(request), initial=start),
        lambda **said: acts.ask_about(found, **said, by=request.capacity, at=now()), then=_file(request, found),
        said=_("They are asked by mail."), undo=False, heading=_("Ask somebody outside"), button=_("Send the question"),
        back=_file(request, found),
        lede=_("They answer through a link, without an account. Only the committee reads it."),
    )  # fmt: skip


@require_POST
def withdraw(request: CoalitionRequest, enquiry: UUID) -> HttpResponse:
    """Nobody need answer."""
    found = get_object_or_404(queries.enquiries_visible_to(request.standing), pk=enquiry)
    acts.withdraw_enquiry(found, by=request.capacity, at=now())
    toast(request, _("The question is taken back. Its link says so."))
    return redirect(_file(request, found.prospect))


def erase(request: CoalitionRequest, enquiry: UUID) -> HttpResponse:
    """Who was asked wants to be forgotten."""
    found = get_object_or_404(queries.enquiries_visible_to(request.standing), pk=enquiry)
    back = _file(request, found.prospect)
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.erase_enquiry(found, by=request.capacity, at=now()),
        then=back, said=_("Nothing of it is left."), undo=False, danger=True, heading=_("Erase this for good?"),
        button=_("Erase all of it"), back=back, lede=_("Do it when they ask for it. No word of theirs stays."),
    )  # fmt: skip


def known(request: CoalitionRequest, prospect: UUID) -> Prospect:
    """A prospect, for who may read its file; 404 for all others."""
    found = find(request, prospect)
    require(may_know(request.capacity, search_of(), at=now(), thing=found))
    return found


def _file(request: CoalitionRequest, prospect: Any) -> str:
    return reverse("founding:diligence", args=[request.coalition.slug, prospect.pk])
