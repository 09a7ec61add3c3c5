"""Notes of a meeting: written, struck, taken up as a concern."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import acts, forms
from comity.meetings.models import Note
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met, met_barely


def write(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Write a line down."""
    found = met(request, meeting)
    require(Sheet(found, request.standing, request.capacity, now()).no_note)
    return ask(
        request, forms.NoteForm(posted(request)), partial(acts.write_note, found, by=request.capacity, at=now()),
        then=f"{found.get_absolute_url()}#notes", undo=False, heading=_("A note to {name}").format(name=found.name),
        button=_("Keep the note"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, meeting: UUID, note: UUID) -> HttpResponse:
    """Take a note out of the minutes to be."""
    found = noted(request, meeting, note)
    acts.strike_note(found, by=request.capacity, at=now())
    toast(request, _("The note is struck."))
    return redirect(f"{found.meeting.get_absolute_url()}#notes")


@require_POST
def concern(request: CoalitionRequest, meeting: UUID, note: UUID) -> HttpResponse:
    """Take it up as a concern."""
    found = noted(request, meeting, note)
    done = acts.take_as_concern(found, by=request.capacity, at=now())
    onward = _("It stands as a concern, and goes to the next meeting of the body.")
    toast(
        request, onward if done.became_id else _("It stands as a concern. No further meeting is planned yet.")
    )
    return redirect(f"{found.meeting.get_absolute_url()}#notes")


def noted(request: CoalitionRequest, meeting: UUID, note: UUID) -> Note:
    """A note of a meeting that the reader may see."""
    there = met_barely(request, meeting)
    found: Note = get_object_or_404(Note.objects.filter(meeting=there, struck_at=None), pk=note)
    found.meeting = there
    return found
