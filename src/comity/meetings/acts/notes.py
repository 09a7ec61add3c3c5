"""Notes are written, struck, and become a question, a task or a concern in one step."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality, more_secret
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.acts import draft_question
from comity.meetings.acts.agenda import bring_item
from comity.meetings.acts.reading import fresh_meeting, fresh_part
from comity.meetings.models import AHEAD, AgendaItem, ItemKind, Meeting, Note, NoteKind
from comity.meetings.permissions import may_lead, may_note
from comity.people.models import Organisation
from comity.tasks.acts import give_task


@act("meetings.note.written", says=gettext_noop("noted in {meeting}: {about}"))
def write_note(
    meeting: Meeting, text: str, *, by: Capacity, at: datetime, item: AgendaItem | None = None
) -> Changes[Note]:
    """Write a line down, with the item it belongs to (else the one that is being dealt with)."""
    meeting = fresh_meeting(meeting, by)
    require(may_note(by, meeting, at=at) or (same_coalition(by, item) if item else None))
    note = Note(
        coalition_id=home(by), meeting=meeting, item=item or _current(meeting), text=text, person_id=by.person,
        acts_for=by.acts_for, organisation_id=by.organisation, for_body_id=by.body, for_name=by.of_name, written_at=at,
    ).store()  # fmt: skip
    return Changes(note, words=_words(note), of_meeting=meeting.pk, of_item=note.item_id)


@act("meetings.note.struck", says=gettext_noop("struck a note in {meeting}"))
def strike_note(note: Note, *, by: Capacity, at: datetime) -> Changes[Note]:
    """Take a note out: whoever wrote it, and who leads. It is kept, and stands in no minutes."""
    note = fresh_part(note, by)
    own = by.person is not None and by.person == note.person_id
    require(_standing(note) or (may_note if own else may_lead)(by, note.meeting, at=at))
    note.struck_at = at
    note.store()
    return Changes(note, words={"meeting": note.meeting.name}, of_meeting=note.meeting_id)


@act("meetings.note.concern", says=gettext_noop("took a note in {meeting} up as a concern: {about}"))
def take_as_concern(note: Note, *, by: Capacity, at: datetime) -> Changes[Note]:
    """A note is a concern: it stays in the minutes as one, and goes on the agenda of the body's next meeting.

    Where no further meeting is planned of which no more people may know, it only stays as a concern.
    """
    note = fresh_part(note, by)
    require(_standing(note) or _still_plain(note) or may_note(by, note.meeting, at=at))
    following = _next_of(note.meeting, at)
    if following is not None:
        title = _("Concern: {text}").format(text=" ".join(note.text.split()))
        item = bring_item(following, kind=ItemKind.WORK, title=title[:160], words=note.text, by=by, at=at)
        note.became_id = item.pk
    note.kind = NoteKind.CONCERN
    note.store()
    return Changes(note, words=_words(note), of_meeting=note.meeting_id, became=note.became_id)


@act("meetings.note.task", says=gettext_noop("made a task of a note in {meeting}: {about}"))
def take_as_task(
    note: Note, *, title: str, by: Capacity, at: datetime, organisation: Organisation | None = None,
    due_on: date | None = None,
) -> Changes[Note]:  # fmt: skip
    """A note becomes a task of an organisation. It is asked to confirm it, and counts once it has."""
    note = fresh_part(note, by)
    require(_standing(note) or _still_plain(note) or may_note(by, note.meeting, at=at))
    task = give_task(
        thing=note.meeting,
        title=title,
        text=note.text,
        organisation=organisation,
        due_on=due_on,
        by=by,
        at=at,
    )
    note.kind, note.became_id = NoteKind.TASK, task.pk
    note.store()
    return Changes(note, words=_words(note), of_meeting=note.meeting_id, became=note.became_id)


@act("meetings.note.decision", says=gettext_noop("made a question of a note in {meeting}: {about}"))
def take_as_decision(note: Note, *, by: Capacity, at: datetime) -> Changes[Note]:
    """A note becomes the draft of a question to the body, laid to its item where that is to decide and has none.

    It is as confidential as the meeting. Of a question that came up in the room nobody was told: it is put as advice.
    """
    note = fresh_part(note, by)
    require(_standing(note) or _still_plain(note) or may_note(by, note.meeting, at=at))
    said = " ".join(note.text.split())
    question = draft_question(
        body=note.meeting.body, title=said[:160], lede=note.text[:600],
        confidentiality=Confidentiality(note.meeting.confidentiality), by=by, at=at,
    )  # fmt: skip
    note.kind, note.became_id = NoteKind.DECISION, question.pk
    note.store()
    item = note.item
    if item is not None and item.kind == ItemKind.DECIDE and item.question_id is None:
        item.meeting, item.question, item.told_at = note.meeting, question, None
        item.store()
    also = [question] if item is None else [question, item]
    return Changes(note, also=also, words=_words(note), of_meeting=note.meeting_id, became=note.became_id)


def _current(meeting: Meeting) -> AgendaItem | None:
    rows = AgendaItem.objects.filter(meeting=meeting, started_at__isnull=False, ended_at=None)
    found: AgendaItem | None = rows.order_by("started_at").last()
    return found


def _next_of(meeting: Meeting, at: datetime) -> Meeting | None:
    rows = Meeting.objects.filter(body=meeting.body_id, state__in=AHEAD, starts_at__gt=at).exclude(
        pk=meeting.pk
    )
    level = meeting.confidentiality
    return next((one for one in rows.order_by("starts_at") if not more_secret(level, one.confidentiality)), None)


def _words(note: Note) -> dict[str, str]:
    return {"about": note.text, "meeting": note.meeting.name}


def _standing(note: Note) -> Reason | None:
    if note.struck_at is None:
        return None
    return Reason(_("This note was struck."), bar=Bar.CONFLICT)


def _still_plain(note: Note) -> Reason | None:
    if note.kind == NoteKind.NOTE:
        return None
    return Reason(_("Something was made of this note already."), bar=Bar.CONFLICT)
