"""In the room: the meeting is opened, people arrive and leave, items are taken up, the meeting ends."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.queries import visible_organisations
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import acts, forms
from comity.meetings.acts.voting import votable
from comity.meetings.models import AgendaItem, Attendance, Meeting
from comity.meetings.permissions import running
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met, met_barely, met_item, whence


def start(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Open it, after saying whether it can decide."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.no_opening)
    return ask(
        request, SureForm(posted(request)), lambda: acts.start_meeting(found, by=request.capacity, at=now()),
        then=_room(found), said=_("The meeting is open. Note who is there."), undo=False,
        template="meetings/start.html", sheet=sheet, meeting=found, at=sheet.at, back=found.get_absolute_url(),
        heading=_("Open {name}?").format(name=found.name), button=_("Open the meeting"),
    )  # fmt: skip


def end(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """End it for good."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.no_lead or running(found))
    return ask(
        request, SureForm(posted(request)), lambda: acts.end_meeting(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The meeting has ended."), undo=False, danger=True,
        heading=_("End {name}?").format(name=found.name), button=_("End the meeting"), back=found.get_absolute_url(),
        lede=_("It can’t be opened again. Everybody who is still there leaves with it; then the minutes are written."),
    )  # fmt: skip


def attendance(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Who is there: organisations first, each with one button; then anybody else."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    form = forms.ArriveForm(
        posted(request), organisations=visible_organisations(request.standing).order_by("name")
    )
    if request.method == "POST":
        require(running(found))
    return ask(
        request, form, lambda **given: _noted(request, found, **given), then=_room(found), undo=False,
        template="meetings/attendance.html", sheet=sheet, meeting=found, at=sheet.at,
    )  # fmt: skip


@require_POST
def left(request: CoalitionRequest, meeting: UUID, attendance: UUID) -> HttpResponse:
    """Somebody left."""
    row = there(request, meeting, attendance)
    acts.leave(row, by=request.capacity, at=now())
    _say_quorum(request, row.meeting)
    return redirect(_room(row.meeting))


@require_POST
def struck(request: CoalitionRequest, meeting: UUID, attendance: UUID) -> HttpResponse:
    """Somebody was noted by mistake."""
    row = there(request, meeting, attendance)
    acts.strike(row, by=request.capacity, at=now())
    toast(request, _("{name} is struck from the list.").format(name=row.name))
    return redirect(_room(row.meeting))


@require_POST
def take_up(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Turn to an item."""
    found = met_item(request, meeting, item)
    acts.take_up(found, by=request.capacity, at=now())
    return redirect(whence(request, found.meeting, found.get_absolute_url()))


def vote(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Put the item's question to those who are there; whether it can bind is said before."""
    found = met_item(request, meeting, item)
    sheet = Sheet(met(request, meeting), request.standing, request.capacity, now())
    require(sheet.no_lead or running(found.meeting) or votable(found))
    sitting = acts.sitting_of(found, now())
    return ask(
        request, SureForm(posted(request)), lambda: acts.put_to_vote(found, by=request.capacity, at=now()),
        then=_question_of(found), said=_("The question is open in the room."), undo=False,
        template="meetings/vote.html", item=found, sitting=sitting, sheet=sheet,
        heading=_("Vote on “{title}” now?").format(title=found.title), button=_("Open the vote"),
        back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def ratify(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Put to all what the meeting could only advise."""
    found = met_item(request, meeting, item)
    done = acts.ratify(found, by=request.capacity, at=now())
    toast(request, _("The ballot is drafted. Open it, and those who were absent can answer, too."))
    return redirect(done.ratification.get_absolute_url() if done.ratification else found.get_absolute_url())


def _question_of(item: AgendaItem) -> str:
    return item.question.get_absolute_url() if item.question else item.get_absolute_url()


def _noted(request: CoalitionRequest, meeting: Meeting, **given: Any) -> Attendance:
    oneself = request.person if given["name"] == request.person.name else None
    row = acts.arrive(meeting, person=oneself, by=request.capacity, at=now(), **given)
    if row.organisation_id and not row.counts:
        said = _("{name} has no place in this body: its people are welcome, and do not count for the quorum.")
        toast(request, said.format(name=row.organisation_name))
    else:
        _say_quorum(request, meeting)
    return row


def _say_quorum(request: CoalitionRequest, meeting: Meeting) -> None:
    sheet = Sheet(met(request, meeting.pk), request.standing, request.capacity, now())
    words = (
        _("Quorum: {n} of {all} are here.") if sheet.quorum.enough else _("No quorum: {n} of {all} are here.")
    )
    toast(request, words.format(n=len(sheet.quorum.here), all=sheet.quorum.seated))


def there(request: CoalitionRequest, meeting: UUID, attendance: UUID) -> Attendance:
    """A stay at a meeting that the reader may see."""
    found = met_barely(request, meeting)
    row: Attendance = get_object_or_404(Attendance.objects.filter(meeting=found), pk=attendance)
    row.meeting = found
    return row


def _room(meeting: Meeting) -> str:
    return reverse("meetings:attendance", args=[meeting.coalition.slug, meeting.pk])
