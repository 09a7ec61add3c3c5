"""Minutes: drafted, read, approved, put right; and the whole meeting as a pack to print."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import acts, forms
from comity.meetings.models import Minutes
from comity.meetings.paper import as_approved, written_of
from comity.meetings.paper import pack as pack_of
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met
from comity.texts.models import Text
from comity.texts.queries import visible_to as texts_visible_to


def minutes(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """The minutes as they read: a draft to look at, or approved and sealed, with what was put right since."""
    found, sheet = read(request, meeting)
    return render(request, "meetings/minutes.html", _context(request, found, sheet))


@require_POST
def draft(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Draft them from what happened."""
    found = met(request, meeting)
    done = acts.draft_minutes(found, by=request.capacity, at=now())
    toast(request, _("The minutes are drafted from what happened. All who were called can suggest changes."))
    return redirect(done)


def approve(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Approve them for good."""
    found, sheet = read(request, meeting)
    require(sheet.no_lead)
    text = _context(request, found, sheet)["text"]
    return ask(
        request, SureForm(posted(request)), partial(acts.approve_minutes, found, by=request.capacity, at=now()),
        of=text, names=("title", "words"), template="meetings/approve.html", text=text,
        then=found.get_absolute_url(), said=_("The minutes are approved, sealed and sent."), undo=False,
        heading=_("Approve the minutes?"), button=_("Approve and seal them"), back=found.get_absolute_url(),
        lede=_("This can’t be taken back. They stand still from then on; what is wrong is put right beside them."),
    )  # fmt: skip


def amend(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Put something right beside approved minutes."""
    found, sheet = read(request, meeting)
    require(sheet.no_lead)
    return ask(
        request, forms.AmendForm(posted(request)), partial(acts.amend_minutes, found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It stands beside the minutes, and all were told."), undo=False,
        heading=_("What is to be read otherwise?"), button=_("Put it right"), back=found.get_absolute_url(),
    )  # fmt: skip


def pack(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Everything of the meeting on paper: cover, agenda, papers, questions, who comes or was there, minutes."""
    found = met(request, meeting)
    return render(request, "meetings/pack.html", pack_of(found, request.standing, request.capacity))


def read(request: CoalitionRequest, meeting: UUID) -> tuple[Minutes, Sheet]:
    """The minutes of a meeting that the reader may see, and its page; 404 where none are written."""
    found = met(request, meeting)
    written = written_of(found)
    if written is None:
        raise Http404
    return written, Sheet(found, request.standing, request.capacity, now())


def _context(request: CoalitionRequest, written: Minutes, sheet: Sheet) -> dict[str, Any]:
    text: Text | None = (
        texts_visible_to(request.standing).select_related("coalition").filter(pk__in=[written.text]).first()
    )
    text = as_approved(written, text)
    return {"minutes": written, "text": text, "sheet": sheet, "meeting": sheet.meeting, "at": sheet.at}
