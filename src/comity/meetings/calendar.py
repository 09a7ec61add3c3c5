"""Meetings as iCalendar (RFC 5545): one event each, always with the same UID, so that a later one corrects it.

Calendars lie on other people's machines: of a meeting for one body's eyes they are told the time and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from comity.base.confidentiality import Confidentiality
from comity.coalitions.standing import Standing
from comity.meetings.models import AgendaItem, Meeting, MeetingState
from comity.notices.links import absolute

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
STATUS = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}


@dataclass(frozen=True)
class Occasion:
    """What stands in a calendar. `key` never changes, `sequence` counts corrections; secret: its time alone is told."""

    key: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    url: str
    status: str = "CONFIRMED"
    lines: tuple[str, ...] = ()
    where: str = ""
    secret: bool = False


#: f(standing, since) gives what else stands in a person's own calendar; wings above fill the list when they are ready
others: list[Callable[[Standing, datetime], Iterable[Occasion]]] = []


def calendar_of(
    meetings: Iterable[Meeting], *, method: str, at: datetime, attendee: str = "", name: str = "",
    agenda: Iterable[AgendaItem] = (),
) -> str:  # fmt: skip
    """A calendar of these meetings. method: PUBLISH, REQUEST or CANCEL; attendee: whose calendar it is for.

    agenda: the items of the meeting, where it is one alone. name: what the calendar is called.
    """
    items = list(agenda)
    found = [occasion_of(meeting, items) for meeting in meetings]
    return calendar_of_occasions(found, method=method, at=at, attendee=attendee, name=name)


def calendar_of_occasions(
    occasions: Iterable[Occasion], *, method: str, at: datetime, attendee: str = "", name: str = ""
) -> str:
    """The same of whatever stands in calendars."""
    calendar = Calendar()
    calendar.add("prodid", "-//Comity//Comity//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for occasion in occasions:
        calendar.add_component(_event(occasion, at, attendee, method))
    return str(calendar.to_ical().decode())


def occasion_of(meeting: Meeting, agenda: Iterable[AgendaItem] = ()) -> Occasion:
    """A meeting as it stands in calendars."""
    secret = is_secret(meeting)
    return Occasion(
        meeting.pk, meeting.sequence, meeting.starts_at, meeting.ends_at,
        _("Meeting · {name}").format(name=meeting.coalition.name) if secret else meeting.name,
        meeting.get_absolute_url(), STATUS.get(MeetingState(meeting.state), "CONFIRMED"),
        tuple(f"{item.get_kind_display()}: {item.title} ({_minutes(item.minutes)})" for item in agenda),
        " · ".join(filter(None, (meeting.place, meeting.link))), secret,
    )  # fmt: skip


def uid_of(key: UUID) -> str:
    """The name of a meeting in all calendars: it never changes."""
    return f"{key}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


def is_secret(meeting: Meeting) -> bool:
    """Whether other people's machines may know no more than its time."""
    return bool(meeting.confidentiality == Confidentiality.BODY)


def _event(occasion: Occasion, at: datetime, attendee: str, method: str) -> Event:
    event, secret = Event(), occasion.secret
    event.add("uid", uid_of(occasion.key))
    event.add("sequence", occasion.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", occasion.starts_at.astimezone(UTC))
    event.add("dtend", occasion.ends_at.astimezone(UTC))
    event.add("status", occasion.status)
    event.add("summary", occasion.summary)
    event.add("url", absolute(occasion.url))
    event.add("description", "\n".join([*([] if secret else occasion.lines), absolute(occasion.url)]))
    event.add("class", "PRIVATE" if secret else "PUBLIC")
    if occasion.where and not secret:
        event.add("location", occasion.where)
    if method != PUBLISH:
        _invited(event, attendee)
    return event


def _minutes(minutes: int) -> str:
    return _("{n} min").format(n=minutes)


def _invited(event: Event, attendee: str) -> None:
    """Who calls and who is called. Answers go by the buttons of the mail, so programs need not send any."""
    organiser = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organiser.params["CN"] = vText("Comity")
    event.add("organizer", organiser)
    if attendee:
        guest = vCalAddress(f"mailto:{attendee}")
        guest.params["RSVP"] = vText("FALSE")
        guest.params["ROLE"] = vText("REQ-PARTICIPANT")
        guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
        event.add("attendee", guest)
