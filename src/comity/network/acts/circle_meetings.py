"""Meetings of circles: planned one by one or as a series, moved, called off, answered; and who was there."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.core.meetings.rhythm import days_of, moment_of
from comity.core.terms import Every
from comity.network.acts.circles import fresh
from comity.network.circles import permissions, telling
from comity.network.models import Circle, CircleAnswer, CircleMeeting, CircleMember, Comes
from comity.notices.asks import close_asks

#: what of a meeting can be changed
CHANGEABLE = ("title", "starts_at", "minutes", "place", "link")
#: so many meetings are planned at once at most
MOST = 12
#: the first meeting lies within two years
FARTHEST = 730


@act("network.circle_meeting.planned", says=gettext_noop("planned meetings of the circle {about}: {count}"))
def plan_meetings(
    circle: Circle, *, title: str, first_on: date, hour: time, minutes: int, every: str = "", count: int = 1,
    place: str = "", link: str = "", by: Capacity, at: datetime,
) -> Changes[Circle]:  # fmt: skip
    """Plan one meeting, or a series: every: a rhythm, by which months keep the place of the first day within them
    ("the first Tuesday"); count: how many. Members are asked ten days before each.
    """
    circle = fresh(circle, by)
    require(permissions.may_keep(by, circle, at=at))
    days = _days(first_on, every, count, at)
    rows = [
        CircleMeeting(
            coalition_id=circle.coalition_id, circle=circle, title=title, minutes=minutes, place=place, link=link,
            starts_at=moment_of(day, hour, circle.coalition.tz), planned_by_id=by.person, planned_at=at,
        ).store()
        for day in days
    ]  # fmt: skip
    if rows[0].starts_at <= at:
        raise ValidationError({"first_on": _("Choose a day that is still to come.")})
    return Changes(circle, also=rows, words={"about": circle.name}, count=len(rows), every=every, first_on=first_on)


@act("network.circle_meeting.changed", says=gettext_noop("changed the meeting {about}"))
def change_meeting(
    meeting: CircleMeeting, *, title: str, on: date, hour: time, minutes: int, place: str = "", link: str = "",
    by: Capacity, at: datetime, read: Version | None = None,
) -> Changes[CircleMeeting]:  # fmt: skip
    """Change day, hour, place or what it is about. Those who were invited are told, and so are their calendars."""
    meeting = _fresh(meeting, by)
    if read is not None:
        read.require(meeting)
    require(permissions.may_keep(by, meeting.circle, at=at) or permissions.ahead(meeting, at=at))
    starts_at = moment_of(on, hour, meeting.circle.coalition.tz)
    if starts_at <= at:
        raise ValidationError({"on": _("Choose a day that is still to come.")})
    before = (meeting.starts_at, meeting.minutes, meeting.place, meeting.link)
    meeting.title, meeting.starts_at, meeting.minutes = title, starts_at, minutes
    meeting.place, meeting.link = place, link
    moved = before != (starts_at, minutes, place, link)
    meeting.sequence += moved
    meeting.store()
    if moved:
        telling.tell_changed(meeting, at=at)
    return Changes(meeting, also=[meeting.circle], words={"about": title}, starts_at=starts_at, moved=moved)


@act("network.circle_meeting.cancelled", says=gettext_noop("called off the meeting {about}"))
def cancel_meeting(meeting: CircleMeeting, *, why: str, by: Capacity, at: datetime) -> Changes[CircleMeeting]:
    """It does not take place. Those who were invited are told."""
    meeting = _fresh(meeting, by)
    require(permissions.may_keep(by, meeting.circle, at=at) or permissions.ahead(meeting, at=at))
    meeting.cancelled_at, meeting.cancelled_why = at, why
    meeting.sequence += 1
    meeting.store()
    close_asks(meeting, at=at)
    telling.tell_changed(meeting, at=at)
    return Changes(meeting, also=[meeting.circle], words={"about": meeting.title, "why": why})


@act("network.circle_meeting.invited", says=gettext_noop("asked the circle who comes: {about}"))
def invite_to_meeting(meeting: CircleMeeting, *, by: Capacity, at: datetime) -> Changes[CircleMeeting]:
    """Ask all members whether they come. The rule's to do, ten days before."""
    if by.acts_for != ActsFor.RULE:
        require(Reason(_("This is done by the clock."), bar=Bar.FORBIDDEN))
    meeting = _fresh(meeting, by)
    require(permissions.going_on(meeting.circle) or permissions.ahead(meeting, at=at))
    if meeting.invited_at is not None:
        require(Reason(_("They were asked already."), bar=Bar.CONFLICT))
    meeting.invited_at = at
    meeting.store()
    telling.invite(meeting, at=at)
    return Changes(meeting, also=[meeting.circle], words={"about": meeting.title})


@act("network.circle_meeting.answered", says=gettext_noop("answered whether they come: {about}"))
def answer_meeting(meeting: CircleMeeting, says: str, *, by: Capacity, at: datetime) -> Changes[CircleMeeting]:
    """Say whether one comes; it can be changed until it begins."""
    meeting = _fresh(meeting, by)
    require(permissions.may_take_part(by, meeting.circle, at=at) or permissions.ahead(meeting, at=at))
    if says not in Comes.values:
        raise ValidationError({"says": _("Choose one of the two.")})
    row = CircleAnswer.objects.filter(meeting=meeting, person=by.person).first() or CircleAnswer(
        coalition_id=meeting.coalition_id, meeting=meeting, person_id=by.someone
    )
    row.organisation_id, row.name, row.says, row.answered_at = by.spoken_for, by.of_name, says, at
    row.store()
    close_asks(meeting, at=at, kind=telling.MEETING, person=by.person)
    return Changes(meeting, also=[row, meeting.circle], words={"about": meeting.title}, says=says)


@act("network.circle_meeting.noted", says=gettext_noop("noted who was at the meeting {about}: {count}"))
def note_meeting(
    meeting: CircleMeeting, present: Iterable[CircleMember], *, notes: str = "", by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[CircleMeeting]:  # fmt: skip
    """Write down who of the members was there, and what came of it. Can be done anew when somebody was forgotten."""
    meeting = _fresh(meeting, by)
    if read is not None:
        read.require(meeting)
    require(permissions.may_keep(by, meeting.circle, at=at) or permissions.notable(meeting, at=at))
    here = {row.person_id: row for row in present if row.circle_id == meeting.circle_id}
    rows = {row.person_id: row for row in CircleAnswer.objects.filter(meeting=meeting)}
    for person, member in here.items():
        rows.setdefault(person, CircleAnswer(
            coalition_id=meeting.coalition_id, meeting=meeting, person_id=person,
            organisation_id=member.organisation_id, name=member.name,
        ))  # fmt: skip
    for person, row in rows.items():
        row.was_there = person in here
        row.store()
    meeting.noted_at, meeting.notes = at, notes
    meeting.store()
    close_asks(meeting, at=at)
    words = {"about": meeting.title}
    return Changes(meeting, also=[meeting.circle, *rows.values()], words=words, count=len(here), on=day_of(at))


def _fresh(meeting: CircleMeeting, by: Capacity) -> CircleMeeting:
    require(same_coalition(by, meeting))
    found: CircleMeeting = CircleMeeting.objects.select_related("circle__coalition", "coalition").get(pk=meeting.pk)
    return found


def _days(first: date, every: str, count: int, at: datetime) -> list[date]:
    """The days of a series, or the one day."""
    if not 1 <= count <= MOST:
        raise ValidationError({"count": _("Plan between one and {n} meetings at once.").format(n=MOST)})
    if (first - day_of(at)).days > FARTHEST:
        raise ValidationError({"first_on": _("Choose a day within two years.")})
    if not every:
        if count > 1:
            raise ValidationError({"every": _("Choose how often, or plan one meeting.")})
        return [first]
    if every not in set(Every):
        raise ValidationError({"every": _("Choose one of these.")})
    return list(islice(days_of(Every(every), first), count))
