"""In the room: quorum counts organisations, arrivals and departures keep their times, what is missing is said."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import end_seat
from comity.coalitions.models import Seat
from comity.meetings import acts
from comity.meetings.models import AgendaItem, Attendance, Meeting, NoteKind
from comity.meetings.quorum import quorum_at
from tests.cast import Troupe
from tests.meetings.stage import MEETS, PLANS, answers, called, chair, hat, item, planned, signed_in


def opened(troupe: Troupe, **given: Any) -> Meeting:
    return acts.start_meeting(called(troupe, **given), by=chair(troupe), at=MEETS)


def comes(troupe: Troupe, meeting: Meeting, mark: str, after: int = 0, **given: Any) -> Attendance:
    """Somebody of that organisation arrives so many minutes after the beginning."""
    at = MEETS + timedelta(minutes=after)
    given.setdefault("name", f"Somebody of {mark}")
    return acts.arrive(meeting, organisation=troupe.organisations[mark], by=chair(troupe), at=at, **given)


def here(troupe: Troupe, meeting: Meeting, at: datetime) -> int:
    with troupe.scope():
        return len(quorum_at(meeting, at).here)


@pytest.mark.row("G4")
def test_quorum_is_counted_in_organisations(troupe: Troupe) -> None:
    meeting = opened(troupe)
    comes(troupe, meeting, "HT", name="Amina Haddad")
    comes(troupe, meeting, "HT", name="Ruth Brandt")
    comes(troupe, meeting, "DR")
    acts.arrive(meeting, name="The mayor", by=chair(troupe), at=MEETS)
    assert here(troupe, meeting, MEETS) == 1
    comes(troupe, meeting, "OD", after=5)
    with troupe.scope():
        found = quorum_at(meeting, MEETS + timedelta(minutes=5))
    assert (len(found.here), found.needed, found.seated, found.enough) == (2, 2, 3, True)


def test_an_organisation_without_a_place_observes(troupe: Troupe) -> None:
    meeting = opened(troupe)
    client = signed_in(troupe.people["Marta"])
    given = {
        "name": "Henk Baas", "organisation": str(troupe.organisations["DR"].pk),
        "acting_as": f"body:{troupe.bodies['steering'].pk}",
    }  # fmt: skip
    with stopped_at(MEETS):
        page = client.post(f"{meeting.get_absolute_url()}attendance/", given, follow=True).content.decode()
    assert "Dock Road Traders has no place in this body" in page
    with troupe.scope():
        assert Attendance.objects.get().role == "observer"


def test_an_organisation_notes_its_own_people_and_no_others(troupe: Troupe) -> None:
    meeting, okafor = opened(troupe), hat(troupe, "Okafor", "HH")
    acts.arrive(meeting, name="Okafor Eze", organisation=troupe.organisations["HH"], by=okafor, at=MEETS)
    with pytest.raises(Refused):
        acts.arrive(meeting, name="Amina", organisation=troupe.organisations["HT"], by=okafor, at=MEETS)
    with pytest.raises(ValidationError):
        acts.arrive(meeting, name="Okafor Eze", organisation=troupe.organisations["HH"], by=okafor, at=MEETS)


def test_quorum_lost_is_said_and_recorded(troupe: Troupe) -> None:
    meeting = opened(troupe)
    comes(troupe, meeting, "HT")
    stay = comes(troupe, meeting, "OD")
    acts.leave(stay, by=chair(troupe), at=MEETS + timedelta(minutes=30))
    entry = Entry.objects.get(act="meetings.attendance.left")
    assert '"quorate":false' in entry.text.replace(" ", "")
    with stopped_at(MEETS + timedelta(minutes=45)):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "No quorum since 18:30. What is agreed now is advice." in page
    assert "Without quorum it can advise, not decide." in page
    comes(troupe, meeting, "HH", after=60)
    acts.end_meeting(meeting, by=chair(troupe), at=MEETS + timedelta(minutes=90))
    with stopped_at(MEETS + timedelta(days=1)):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "No quorum from 18:30 to 19:00." in page
    assert "3 people, 2.5 hours of our time" in page


def test_a_slip_never_counted(troupe: Troupe) -> None:
    meeting = opened(troupe)
    stay = comes(troupe, meeting, "HT")
    acts.strike(stay, by=chair(troupe), at=MEETS + timedelta(minutes=2))
    assert here(troupe, meeting, MEETS) == 0


def test_who_lost_the_seat_before_the_meeting_does_not_count(troupe: Troupe) -> None:
    meeting = called(troupe)
    with troupe.scope():
        seat = Seat.objects.get(organisation=troupe.organisations["HH"])
    end_seat(seat, by=troupe.by, at=MEETS - timedelta(days=1))
    meeting = acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    assert comes(troupe, meeting, "HH").role == "observer"
    with troupe.scope():
        assert quorum_at(meeting, MEETS).seated == 2


def test_it_opens_half_an_hour_early_at_most_and_only_by_who_leads(troupe: Troupe) -> None:
    meeting = called(troupe)
    with pytest.raises(Refused):
        acts.start_meeting(meeting, by=chair(troupe), at=MEETS - timedelta(minutes=31))
    with pytest.raises(Refused):
        acts.start_meeting(meeting, by=hat(troupe, "Okafor", "HH"), at=MEETS)
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS - timedelta(minutes=30))


def test_nobody_answers_or_arrives_once_it_is_over(troupe: Troupe) -> None:
    meeting = opened(troupe)
    acts.end_meeting(meeting, by=chair(troupe), at=MEETS + timedelta(hours=1))
    for late in (
        lambda: comes(troupe, meeting, "HT", after=70),
        lambda: answers(troupe, meeting, HT="coming"),
    ):
        with pytest.raises(Refused):
            late()


@pytest.mark.row("G11")
def test_a_meeting_nobody_was_told_of_can_only_advise(troupe: Troupe) -> None:
    meeting = acts.start_meeting(planned(troupe), by=chair(troupe), at=MEETS)
    for mark in ("HT", "OD", "HH"):
        comes(troupe, meeting, mark)
    with stopped_at(MEETS + timedelta(minutes=5)):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "Not told in time: this meeting can advise, not decide." in page
    assert "Nobody was told beforehand." in page


def test_items_are_taken_up_one_after_the_other(troupe: Troupe) -> None:
    meeting = called(troupe)
    first, second = item(troupe, meeting, "one"), item(troupe, meeting, "two")
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    acts.take_up(first, by=chair(troupe), at=MEETS)
    acts.take_up(second, by=chair(troupe), at=MEETS + timedelta(minutes=9))
    with troupe.scope():
        rows = AgendaItem.objects.order_by("place")
        assert [(one.started_at is not None, one.ended_at is not None) for one in rows] == [
            (True, True),
            (True, False),
        ]
    with pytest.raises(Refused):
        acts.drop_item(first, by=chair(troupe), at=MEETS + timedelta(minutes=10))


def test_a_note_becomes_a_concern_on_the_next_agenda(troupe: Troupe) -> None:
    meeting = opened(troupe)
    following = planned(troupe, starts_at=MEETS + timedelta(days=30))
    note = acts.write_note(
        meeting, "Notices go out\nin one language.", by=hat(troupe, "Okafor", "HH"), at=MEETS
    )
    done = acts.take_as_concern(note, by=hat(troupe, "Okafor", "HH"), at=MEETS)
    with troupe.scope():
        brought = AgendaItem.objects.get(meeting=following)
    assert (done.kind, done.became_id) == (NoteKind.CONCERN, brought.pk)
    assert (brought.title, brought.state) == ("Concern: Notices go out in one language.", "proposed")
    with pytest.raises(Refused):
        acts.take_as_concern(done, by=chair(troupe), at=MEETS)


def test_notes_wait_for_the_opening_and_are_struck_by_who_wrote_them(troupe: Troupe) -> None:
    meeting = called(troupe)
    okafor = hat(troupe, "Okafor", "HH")
    with pytest.raises(Refused):
        acts.write_note(meeting, "Early.", by=okafor, at=PLANS)
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    mine = acts.write_note(meeting, "Mine.", by=okafor, at=MEETS)
    with pytest.raises(Refused):
        acts.strike_note(mine, by=hat(troupe, "Amina", "HT"), at=MEETS)
    acts.strike_note(mine, by=okafor, at=MEETS)
    with stopped_at(MEETS):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "Mine." not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_room_costs_the_same_whoever_comes(
    troupe: Troupe, rows: int, django_assert_max_num_queries: Any
) -> None:
    meeting = opened(troupe)
    for number in range(rows):
        comes(troupe, meeting, "HT", name=f"Somebody {number}")
        acts.write_note(meeting, f"Note {number}", by=chair(troupe), at=MEETS)
    client = signed_in(troupe.people["Marta"])
    with stopped_at(MEETS):
        client.get(meeting.get_absolute_url())  # why we work together is read once a minute and process
    for url in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}attendance/"):
        with stopped_at(MEETS), django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


def test_who_leads_sees_every_button(troupe: Troupe) -> None:
    meeting = opened(troupe)
    item(troupe, meeting, at=MEETS)
    with troupe.scope():
        read = Meeting.objects.select_related("coalition", "body").get()
    client = signed_in(troupe.people["Marta"])
    client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{troupe.bodies['steering'].pk}"})
    with stopped_at(MEETS):
        page = client.get(read.get_absolute_url()).content.decode()
        attendance = client.get(f"{read.get_absolute_url()}attendance/").content.decode()
    assert "End meeting" in page and "Take it up" in page
    assert attendance.count("By phone") >= 3
