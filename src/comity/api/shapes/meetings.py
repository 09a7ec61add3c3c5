"""Series, meetings, agendas and who comes."""

from datetime import datetime, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.coalitions.standing import Standing
from comity.meetings import queries
from comity.meetings.acts import DETAILS, ITEM, RULES
from comity.meetings.models import AgendaItem, Attendance, Invitation, Meeting, Minutes, Note, Series
from comity.meetings.permissions import hearing
from comity.meetings.views.page import Sheet

TITLE = "Steering committee, meeting 14"


def _hour(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError("not a text")
    return value


Hour = Annotated[
    time, BeforeValidator(_hour), PlainSerializer(lambda hour: hour.strftime("%H:%M"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$", "example": "18:00"}),
]  # fmt: skip


class SeriesRow(Answer):
    """A series as a line of their list."""

    id: UUID
    name: str = Field(examples=["Steering committee, monthly"])
    body: UUID
    body_name: str = Field(examples=["Steering committee"])
    every: str = Field(examples=["month"])
    hour: Hour = Field(description="By the coalition’s clock.")
    minutes: int = Field(ge=0, examples=[90])
    notice_days: int = Field(ge=0, examples=[7])
    next_at: Moment | None = Field(description="When its next meeting begins.")
    ended_on: Day | None


class SeriesShape(Answer):
    """How a body meets. Send `version` as If-Match with a change."""

    id: UUID
    name: str = Field(examples=["Steering committee, monthly"])
    body: UUID
    body_name: str = Field(examples=["Steering committee"])
    every: str = Field(examples=["month"])
    first_on: Day
    hour: Hour
    minutes: int = Field(ge=0, examples=[90])
    place: str = Field(examples=["St Brigid’s hall"])
    link: str = Field(examples=["https://meet.example.org/steering"])
    notice_days: int = Field(ge=0, examples=[7])
    minimum: int | None = Field(
        description="Organisations that make a quorum; null: more than half.", examples=[8]
    )
    ground_rules: str = Field(examples=["One person speaks at a time."])
    pattern: str = Field(description="The usual agenda, one item a line.", examples=["5 inform Who is here"])
    confidentiality: str = Field(examples=["coalition"])
    ended_on: Day | None
    meetings: list[UUID] = Field(description="Its meetings, the latest first; at most a hundred.")
    version: str = Field(examples=["name=0a1b2c3d4e5f"])


class MeetingRow(Answer):
    """A meeting as a line of their list."""

    id: UUID
    name: str = Field(examples=[TITLE])
    number: int | None = Field(examples=[14])
    body: UUID
    body_name: str = Field(examples=["Steering committee"])
    state: str = Field(description="planned, called, running, ended or cancelled.", examples=["called"])
    starts_at: Moment
    minutes: int = Field(ge=0, examples=[90])
    place: str = Field(examples=["St Brigid’s hall"])
    told_at: Moment | None = Field(description="When all were told of this time.")
    in_time: bool = Field(description="Whether that was with the notice agreed: only then it can decide.")
    invited: int = Field(ge=0, examples=[14])
    coming: int = Field(ge=0, examples=[11])
    away: int = Field(ge=0, examples=[1])


class ItemShape(Answer):
    """An item of an agenda. Send `version` as If-Match with a change."""

    id: UUID
    kind: str = Field(description="decide, work or inform.", examples=["decide"])
    state: str = Field(description="proposed, placed or dropped.", examples=["placed"])
    place: int = Field(ge=0, description="Its number on the agenda; 0 while it has none.", examples=[3])
    title: str = Field(examples=["Take in the traders’ change?"])
    words: str = Field(examples=["The quotes are attached."])
    minutes: int = Field(ge=0, examples=[25])
    at_hour: Hour | None
    lead: str = Field(examples=["Marta Lind"])
    reserved_for: str = Field(examples=["Those who have not spoken lately"])
    question: UUID | None = Field(description="The question that it decides.")
    ratification: UUID | None = Field(description="The open ballot on what could only be advised.")
    brought_by: str = Field(examples=["Harbour Tenants’ Union"])
    brought_at: Moment
    in_time: bool = Field(description="Whether all were told of it in time.")
    dropped_why: str = Field(examples=[""])
    version: str = Field(examples=["kind=0a1b2c3d4e5f"])


class InvitationShape(Answer):
    """An organisation that is invited, and what it said. Silence is an empty reply."""

    organisation: Ref
    seated: bool = Field(description="Whether it still has its place in the body.")
    reply: str = Field(description="coming, away, or nothing.", examples=["coming"])
    deputy: str = Field(examples=["Ruth Brandt"])
    words: str = Field(
        description="A word to the chair: for its own people, who acts for the body, and coordinators.",
        examples=["Five minutes late."],
    )
    replied_at: Moment | None


class MeetingShape(Answer):
    """A meeting with agenda and invitations. Send `version` as If-Match with a change."""

    id: UUID
    name: str = Field(examples=[TITLE])
    number: int | None = Field(examples=[14])
    title: str = Field(examples=[""])
    purpose: str = Field(examples=["Before the frost comes."])
    body: Ref
    series: Ref | None
    state: str = Field(examples=["called"])
    confidentiality: str = Field(examples=["coalition"])
    starts_at: Moment
    minutes: int = Field(ge=0, examples=[90])
    place: str = Field(examples=["St Brigid’s hall"])
    link: str = Field(examples=["https://meet.example.org/steering"])
    notice_days: int = Field(ge=0, examples=[7])
    minimum: int | None = Field(examples=[8])
    ground_rules: str = Field(examples=["One person speaks at a time."])
    told_at: Moment | None
    in_time: bool
    moved_from: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    cancelled_why: str = Field(examples=[""])
    needed: int = Field(ge=0, description="Organisations that make its quorum.", examples=[8])
    items: list[ItemShape]
    invitations: list[InvitationShape]
    version: str = Field(examples=["place=0a1b2c3d4e5f"])


class AttendanceShape(Answer):
    """One stay of somebody."""

    id: UUID
    name: str = Field(examples=["Marta Lind"])
    organisation: Ref | None = Field(description="Null for a guest.")
    role: str = Field(description="representative, deputy, observer or guest.", examples=["representative"])
    counts: bool = Field(description="Whether it makes the organisation present.")
    remote: bool
    arrived_at: Moment
    left_at: Moment | None


class NoteShape(Answer):
    """A line of the notes."""

    id: UUID
    text: str = Field(examples=["The builders can start at the canal end."])
    kind: str = Field(description="note, decision, task or concern.", examples=["note"])
    item: UUID | None
    became: UUID | None = Field(description="What was made of it.")
    name: str = Field(description="In whose name.", examples=["Steering committee"])
    written_at: Moment


class RoomShape(Answer):
    """Who is there now, and who was; what was noted."""

    here: int = Field(ge=0, description="Organisations of the body that are there.", examples=[11])
    seated: int = Field(ge=0, examples=[14])
    needed: int = Field(ge=0, examples=[8])
    quorate: bool
    decides: bool = Field(description="Told in time and enough are there; else it advises.")
    attendances: list[AttendanceShape]
    notes: list[NoteShape]


class AmendmentShape(Answer):
    """What was put right beside approved minutes."""

    id: UUID
    words: str = Field(examples=["Not in May but in June."])
    name: str = Field(examples=["Steering committee"])
    written_at: Moment


class MinutesShape(Answer):
    """The minutes of a meeting. Their words are a text: changes are suggested there."""

    id: UUID
    meeting: UUID
    text: UUID | None = Field(description="The text that holds their words.")
    drafted_at: Moment
    approved_at: Moment | None
    approved_for: str = Field(examples=["Steering committee"])
    version: int | None = Field(description="The version of the text that is approved.", examples=[2])
    seal: str = Field(description="Empty for a draft.", examples=[""])
    amendments: list[AmendmentShape]


class FeedShape(Answer):
    """A private calendar address. Whoever knows it can read when its person meets."""

    address: str = Field(examples=["https://comity.example.org/calendar/0a1b.ics"])
    made_at: Moment


def series_row(one: Any) -> SeriesRow:
    """A line. Needs `next_at`."""
    return SeriesRow(
        id=one.pk, name=one.name, body=one.body_id, body_name=one.body_name, every=one.every, hour=one.hour,
        minutes=one.minutes, notice_days=one.notice_days, next_at=one.next_at, ended_on=one.ended_on,
    )  # fmt: skip


def series_shape(one: Series, meetings: list[UUID]) -> SeriesShape:
    """The whole series."""
    return SeriesShape(
        id=one.pk, body=one.body_id, body_name=one.body_name, ended_on=one.ended_on, meetings=meetings,
        version=str(Version.of(one, RULES)), **{name: getattr(one, name) for name in RULES},
    )  # fmt: skip


def meeting_row(one: Any) -> MeetingRow:
    """A line. Needs `with_counts`."""
    return MeetingRow(
        id=one.pk, name=one.name, number=one.number, body=one.body_id, body_name=one.body_name, state=one.state,
        starts_at=one.starts_at, minutes=one.minutes, place=one.place, told_at=one.told_at, in_time=one.noticed,
        invited=one.invited, coming=one.coming, away=one.away,
    )  # fmt: skip


def meeting_shape(one: Meeting, standing: Standing, at: datetime) -> MeetingShape:
    """The whole meeting, as that reader may know of it. Needs `to_read`."""
    seated = queries.seated_in(one, at=at)
    return MeetingShape(
        id=one.pk, name=one.name, number=one.number, body=Ref(id=one.body_id, name=one.body_name),
        series=ref(one.series), state=one.state, starts_at=one.starts_at, told_at=one.told_at, in_time=one.noticed,
        moved_from=one.moved_from, started_at=one.started_at, ended_at=one.ended_at, cancelled_why=one.cancelled_why,
        needed=queries.needed_for(one, len(seated)), items=[item_shape(item, one) for item in one.items.all()],
        invitations=[invitation_shape(invited, one, standing) for invited in one.invitations.all()],
        version=str(Version.of(one, DETAILS)), **{name: getattr(one, name) for name in DETAILS},
    )  # fmt: skip


def item_shape(item: AgendaItem, meeting: Meeting | None = None) -> ItemShape:
    """One item."""
    item.meeting = meeting or item.meeting
    return ItemShape(
        id=item.pk, state=item.state, place=item.place,
        question=item.question_id if getattr(item, "sees_question", True) else None,
        ratification=item.ratification.pk if item.ratification and getattr(item, "sees_ratification", True) else None,
        brought_by=item.for_name,
        brought_at=item.brought_at, in_time=item.noticed, dropped_why=item.dropped_why,
        version=str(Version.of(item, ITEM)), **{name: getattr(item, name) for name in ITEM},
    )  # fmt: skip


def attendance_shape(one: Attendance) -> AttendanceShape:
    """One stay."""
    of = Ref(id=one.organisation_id, name=one.organisation_name) if one.organisation_id else None
    return AttendanceShape(
        id=one.pk, name=one.name, organisation=of, role=one.role, counts=one.counts, remote=one.remote,
        arrived_at=one.arrived_at, left_at=one.left_at,
    )  # fmt: skip


def note_shape(one: Note) -> NoteShape:
    """One note."""
    return NoteShape(
        id=one.pk, text=one.text, kind=one.kind, item=one.item_id, became=one.became_id, name=one.for_name,
        written_at=one.written_at,
    )  # fmt: skip


def minutes_shape(one: Minutes) -> MinutesShape:
    """The minutes with what was put right since."""
    rows = [
        AmendmentShape(id=row.pk, words=row.words, name=row.for_name, written_at=row.written_at)
        for row in one.amendments.all()
    ]
    return MinutesShape(
        id=one.pk, meeting=one.meeting_id, text=one.text, drafted_at=one.drafted_at, approved_at=one.approved_at,
        approved_for=one.approved_for, version=one.version, seal=one.seal, amendments=rows,
    )  # fmt: skip


def room_shape(sheet: Sheet) -> RoomShape:
    """Who is there, counted in organisations."""
    found = sheet.quorum
    return RoomShape(
        here=len(found.here), seated=found.seated, needed=found.needed, quorate=found.enough, decides=sheet.decides,
        attendances=[attendance_shape(one) for one in sheet.attendances],
        notes=[note_shape(one) for one in sheet.notes],
    )  # fmt: skip


def invitation_shape(one: Invitation, meeting: Meeting, standing: Standing) -> InvitationShape:
    """One invitation; its word to the chair for those who may read it."""
    return InvitationShape(
        organisation=Ref(id=one.organisation_id, name=one.name), seated=one.seated, reply=one.reply, deputy=one.deputy,
        replied_at=one.replied_at,
        words=one.words if hearing(standing, meeting, one.organisation_id) else "",
    )  # fmt: skip
