"""A meeting is opened and ended; people arrive and leave; items are taken up one after the other."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import Membership
from comity.coalitions.standing import home
from comity.meetings import telling
from comity.meetings.acts.floor import close_floor, fall_silent
from comity.meetings.acts.meetings import next_number, require_places, step
from comity.meetings.acts.reading import fresh_item, fresh_meeting, fresh_part
from comity.meetings.happening import last_known
from comity.meetings.inviting import all_told_at, invite
from comity.meetings.models import AgendaItem, Attendance, Invitation, Meeting, MeetingState, Present
from comity.meetings.permissions import (
    lasting,
    may_attend,
    may_lead,
    may_note_attendance,
    running,
    time_to_open,
)
from comity.meetings.quorum import Quorum, quorum_at
from comity.notices.asks import close_asks
from comity.people.models import Organisation, Person


@act("meetings.meeting.started", says=gettext_noop("opened {about}; told in time: {noticed}"))
def start_meeting(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Meeting]:
    """Open a meeting whose hour has come. One of which not all were told can be held, too: it can only advise."""
    meeting = fresh_meeting(meeting, by)
    require(may_lead(by, meeting, at=at) or lasting(meeting.body) or time_to_open(meeting, at))
    step(meeting, MeetingState.RUNNING)
    meeting.started_at, meeting.number = at, meeting.number or next_number(meeting)
    meeting.store()
    require_places(meeting, at)
    invited = invite(meeting, at=at)
    meeting.told_at = all_told_at(meeting)
    meeting.store()
    close_asks(meeting, at=at)
    return Changes(
        meeting, also=invited, words={"about": meeting.name}, number=meeting.number, noticed=meeting.noticed,
        told_at=meeting.told_at,
    )  # fmt: skip


@act(
    "meetings.meeting.ended",
    says=gettext_noop("ended {about}: {here} organisations were there, {needed} needed"),
)
def end_meeting(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Meeting]:
    """End a meeting: whoever is still there leaves, the item that runs is over. It can't be opened again.

    By the rule, it ended when it was to end, or with what was noted last: nobody sat there until the rule came.
    """
    meeting = fresh_meeting(meeting, by)
    require(may_lead(by, meeting, at=at) or running(meeting))
    over = min(at, max(meeting.ends_at, last_known(meeting))) if by.acts_for == ActsFor.RULE else at
    found, silent = quorum_at(meeting, over), close_floor(meeting, over, queue=True)
    step(meeting, MeetingState.ENDED)
    meeting.ended_at = over
    meeting.store()
    rows = [*_all_leave(meeting, over), *_close_items(meeting, over), *silent]
    telling.ask_for_minutes(meeting, at=at)
    return Changes(meeting, also=rows, words={"about": meeting.name}, **_facts(found))


@act("meetings.attendance.arrived", says=gettext_noop("noted that {about} is there for {organisation_name}"))
def arrive(
    meeting: Meeting, *, name: str, by: Capacity, at: datetime, organisation: Organisation | None = None,
    person: Person | None = None, deputy: bool = False, remote: bool = False,
) -> Changes[Attendance]:  # fmt: skip
    """Note that somebody is there: for an organisation of the body, for one without a place here, or as a guest.

    Only organisations with a place count for the quorum. An organisation notes its own people; who leads notes all.
    """
    meeting = fresh_meeting(meeting, by)
    require(may_attend(by, meeting, organisation.pk if organisation else None, at=at))
    role = _role(meeting, organisation, deputy)
    if Attendance.objects.filter(
        meeting=meeting, organisation=organisation, name=name.strip(), left_at=None
    ).exists():
        raise ValidationError({"name": _("{name} is there already.").format(name=name)})
    row = Attendance(
        coalition_id=home(by), meeting=meeting, organisation=organisation, person=person, name=name, role=role,
        organisation_name=organisation.name if organisation else "", remote=remote, arrived_at=at,
    ).store()  # fmt: skip
    words = {"about": row.name, "organisation_name": row.organisation_name or "–"}
    facts = _facts(quorum_at(meeting, at))
    return Changes(
        row, words=words, of_meeting=meeting.pk, organisation=row.organisation_id, whom=row.person_id, role=role,
        remote=remote, **facts,
    )  # fmt: skip


@act("meetings.attendance.left", says=gettext_noop("noted that {about} left; {here} organisations are there"))
def leave(attendance: Attendance, *, by: Capacity, at: datetime) -> Changes[Attendance]:
    """Note that somebody left. Whether the quorum is lost by it stands in the record, and is said.

    Of an organisation of which nobody is left, the turn and the wish to speak end.
    """
    row = fresh_part(attendance, by)
    require(may_note_attendance(by, row, at=at) or _still_there(row))
    row.left_at = at
    row.store()
    facts, silent = _facts(quorum_at(row.meeting, at)), fall_silent(row.meeting, row.organisation_id, at)
    return Changes(
        row, also=silent, words={"about": row.name}, of_meeting=row.meeting_id, organisation=row.organisation_id,
        whom=row.person_id, **facts,
    )  # fmt: skip


@act("meetings.attendance.struck", says=gettext_noop("struck {about} from the list: a slip"))
def strike(attendance: Attendance, *, by: Capacity, at: datetime) -> Changes[Attendance]:
    """Somebody was noted by mistake: they left in the moment they came, so they never counted."""
    row = fresh_part(attendance, by)
    require(may_note_attendance(by, row, at=at))
    row.left_at = row.arrived_at
    row.store()
    silent = fall_silent(row.meeting, row.organisation_id, at)
    return Changes(
        row, also=silent, words={"about": row.name}, of_meeting=row.meeting_id, whom=row.person_id,
        **_facts(quorum_at(row.meeting, at)),
    )  # fmt: skip


@act("meetings.item.taken_up", says=gettext_noop("took up {about}"))
def take_up(item: AgendaItem, *, by: Capacity, at: datetime) -> Changes[AgendaItem]:
    """Turn to an item; the one before it is over. It can be taken up again."""
    item = fresh_item(item, by)
    require(may_lead(by, item.meeting, at=at) or running(item.meeting) or _placed(item))
    over = [one for one in _close_items(item.meeting, at) if one.pk != item.pk]
    silent = close_floor(item.meeting, at)
    item.started_at, item.ended_at = item.started_at or at, None
    item.store()
    return Changes(item, also=[*over, *silent], words={"about": item.title}, of_meeting=item.meeting_id)


@act("meetings.item.finished", says=gettext_noop("was done with {about}"))
def finish_item(item: AgendaItem, *, by: Capacity, at: datetime) -> Changes[AgendaItem]:
    """The item is over."""
    item = fresh_item(item, by)
    require(may_lead(by, item.meeting, at=at) or running(item.meeting) or _runs(item))
    item.ended_at = at
    item.store()
    return Changes(item, words={"about": item.title}, of_meeting=item.meeting_id)


def _role(meeting: Meeting, organisation: Organisation | None, deputy: bool) -> Present:
    if organisation is None:
        return Present.GUEST
    if not Membership.objects.filter(organisation=organisation).exists():
        raise ValidationError(
            {"organisation": _("Choose an organisation that is known here, or none for a guest.")}
        )
    if not Invitation.objects.filter(meeting=meeting, organisation=organisation, seated=True).exists():
        return Present.OBSERVER
    return Present.DEPUTY if deputy else Present.REPRESENTATIVE


def _all_leave(meeting: Meeting, at: datetime) -> list[models.Model]:
    rows: list[models.Model] = []
    for row in Attendance.objects.filter(meeting=meeting, left_at=None):
        row.meeting, row.left_at = meeting, max(at, row.arrived_at)
        rows.append(row.store())
    return rows


def _close_items(meeting: Meeting, at: datetime) -> list[AgendaItem]:
    rows = []
    for item in AgendaItem.objects.filter(meeting=meeting, started_at__isnull=False, ended_at=None):
        item.meeting, item.ended_at = meeting, at
        rows.append(item.store())
    return rows


def _facts(found: Quorum) -> dict[str, Any]:
    return {"here": len(found.here), "seated": found.seated, "needed": found.needed, "quorate": found.enough}


def _still_there(row: Attendance) -> Reason | None:
    if row.left_at is None:
        return None
    return Reason(_("{name} has left already.").format(name=row.name), bar=Bar.CONFLICT)


def _placed(item: AgendaItem) -> Reason | None:
    if item.state == "placed":
        return None
    return Reason(_("This item is not on the agenda."), _("Put it there first."), Bar.CONFLICT)


def _runs(item: AgendaItem) -> Reason | None:
    if item.started_at is not None and item.ended_at is None:
        return None
    return Reason(_("This item is not being dealt with now."), bar=Bar.CONFLICT)
