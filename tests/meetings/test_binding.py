"""What a meeting decides binds only if all with a place were told of this hour, this item and this question."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import fill_seat, give_seat
from comity.coalitions.models import Mandate, Role, Seat, Term
from comity.governing.acts import draft_question
from comity.governing.models import Question
from comity.meetings import acts
from comity.meetings.jobs import by_hour
from comity.meetings.models import AgendaItem, Meeting
from comity.notices.models import ActionLink, Ask, Mail
from tests.cast import Troupe, person
from tests.meetings.stage import MEETS, PLANS, called, chair, hat, item, planned, series, signed_in

SOON = PLANS + timedelta(days=1)


def traders_sit_down(troupe: Troupe) -> Seat:
    return give_seat(troupe.bodies["steering"], troupe.organisations["DR"], by=troupe.by, at=SOON)


def again(troupe: Troupe, meeting: Meeting) -> Meeting:
    with troupe.scope():
        found: Meeting = Meeting.objects.select_related("coalition", "body").get(pk=meeting.pk)
        return found


def gather(troupe: Troupe, meeting: Meeting, *marks: str) -> None:
    for mark in marks:
        acts.arrive(
            meeting, name=f"Somebody of {mark}", organisation=troupe.organisations[mark], by=chair(troupe), at=MEETS
        )


def asked(troupe: Troupe, row: AgendaItem) -> Question:
    acts.put_to_vote(row, by=chair(troupe), at=MEETS + timedelta(minutes=5))
    with troupe.scope():
        found: Question = Question.objects.get(pk=AgendaItem.objects.get(pk=row.pk).question_id)
        return found


# ── the hour ──


@pytest.mark.row("G4", "G11")
def test_a_meeting_whose_hour_is_long_over_must_be_moved(troupe: Troupe) -> None:
    meeting, late = called(troupe), MEETS + timedelta(days=30)
    with pytest.raises(Refused) as fault:
        acts.start_meeting(meeting, by=chair(troupe), at=late)
    assert "Move it" in str(fault.value.reason.who_could)
    acts.move_meeting(meeting, late + timedelta(hours=1), by=chair(troupe), at=late)
    moved = acts.start_meeting(meeting, by=chair(troupe), at=late + timedelta(hours=1))
    assert not moved.noticed, "they heard of that hour an hour before"


def test_moved_there_and_back_the_notice_counts_from_the_last_word(troupe: Troupe) -> None:
    meeting = called(troupe)
    acts.move_meeting(meeting, MEETS + timedelta(days=7), by=chair(troupe), at=SOON)
    back = acts.move_meeting(meeting, MEETS, by=chair(troupe), at=MEETS - timedelta(days=1))
    assert back.told_at == MEETS - timedelta(days=1) and not back.noticed


# ── who was told ──


@pytest.mark.row("G4", "G11")
def test_who_got_a_seat_after_the_call_must_be_told_too(troupe: Troupe) -> None:
    meeting = called(troupe)
    traders_sit_down(troupe)
    started = acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    assert started.told_at is None and not started.noticed
    with stopped_at(MEETS):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "Dock Road Traders" in page and "This meeting could advise, not decide." in page


@pytest.mark.row("G4")
def test_the_worker_tells_who_got_a_seat_after_the_call(troupe: Troupe) -> None:
    meeting = called(troupe)
    traders_sit_down(troupe)
    for hour in (1, 2):
        by_hour(troupe.coalition.pk, SOON + timedelta(hours=hour))
    assert Mail.objects.filter(kind="meetings.called", person=troupe.people["Henk"].pk).count() == 1
    assert Mail.objects.filter(kind="meetings.called").count() == 4, "the others are not told twice"
    assert Ask.objects.filter(kind="meetings.rsvp", person=troupe.people["Henk"].pk, closed_at=None).exists()
    assert again(troupe, meeting).told_at == SOON + timedelta(hours=1)
    started = acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    assert started.noticed, "nine days before are more than seven"


def test_an_organisation_that_nobody_can_be_told_for_is_named(troupe: Troupe) -> None:
    with troupe.scope():
        Term.objects.filter(person=troupe.people["Okafor"]).delete()
        Mandate.objects.filter(person=troupe.people["Okafor"]).delete()
    meeting = called(troupe)
    assert not meeting.noticed
    with stopped_at(PLANS):
        page = signed_in(troupe.people["Marta"]).get(meeting.get_absolute_url()).content.decode()
    assert "nobody with an address comes for Harbour Health Service" in page
    with troupe.scope():
        seat = Seat.objects.get(organisation=troupe.organisations["HH"], body=troupe.bodies["steering"])
        fill_seat(seat, person("Zoe Zett"), role=Role.MEMBER, by=troupe.by, at=PLANS)
    by_hour(troupe.coalition.pk, PLANS + timedelta(hours=1))
    assert again(troupe, meeting).noticed


@pytest.mark.row("G4")
def test_by_what_all_were_called_stands(troupe: Troupe) -> None:
    meeting = called(troupe, at=MEETS - timedelta(days=1))
    for given in ({"notice_days": 0}, {"minimum": 1}):
        with pytest.raises(ValidationError) as fault:
            acts.change_meeting(meeting, by=chair(troupe), at=MEETS - timedelta(minutes=5), **given)
        assert set(fault.value.message_dict) == set(given)
    with stopped_at(PLANS):
        client = signed_in(troupe.people["Marta"])
        client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{troupe.bodies['steering'].pk}"})
        page = client.get(f"{meeting.get_absolute_url()}edit/").content.decode()
    assert 'name="place"' in page and 'name="notice_days"' not in page


def test_of_a_meeting_of_a_series_the_series_says_it(troupe: Troupe) -> None:
    one = series(troupe)
    with troupe.scope():
        first = Meeting.objects.filter(series=one).select_related("coalition").earliest("starts_at")
    with pytest.raises(ValidationError):
        acts.change_meeting(first, notice_days=0, by=chair(troupe), at=PLANS)
    acts.change_series(one, notice_days=3, by=chair(troupe), at=PLANS)
    assert again(troupe, first).notice_days == 3
    lone = planned(troupe)
    assert acts.change_meeting(lone, notice_days=3, by=chair(troupe), at=PLANS).notice_days == 3


# ── the question ──


@pytest.mark.row("G4", "G11")
def test_a_question_laid_in_the_room_is_asked_as_advice(troupe: Troupe) -> None:
    by, meeting = chair(troupe), planned(troupe)
    row = item(troupe, meeting, title="Coffee?")
    meeting = acts.call_meeting(meeting, by=by, at=PLANS)
    meeting = acts.start_meeting(meeting, by=by, at=MEETS)
    gather(troupe, meeting, "HT", "OD")
    house = draft_question(body=troupe.bodies["steering"], title="Sell the house?", lede="x", by=by, at=MEETS)
    acts.link_question(row, house, by=by, at=MEETS)
    found = asked(troupe, row)
    assert not found.binding and found.code.startswith("A-")


def test_the_same_question_once_more_is_no_other(troupe: Troupe) -> None:
    by, meeting = chair(troupe), planned(troupe)
    row = item(troupe, meeting)
    roofs = draft_question(body=troupe.bodies["steering"], title="Roofs?", lede="x", by=by, at=PLANS)
    acts.link_question(row, roofs, by=by, at=PLANS)
    acts.call_meeting(meeting, by=by, at=PLANS)
    assert acts.link_question(row, roofs, by=by, at=SOON).noticed
    assert not acts.link_question(row, None, by=by, at=SOON).noticed
    acts.link_question(row, roofs, by=by, at=SOON)
    acts.call_meeting(meeting, by=by, at=SOON)
    with troupe.scope():
        assert AgendaItem.objects.select_related("meeting__coalition").get(pk=row.pk).noticed


@pytest.mark.row("G11")
def test_a_note_of_an_organisation_is_put_to_the_vote_by_the_chair_as_advice(troupe: Troupe) -> None:
    by, meeting = chair(troupe), planned(troupe)
    row = item(troupe, meeting)
    meeting = acts.call_meeting(meeting, by=by, at=PLANS)
    meeting = acts.start_meeting(meeting, by=by, at=MEETS)
    gather(troupe, meeting, "HT", "OD", "HH")
    acts.take_up(row, by=by, at=MEETS)
    okafor = hat(troupe, "Okafor", "HH")
    note = acts.write_note(meeting, "Shall we begin at the canal?", by=okafor, at=MEETS)
    acts.take_as_decision(note, by=okafor, at=MEETS)
    with pytest.raises(Refused):
        acts.put_to_vote(row, by=okafor, at=MEETS)
    found = asked(troupe, row)
    assert (found.state, found.binding, found.for_name) == ("open", False, "Harbour Health Service")


@pytest.mark.row("G11")
def test_what_an_organisation_brought_in_time_binds_when_the_chair_puts_it(troupe: Troupe) -> None:
    meeting = planned(troupe)
    row = item(troupe, meeting)
    theirs = draft_question(
        body=troupe.bodies["steering"], title="Roofs?", lede="x", by=hat(troupe, "Okafor", "HH"), at=PLANS
    )
    acts.link_question(row, theirs, by=chair(troupe), at=PLANS)
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS)
    meeting = acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    gather(troupe, meeting, "HT", "OD")
    assert asked(troupe, row).binding


# ── who fills a seat and has no word ──


@pytest.mark.row("G4")
def test_who_fills_a_seat_without_a_mandate_is_told_and_not_asked(troupe: Troupe) -> None:
    zoe = person("Zoe Zett")
    with troupe.scope():
        seat = Seat.objects.get(organisation=troupe.organisations["HH"], body=troupe.bodies["steering"])
        fill_seat(seat, zoe, role=Role.MEMBER, by=troupe.by, at=PLANS)
    meeting = called(troupe)
    mail = Mail.objects.get(kind="meetings.called", person=zoe.pk)
    assert "reply=coming" not in mail.html and "?reply=" not in mail.text
    assert "Who speaks or votes for Harbour Health Service says whether you come." in mail.text
    assert not Ask.objects.filter(kind="meetings.rsvp", person=zoe.pk).exists()
    with troupe.scope():
        assert not ActionLink.objects.filter(person=zoe.pk, thing=meeting.pk).exists()
        assert ActionLink.objects.filter(person=troupe.people["Okafor"].pk, thing=meeting.pk).exists()
