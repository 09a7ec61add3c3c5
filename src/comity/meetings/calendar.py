"""Meetings as iCalendar (RFC 5545): one event each, always with the same UID, so that a later one corrects it.

Calendars lie on other people's machines: of a meeting for one body's eyes they are told the time and nothing else.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from comity.base.confidentiality import Confidentiality
from comity.meetings.models import AgendaItem, Meeting, MeetingState
from comity.notices.links import absolute

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
STATUS = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}


def calendar_of(
    meetings: Iterable[Meeting], *, method: str, at: datetime, attendee: str = "", name: str = "",
    agenda: Iterable[AgendaItem] = (),
) -> str:  # fmt: skip
    """A calendar of these meetings. method: PUBLISH, REQUEST or CANCEL; attendee: whose calendar it is for.

    agenda: the items of the meeting, where it is one alone. name: what the calendar is called.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Comity//Comity//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, list(agenda), at, attendee, method))
    return str(calendar.to_ical().decode())


def uid_of(meeting: Meeting) -> str:
    """The name of a meeting in all calendars: it never changes."""
    return f"{meeting.pk}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


def is_secret(meeting: Meeting) -> bool:
    """Whether other people's machines may know no more than its time."""
    return bool(meeting.confidentiality == Confidentiality.BODY)


def _event(meeting: Meeting, agenda: list[AgendaItem], at: datetime, attendee: str, method: str) -> Event:
    event, secret = Event(), is_secret(meeting)
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("status", STATUS.get(MeetingState(meeting.state), "CONFIRMED"))
    event.add(
        "summary", _("Meeting · {name}").format(name=meeting.coalition.name) if secret else meeting.name
    )
    event.add("url", absolute(meeting.get_absolute_url()))
    event.add("description", _described(meeting, [] if secret else agenda))
    event.add("class", "PRIVATE" if secret else "PUBLIC")
    where = " · ".join(filter(None, (meeting.place, meeting.link)))
    if where and not secret:
        event.add("location", where)
    if method != PUBLISH:
        _invited(event, attendee)
    return event


def _described(meeting: Meeting, agenda: list[AgendaItem]) -> str:
    lines = [f"{item.get_kind_display()}: {item.title} ({_minutes(item.minutes)})" for item in agenda]
    return "\n".join([*lines, absolute(meeting.get_absolute_url())])


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
