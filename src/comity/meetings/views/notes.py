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
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import acts, forms
from comity.meetings.models import Meeting, Note
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met, met_barely, whence


def write(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Write a line down."""
    found = met(request, meeting)
    require(Sheet(found, request.standing, request.capacity, now()).no_note)
    return ask(
        request, forms.NoteForm(posted(request)), partial(acts.write_note, found, by=request.capacity, at=now()),
        then=_notes(request, found), undo=False, heading=_("A note to {name}").format(name=found.name),
        button=_("Keep the note"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, meeting: UUID, note: UUID) -> HttpResponse:
    """Take a note out of the minutes to be."""
    found = noted(request, meeting, note)
    acts.strike_note(found, by=request.capacity, at=now())
    toast(request, _("The note is struck."))
    return redirect(_notes(request, found.meeting))


@require_POST
def concern(request: CoalitionRequest, meeting: UUID, note: UUID) -> HttpResponse:
    """Take it up as a concern."""
    found = noted(request, meeting, note)
    done = acts.take_as_concern(found, by=request.capacity, at=now())
    onward = _("It stands as a concern, and goes to the next meeting of the body.")
    toast(
        request, onward if done.became_id else _("It stands as a concern. No further meeting is planned yet.")
    )
    return redirect(_notes(request, found.meeting))


def task(request: CoalitionRequest, meeting: UUID, note: UUID) -> HttpResponse:
    """Make a task of it: what, who, until when."""
    there = met(request, meeting)
    found, members = _of(there, note), members_of(request.coalition.pk)
    require(Sheet(there, request.standing, request.capacity, now()).no_note)
    form = forms.TaskForm(
        posted(request), organisations=members, initial={"title": " ".join(found.text.split())[:160]}
    )
    return ask(
        request, form, partial(acts.take_as_task, found, by=request.capacity, at=now()),
        then=f"{found.meeting.get_absolute_url()}#notes", said=_("The task is given. Its organisation was asked."),
        undo=False, heading=_("Make it a task"), button=_("Give the task"), back=found.meeting.get_absolute_url(),
    )  # fmt: skip


@require_POST
def decision(request: CoalitionRequest, meeting: UUID, note: UUID) -> HttpResponse:
    """Make the draft of a question of it."""
    found = noted(request, meeting, note)
    acts.take_as_decision(found, by=request.capacity, at=now())
    toast(request, _("A question is drafted from the note. Put it to the room, or open it to all."))
    return redirect(_notes(request, found.meeting))


def noted(request: CoalitionRequest, meeting: UUID, note: UUID) -> Note:
    """A note of a meeting that the reader may see."""
    return _of(met_barely(request, meeting), note)


def _of(there: Meeting, note: UUID) -> Note:
    found: Note = get_object_or_404(Note.objects.filter(meeting=there, struck_at=None), pk=note)
    found.meeting = there
    return found


def _notes(request: CoalitionRequest, meeting: Meeting) -> str:
    return f"{whence(request, meeting, meeting.get_absolute_url())}#notes"
