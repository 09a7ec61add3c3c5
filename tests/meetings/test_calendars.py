"""Calendars: one event through all changes, a private address that can be revoked, no secrets elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.meetings import acts
from comity.meetings.views.feeds import address_of
from comity.notices.models import Mail
from comity.notices.outbox import message_of
from tests.cast import Troupe
from tests.meetings.stage import MEETS, PLANS, called, chair, hat, item, planned, signed_in

NOON = PLANS + timedelta(hours=3)


def event(text: str | bytes):  # type: ignore[no-untyped-def]
    calendar = Calendar.from_ical(text)
    (one,) = calendar.walk("VEVENT")
    return calendar, one


def attached(kind: str, person: object) -> str:
    mail = Mail.objects.filter(kind=kind, person=person.pk).order_by("queued_at").last()  # type: ignore[attr-defined]
    assert mail is not None
    return str(mail.calendar)


@pytest.mark.row("G4")
def test_call_move_and_cancellation_are_one_event(troupe: Troupe) -> None:
    meeting = planned(troupe)
    item(troupe, meeting)
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS)
    acts.move_meeting(meeting, MEETS + timedelta(days=1), by=chair(troupe), at=NOON)
    acts.cancel_meeting(meeting, why="Storm.", by=chair(troupe), at=NOON + timedelta(hours=1))
    marta = troupe.people["Marta"]
    texts = [attached(kind, marta) for kind in ("meetings.called", "meetings.moved", "meetings.cancelled")]
    told = [event(text) for text in texts]
    assert len({str(one["uid"]) for _, one in told}) == 1
    assert [int(one["sequence"]) for _, one in told] == [0, 1, 2]
    assert [str(calendar["method"]) for calendar, _ in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [str(one["status"]) for _, one in told] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    first, second = told[0][1], told[1][1]
    assert first.decoded("dtstart") == MEETS and second.decoded("dtstart") == MEETS + timedelta(days=1)
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(minutes=90)
    assert str(first["location"]) == "St Brigid’s hall"
    assert "Decide: Insulate 40 flats? (25 min)" in str(first["description"])
    assert str(first["attendee"]) == f"mailto:{marta.email}"


def test_the_event_leaves_with_the_mail(troupe: Troupe) -> None:
    called(troupe)
    mail = Mail.objects.filter(kind="meetings.called").first()
    assert mail is not None
    (part,) = [one for one in message_of(mail).message().walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST" and part.get_filename() == "meeting.ics"
    event(part.get_payload(decode=True))


def test_of_a_confidential_meeting_calendars_are_told_the_time_only(troupe: Troupe) -> None:
    meeting = planned(
        troupe,
        confidentiality=Confidentiality.BODY,
        title="The Ropewalk eviction",
        link="https://meet.example.org/x",
    )
    item(troupe, meeting, "Whom do we warn?")
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS)
    mail = Mail.objects.filter(kind="meetings.called").first()
    assert mail is not None
    for secret in ("Ropewalk", "warn", "Brigid", "meet.example.org"):
        assert secret not in mail.calendar, secret
    assert "Ropewalk" not in mail.subject and "Ropewalk" in mail.text
    _, one = event(mail.calendar)
    assert str(one["class"]) == "PRIVATE" and one.decoded("dtstart") == MEETS


def test_a_private_address_shows_ones_meetings_until_it_is_revoked(troupe: Troupe) -> None:
    called(troupe)
    okafor = hat(troupe, "Okafor", "HH")
    feed = acts.make_feed(by=okafor, at=PLANS)
    url = address_of(feed).removeprefix("http://localhost:8000")
    url = url[url.index("/calendar/") :]
    with stopped_at(NOON):
        answer = Client().get(url)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert "Set-Cookie" not in answer
    event(answer.content)
    acts.revoke_feed(feed, by=okafor, at=NOON)
    with stopped_at(NOON):
        assert Client().get(url).status_code == 404
        assert Client().get(url.replace(".ics", "x.ics")).status_code == 404


def test_the_address_shows_nothing_once_one_is_out(troupe: Troupe) -> None:
    called(troupe)
    feed = acts.make_feed(by=hat(troupe, "Okafor", "HH"), at=PLANS)
    url = address_of(feed)
    url = url[url.index("/calendar/") :]
    with troupe.scope():
        membership = Membership.objects.get(organisation=troupe.organisations["HH"])
    change_membership(membership, MembershipState.LEFT, by=troupe.by, at=NOON)
    with stopped_at(NOON):
        assert Client().get(url).status_code == 404


def test_the_page_makes_and_revokes_it(troupe: Troupe) -> None:
    client, place = signed_in(troupe.people["Okafor"]), f"/c/{troupe.coalition.slug}/meetings/calendar/"
    with stopped_at(PLANS):
        assert "You have no address yet" in client.get(place).content.decode()
        assert "/calendar/" in client.post(f"{place}make/", follow=True).content.decode()
        assert "You have no address yet" in client.post(f"{place}revoke/", follow=True).content.decode()


def test_one_meeting_is_a_file(troupe: Troupe) -> None:
    meeting = called(troupe)
    with stopped_at(NOON):
        answer = signed_in(troupe.people["Henk"]).get(f"{meeting.get_absolute_url()}meeting.ics")
    calendar, one = event(answer.content)
    assert str(calendar["method"]) == "PUBLISH" and "attendee" not in one
