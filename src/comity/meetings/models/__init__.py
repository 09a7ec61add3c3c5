"""Series, meetings, agendas, attendance, notes, calendar feeds."""

from comity.meetings.models.agenda import AgendaItem, ItemKind, ItemState
from comity.meetings.models.attendance import COUNTED, Attendance, Present
from comity.meetings.models.feeds import Feed
from comity.meetings.models.floor import LONGEST_TURN, Round, RoundKind, Turn
from comity.meetings.models.meetings import (
    AHEAD,
    TRANSITIONS,
    Invitation,
    Meeting,
    MeetingState,
    OfMeeting,
    Reply,
    Said,
    Told,
)
from comity.meetings.models.minutes import Amendment, Minutes
from comity.meetings.models.notes import Note, NoteKind
from comity.meetings.models.series import LEVELS, Ruled, Series

__all__ = [
    "AHEAD",
    "COUNTED",
    "LEVELS",
    "LONGEST_TURN",
    "TRANSITIONS",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Feed",
    "Invitation",
    "ItemKind",
    "ItemState",
    "Meeting",
    "MeetingState",
    "Minutes",
    "Note",
    "NoteKind",
    "OfMeeting",
    "Present",
    "Reply",
    "Round",
    "RoundKind",
    "Ruled",
    "Said",
    "Series",
    "Told",
    "Turn",
]
