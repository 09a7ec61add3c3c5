"""Meetings are planned, changed, called, moved, cancelled; and those who are silent are reminded once."""

from collections.abc import Collection, Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version
from comity.coalitions.models import Body
from comity.coalitions.openness import usual_level
from comity.coalitions.queries import organisations_of
from comity.coalitions.standing import home
from comity.core.meetings.notice import days_of_notice, last_day_to_tell
from comity.core.meetings.rhythm import moment_of
from comity.meetings import telling
from comity.meetings.acts.levels import let_follow
from comity.meetings.acts.planning import check_rules, items_from
from comity.meetings.acts.reading import fresh_meeting
from comity.meetings.inviting import all_told_at, invite, not_told
from comity.meetings.models import (
    TRANSITIONS,
    AgendaItem,
    Invitation,
    ItemState,
    Meeting,
    MeetingState,
    Said,
    Told,
)
from comity.meetings.permissions import lasting, may_lead, still_ahead
from comity.notices.asks import close_asks

#: what of a meeting can be changed without moving it
DETAILS = {
    "title",
    "purpose",
    "minutes",
    "place",
    "link",
    "notice_days",
    "minimum",
    "ground_rules",
    "confidentiality",
}
#: those of which all are told once they were called
TOLD_OF = {"title", "minutes", "place", "link"}

#: by these its decisions bind: whoever was called relies on them
FROZEN = {"notice_days", "minimum"}


@act("meetings.meeting.planned", says=gettext_noop("planned {about} for {starts_at}"))
def plan_meeting(
    *, body: Body, starts_at: datetime, minutes: int, by: Capacity, at: datetime,
    title: str = "", purpose: str = "", place: str = "", link: str = "", notice_days: int = 7,
    minimum: int | None = None, ground_rules: str = "", pattern: str = "",
    confidentiality: Confidentiality | None = None,
) -> Changes[Meeting]:  # fmt: skip
    """Plan a single meeting of a body. Nobody is told before it is called. Raises ValidationError by field."""
    require(may_lead(by, body, at=at) or lasting(body))
    _check_start(starts_at, at)
    meeting = Meeting(
        coalition_id=home(by), body=body, body_name=body.name, starts_at=starts_at, minutes=minutes, title=title,
        purpose=purpose, place=place, link=link, notice_days=notice_days, minimum=minimum, ground_rules=ground_rules,
        confidentiality=confidentiality or usual_level(home(by), at, body), planned_at=at,
    )  # fmt: skip
    check_rules(meeting, body, day_of(at))
    meeting.store()
    items = items_from(pattern, meeting, at=at)
    return Changes(meeting, also=items, words={"about": meeting.name}, of_body=body.pk, starts_at=starts_at)


@act("meetings.meeting.changed", says=gettext_noop("changed {about}: {changed}"))
def change_meeting(
    meeting: Meeting, *, by: Capacity, at: datetime, read: Version | None = None, **changes: Any
) -> Changes[Meeting]:
    """Change any of DETAILS of a meeting to come. Once all were called, they are told of what concerns them.

    What makes its decisions bind (FROZEN) stands from the call on; of a meeting of a series, the series says it.
    """
    meeting = fresh_meeting(meeting, by, read)
    require(may_lead(by, meeting, at=at) or still_ahead(meeting))
    unknown = set(changes) - DETAILS
    if unknown:
        raise TypeError(f"A meeting has no {sorted(unknown)} to change.")
    changed = sorted(name for name, value in changes.items() if getattr(meeting, name) != value)
    _require_free(meeting, changed)
    for name, value in changes.items():
        setattr(meeting, name, value)
    check_rules(meeting, meeting.body, day_of(at))
    tells = meeting.state == MeetingState.CALLED and bool(TOLD_OF & set(changed))
    meeting.sequence += tells
    meeting.store()
    rows = _tell(meeting, Said.CHANGED, at=at) if tells else []
    if "confidentiality" in changed:
        rows += let_follow(meeting)
    return Changes(meeting, also=rows, words={"about": meeting.name}, changed=changed, told=_told(rows))


@act(
    "meetings.meeting.called",
    says=gettext_noop("called {about}: {people} people were told, {days} days before"),
)
def call_meeting(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Meeting]:
    """Send the agenda to every organisation of the body, and keep who was told. It gets its number.

    Called again, it tells all of them anew. Told too late, it may still be held; then it can advise and not decide.
    """
    meeting = fresh_meeting(meeting, by)
    require(may_lead(by, meeting, at=at) or lasting(meeting.body) or still_ahead(meeting))
    if meeting.starts_at <= at:
        raise Refused(Reason(_("Its hour is over."), _("Move it to a later day, then call it."), Bar.NOT_NOW))
    step(meeting, MeetingState.CALLED)
    meeting.number = meeting.number or next_number(meeting)
    meeting.store()
    require_places(meeting, at)
    items, rows = _items_told(meeting, at), _tell(meeting, Said.CALLED, at=at)
    close_asks(meeting, at=at, kind=telling.CALL)
    told = _told(rows)
    if not told:
        raise ValidationError(_("Nobody can be told: no organisation here has anybody with an address."))
    days = days_of_notice(at, meeting.starts_at, meeting.coalition.tz)
    return Changes(
        meeting, also=[*items, *rows], words={"about": meeting.name}, number=meeting.number,
        starts_at=meeting.starts_at, days=days, needed=meeting.notice_days, told=told, people=len(told),
    )  # fmt: skip


@act("meetings.meeting.moved", says=gettext_noop("moved {about} from {before} to {starts_at}"))
def move_meeting(
    meeting: Meeting,
    starts_at: datetime,
    *,
    why: str = "",
    by: Capacity,
    at: datetime,
    read: Version | None = None,
) -> Changes[Meeting]:
    """Move a meeting to another time. Once called, all are told at once; what they answered held for the old time."""
    meeting = fresh_meeting(meeting, by, read)
    require(may_lead(by, meeting, at=at) or lasting(meeting.body) or still_ahead(meeting))
    _check_start(starts_at, at)
    if starts_at == meeting.starts_at:
        raise ValidationError({"starts_at": _("This is the time that stands already.")})
    before, meeting.starts_at = meeting.starts_at, starts_at
    meeting.moved_from = before
    rows: list[Any] = []
    if meeting.state == MeetingState.CALLED:
        meeting.reminded_at = None
        meeting.sequence += 1
        rows += _ask_anew(meeting, at)
        rows += _tell(meeting, Said.MOVED, why=why, at=at)
    meeting.store()
    words = {"about": meeting.name, "why": why}
    return Changes(meeting, also=rows, words=words, before=before, starts_at=starts_at, told=_told(rows))


@act("meetings.meeting.cancelled", says=gettext_noop("cancelled {about} of {starts_at}"))
def cancel_meeting(meeting: Meeting, *, why: str = "", by: Capacity, at: datetime) -> Changes[Meeting]:
    """Cancel a meeting to come. Once called, a reason is needed, and all are told."""
    meeting = fresh_meeting(meeting, by)
    require(may_lead(by, meeting, at=at) or still_ahead(meeting))
    called = meeting.state == MeetingState.CALLED
    if called and not why.strip():
        raise ValidationError({"why": _("Say why, for those who were called.")})
    step(meeting, MeetingState.CANCELLED)
    meeting.cancelled_why, meeting.cancelled_at = why, at
    meeting.sequence += called
    meeting.store()
    close_asks(meeting, at=at)
    rows = _tell(meeting, Said.CANCELLED, why=why, at=at) if called else []
    words = {"about": meeting.name, "why": why}
    return Changes(meeting, also=rows, words=words, starts_at=meeting.starts_at, told=_told(rows))


@act(
    "meetings.meeting.reminded",
    says=gettext_noop("reminded those who have not said whether they come to {about}"),
)
def remind(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Meeting]:
    """Write once more to organisations that have not answered, by the rule, two days before."""
    meeting = fresh_meeting(meeting, by)
    if by.acts_for != ActsFor.RULE or meeting.state != MeetingState.CALLED or meeting.reminded_at:
        raise Refused(Reason(_("This meeting needs no reminder."), bar=Bar.CONFLICT))
    meeting.reminded_at = at
    rows = _tell(meeting, Said.REMINDED, at=at)
    return Changes(meeting, also=rows, words={"about": meeting.name}, told=_told(rows))


@act("meetings.meeting.widened", says=gettext_noop("told {people} people of {about} whom nobody had told yet"))
def tell_newcomers(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Meeting]:
    """Send the agenda, by the rule, to organisations that got their place or their first person since the call."""
    meeting = fresh_meeting(meeting, by)
    over = meeting.state != MeetingState.CALLED or meeting.starts_at <= at
    if by.acts_for != ActsFor.RULE or over:
        raise Refused(Reason(_("Nobody need be told of this meeting now."), bar=Bar.CONFLICT))
    rows = invite(meeting, at=at)
    rows += _tell(meeting, Said.CALLED, at=at, only={one.organisation_id for one in not_told(meeting)})
    told = _told(rows)
    if not told:
        raise Refused(Reason(_("All who can be told of this meeting know of it."), bar=Bar.CONFLICT))
    return Changes(meeting, also=rows, words={"about": meeting.name}, told=told, people=len(told))


@act("meetings.meeting.due", says=gettext_noop("asked those who lead {about} to send its agenda by {day}"))
def ask_to_call(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Meeting]:
    """Ask once, by the rule, some days before the last day on which telling is in time."""
    meeting = fresh_meeting(meeting, by)
    if by.acts_for != ActsFor.RULE or meeting.state != MeetingState.PLANNED or meeting.asked_at:
        raise Refused(Reason(_("Nobody need be asked to call this meeting."), bar=Bar.CONFLICT))
    day = last_day_to_tell(meeting.starts_at, meeting.notice_days, meeting.coalition.tz)
    meeting.asked_at = at
    meeting.store()
    telling.ask_to_call(meeting, due=moment_of(day, time(23, 59), meeting.coalition.tz), at=at)
    return Changes(meeting, words={"about": meeting.name}, day=day)


def _tell(
    meeting: Meeting, what: Said, *, at: datetime, why: str = "", only: Collection[UUID] | None = None
) -> list[Any]:  # fmt: skip
    """Invite who has a place now, tell them, and keep since when all of them know. Returns the rows made or changed."""
    rows = invite(meeting, at=at)
    told = telling.tell(meeting, what, at=at, why=why, only=only)
    if what != Said.CANCELLED:
        meeting.told_at = all_told_at(meeting)
        meeting.store()
    return [*rows, *told]


def _items_told(meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """What goes out with the call is known from now on."""
    rows = list(AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLACED, told_at=None))
    for item in rows:
        item.meeting, item.told_at = meeting, at
        item.store()
    return rows


def next_number(meeting: Meeting) -> int:
    """The chain's head is locked, so no other meeting takes the same."""
    return 1 + (Meeting.objects.filter(body=meeting.body_id).aggregate(last=Max("number"))["last"] or 0)


def step(meeting: Meeting, state: MeetingState) -> None:
    """Go on to that state; ValueError where no step leads there."""
    if state not in TRANSITIONS[meeting.state]:
        raise ValueError(f"{meeting.state} → {state} is not a step of a meeting.")
    meeting.state = state


def changeable(meeting: Meeting) -> set[str]:
    """Which of DETAILS can be changed on it now."""
    return DETAILS - FROZEN if meeting.state == MeetingState.CALLED or meeting.series_id else set(DETAILS)


def _require_free(meeting: Meeting, changed: list[str]) -> None:
    """Refuse to change by what the meeting binds where others rely on it, by field."""
    if meeting.state == MeetingState.CALLED:
        words = _("All were called by this. It stands; plan another meeting to meet by another rule.")
    elif meeting.series_id:
        words = _("The series says this for all its meetings. Change it there.")
    else:
        return
    if wrong := {name: words for name in changed if name in FROZEN}:
        raise ValidationError(wrong)


def require_places(meeting: Meeting, at: datetime) -> None:
    """Refuse to gather a body in which nobody has a place."""
    if not organisations_of(meeting.body, on=day_of(at)).exists():
        words = _("No organisation has a place in {body} yet. Give seats first.")
        raise ValidationError(words.format(body=meeting.body))


def _ask_anew(meeting: Meeting, at: datetime) -> list[models.Model]:
    """Answers held for another time: they are asked again. The record keeps what was said."""
    close_asks(meeting, at=at, kind=telling.RSVP)
    rows: list[models.Model] = []
    for one in Invitation.objects.filter(meeting=meeting).exclude(reply=""):
        one.meeting = meeting
        one.reply = one.deputy = one.words = ""
        one.person = one.replied_at = None
        rows.append(one.store())
    return rows


def _check_start(starts_at: datetime, at: datetime) -> None:
    if starts_at <= at:
        raise ValidationError({"starts_at": _("Choose a time to come.")})


def _told(rows: Iterable[Any]) -> list[Any]:
    """Whom the record names as told."""
    return [row.person_id for row in rows if isinstance(row, Told)]
