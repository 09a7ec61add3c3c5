"""Meetings in the room: opened and ended, who is there, which item, notes, minutes."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies as given_as
from comity.api.operations import Call, deed, reading
from comity.api.routes.meetings import ITEM, ONE
from comity.api.shapes.meetings import (
    AttendanceShape,
    ItemShape,
    MeetingShape,
    MinutesShape,
    NoteShape,
    RoomShape,
    attendance_shape,
    item_shape,
    meeting_shape,
    minutes_shape,
    note_shape,
    room_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.queries import members_of, visible_organisations
from comity.meetings import acts, forms
from comity.meetings.views.minutes import read as written
from comity.meetings.views.notes import noted
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met, met_item
from comity.meetings.views.room import there

router = Router(tags=["meetings"])
STAY = f"{ONE}/attendance/{{uuid:attendance}}"
NOTE = f"{ONE}/notes/{{uuid:note}}"
ARRIVE = given_as.body("Arrival", forms.ArriveForm)
AMENDED = given_as.body("Amendment", forms.AmendForm)
TASK = given_as.body("NoteTask", forms.TaskForm)
NOTED = given_as.body("NewNote", forms.NoteForm)


@deed(router, f"{ONE}/open", says=_("Open a meeting"), act="meetings.meeting.started", answers=MeetingShape)
def open_(request: Call, meeting: UUID) -> Any:
    """Half an hour before its time at the earliest. What all were not told of in time, it can only advise on."""
    acts.start_meeting(met(request, meeting), by=request.capacity, at=now())
    return meeting_shape(met(request, meeting), request.standing, now())


@deed(router, f"{ONE}/end", says=_("End a meeting"), act="meetings.meeting.ended", answers=MeetingShape)
def end_meeting(request: Call, meeting: UUID) -> Any:
    """For good. Everybody who is still there leaves with it."""
    acts.end_meeting(met(request, meeting), by=request.capacity, at=now())
    return meeting_shape(met(request, meeting), request.standing, now())


@reading(router, f"{ONE}/room", says=_("Read who is there"), answers=RoomShape)
def room(request: Call, meeting: UUID) -> Any:
    """The quorum as it stands, counted in organisations; each stay; the notes."""
    return room_shape(Sheet(met(request, meeting), request.standing, request.capacity, now()))


@deed(router, f"{ONE}/attendance", says=_("Note that somebody is there"), act="meetings.attendance.arrived",
      takes=ARRIVE, answers=AttendanceShape, status=201)  # fmt: skip
def arrive(request: Call, meeting: UUID, given: Given) -> Any:
    """For an organisation, or as a guest. Organisations without a place in the body do not count."""
    organisations = visible_organisations(request.standing)
    said = given_as.cleaned(forms.ArriveForm, given, organisations=organisations)
    return attendance_shape(acts.arrive(met(request, meeting), by=request.capacity, at=now(), **said))


@deed(router, f"{STAY}/left", says=_("Note that somebody left"), act="meetings.attendance.left",
      answers=AttendanceShape)  # fmt: skip
def leave(request: Call, meeting: UUID, attendance: UUID) -> Any:
    """The record keeps whether the quorum was lost by it."""
    return attendance_shape(acts.leave(there(request, meeting, attendance), by=request.capacity, at=now()))


@deed(router, f"{STAY}/strike", says=_("Strike somebody who was noted by mistake"), act="meetings.attendance.struck",
      answers=AttendanceShape)  # fmt: skip
def strike(request: Call, meeting: UUID, attendance: UUID) -> Any:
    """They leave in the moment they came, so they never counted."""
    return attendance_shape(acts.strike(there(request, meeting, attendance), by=request.capacity, at=now()))


@deed(router, f"{ITEM}/take-up", says=_("Take up an item"), act="meetings.item.taken_up", answers=ItemShape)
def take_up(request: Call, meeting: UUID, item: UUID) -> Any:
    """The one before it is over."""
    return item_shape(acts.take_up(met_item(request, meeting, item), by=request.capacity, at=now()))


@deed(
    router, f"{ITEM}/finish", says=_("Be done with an item"), act="meetings.item.finished", answers=ItemShape
)
def finish(request: Call, meeting: UUID, item: UUID) -> Any:
    """It can be taken up again."""
    return item_shape(acts.finish_item(met_item(request, meeting, item), by=request.capacity, at=now()))


@deed(router, f"{ONE}/notes", says=_("Write a note"), act="meetings.note.written", takes=NOTED, answers=NoteShape,
      status=201)  # fmt: skip
def note(request: Call, meeting: UUID, given: Given) -> Any:
    """It belongs to the item that is being dealt with."""
    said = given_as.cleaned(forms.NoteForm, given)
    return note_shape(acts.write_note(met(request, meeting), by=request.capacity, at=now(), **said))


@deed(router, f"{NOTE}/strike", says=_("Strike a note"), act="meetings.note.struck", answers=NoteShape)
def strike_note(request: Call, meeting: UUID, note: UUID) -> Any:
    """It is kept, and stands in no minutes."""
    return note_shape(acts.strike_note(noted(request, meeting, note), by=request.capacity, at=now()))


@deed(
    router,
    f"{NOTE}/concern",
    says=_("Take a note up as a concern"),
    act="meetings.note.concern",
    answers=NoteShape,
)
def concern(request: Call, meeting: UUID, note: UUID) -> Any:
    """It goes on the agenda of the body’s next meeting, if one is planned."""
    return note_shape(acts.take_as_concern(noted(request, meeting, note), by=request.capacity, at=now()))


@deed(
    router,
    f"{NOTE}/task",
    says=_("Make a task of a note"),
    act="meetings.note.task",
    takes=TASK,
    answers=NoteShape,
)
def task(request: Call, meeting: UUID, note: UUID, given: Given) -> Any:
    """Its organisation is asked to confirm it; it counts once it has."""
    said = given_as.cleaned(forms.TaskForm, given, organisations=members_of(request.coalition.pk))
    return note_shape(acts.take_as_task(noted(request, meeting, note), by=request.capacity, at=now(), **said))


@deed(
    router,
    f"{NOTE}/decision",
    says=_("Make a question of a note"),
    act="meetings.note.decision",
    answers=NoteShape,
)
def decision(request: Call, meeting: UUID, note: UUID) -> Any:
    """The draft of a question to the body, laid to the note’s item where that has none."""
    return note_shape(acts.take_as_decision(noted(request, meeting, note), by=request.capacity, at=now()))


@deed(router, f"{ITEM}/vote", says=_("Put an item’s question to the room"), act="meetings.item.put_to_vote",
      answers=ItemShape)  # fmt: skip
def vote(request: Call, meeting: UUID, item: UUID) -> Any:
    """Not told in time, or without quorum, it is opened as advice."""
    return item_shape(acts.put_to_vote(met_item(request, meeting, item), by=request.capacity, at=now()))


@deed(router, f"{ITEM}/ratify", says=_("Put to all what a meeting could only advise"), act="meetings.item.ratified",
      answers=ItemShape)  # fmt: skip
def ratify(request: Call, meeting: UUID, item: UUID) -> Any:
    """A draft of an open ballot, so that those who were absent can answer, too."""
    return item_shape(acts.ratify(met_item(request, meeting, item), by=request.capacity, at=now()))


@reading(router, f"{ONE}/minutes", says=_("Read the minutes"), answers=MinutesShape)
def minutes(request: Call, meeting: UUID) -> Any:
    """A draft, or approved and sealed; with what was put right since."""
    return minutes_shape(written(request, meeting)[0])


@deed(router, f"{ONE}/minutes", says=_("Draft the minutes"), act="meetings.minutes.drafted", answers=MinutesShape,
      status=201)  # fmt: skip
def draft(request: Call, meeting: UUID) -> Any:
    """From what the records know. Their words are a text to which all can suggest changes."""
    acts.draft_minutes(met(request, meeting), by=request.capacity, at=now())
    return minutes_shape(written(request, meeting)[0])


@deed(router, f"{ONE}/minutes/approve", says=_("Approve the minutes"), act="meetings.minutes.approved",
      answers=MinutesShape, versioned=True)  # fmt: skip
def approve(request: Call, meeting: UUID, read: Version | None) -> Any:
    """They are sealed and stand still from then on. Send the version of their text, so that what was read is sealed."""
    acts.approve_minutes(written(request, meeting)[0], by=request.capacity, at=now(), read=read)
    return minutes_shape(written(request, meeting)[0])


@deed(router, f"{ONE}/minutes/amend", says=_("Put something right beside approved minutes"),
      act="meetings.minutes.amended", takes=AMENDED, answers=MinutesShape)  # fmt: skip
def amend(request: Call, meeting: UUID, given: Given) -> Any:
    """What was approved stays as it was sealed; the correction stands beside it."""
    said = given_as.cleaned(forms.AmendForm, given)
    acts.amend_minutes(written(request, meeting)[0], by=request.capacity, at=now(), **said)
    return minutes_shape(written(request, meeting)[0])
