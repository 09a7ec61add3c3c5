"""Meetings are planned by a rhythm, called in time, moved and cancelled; all are told, and that is proven."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from comity.audit.models import Entry
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import end_body
from comity.coalitions.models import Body
from comity.meetings import acts
from comity.meetings.jobs import by_hour, by_night
from comity.meetings.models import Invitation, Meeting, MeetingState, Told
from comity.notices.models import Ask, Mail
from tests.cast import Troupe
from tests.meetings.stage import MEETS, PLANS, answers, called, chair, hat, item, planned, series


def meetings_of(troupe: Troupe) -> list[Meeting]:
    with troupe.scope():
        return list(Meeting.objects.select_related("coalition", "body").order_by("starts_at"))


# ── series ──


@pytest.mark.row("G4", "G14")
def test_a_series_plans_its_meetings_with_its_rules_and_usual_agenda(troupe: Troupe) -> None:
    series(
        troupe,
        pattern="5 inform Who is here\n25 decide Money",
        notice_days=5,
        ground_rules="One speaks.\n\nListen.",
    )
    found = meetings_of(troupe)
    zone = troupe.coalition.tz
    assert [one.starts_at.astimezone(zone).strftime("%d.%m. %H:%M") for one in found] == [
        "10.03. 18:00", "14.04. 18:00", "12.05. 18:00",
    ]  # fmt: skip
    assert {(one.minutes, one.notice_days, one.place) for one in found} == {(90, 5, "St Brigid’s hall")}
    assert found[0].rules == ["One speaks.", "Listen."]
    with troupe.scope():
        assert [one.title for one in found[0].items.order_by("place")] == ["Who is here", "Money"]


def test_the_usual_agenda_is_shown_as_items(troupe: Troupe, client: Client) -> None:
    one = series(troupe, pattern="5 inform Who is here\n25 decide Money")
    client.force_login(troupe.coordinator)
    with stopped_at(PLANS):
        page = client.get(one.get_absolute_url()).content.decode()
    usual = re.sub(r"<[^>]+>", " ", page[page.index("Usual agenda") : page.index("History")])
    assert " ".join(usual.split()) == "Usual agenda Who is here Inform 5 min Money Decide 25 min"


def test_six_in_the_evening_stays_six_across_the_change_of_the_clock(troupe: Troupe) -> None:
    """Berlin's clocks go forward on 29 March: before, six is five in UTC; after it is four."""
    series(troupe)
    assert [one.starts_at.hour for one in meetings_of(troupe)] == [17, 16, 16]


def test_the_worker_plans_on_and_never_twice(troupe: Troupe) -> None:
    series(troupe)
    by_night(troupe.coalition.pk, PLANS)
    assert len(meetings_of(troupe)) == 3
    by_night(troupe.coalition.pk, PLANS + timedelta(days=45))
    by_night(troupe.coalition.pk, PLANS + timedelta(days=45))
    assert len(meetings_of(troupe)) == 5


def test_a_changed_series_moves_what_nobody_was_called_to(troupe: Troupe) -> None:
    one = series(troupe)
    first = meetings_of(troupe)[0]
    acts.call_meeting(first, by=chair(troupe), at=PLANS)
    acts.change_series(one, by=chair(troupe), at=PLANS, place="Pier Street 9", every="fortnight")
    found = [m for m in meetings_of(troupe) if m.state != MeetingState.CANCELLED]
    assert found[0].place == "St Brigid’s hall", "it was told like this"
    assert {m.place for m in found[1:]} == {"Pier Street 9"}
    days = [m.starts_at.astimezone(troupe.coalition.tz).date() for m in found]
    assert days[:3] == [date(2026, 3, 10), date(2026, 3, 24), date(2026, 4, 7)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"minimum": 9}, "minimum"), ({"pattern": "5 sing Songs"}, "pattern"), ({"minutes": 0}, "minutes"),
        ({"link": "javascript:alert(1)"}, "link"), ({"first_on": date(2027, 3, 10)}, None),
    ],
)  # fmt: skip
def test_rules_that_contradict_themselves_are_said_by_field(
    troupe: Troupe, given: dict, field: str | None
) -> None:
    if field is None:
        series(troupe, **given)  # next year's first day: two meetings are planned at least
        assert len(meetings_of(troupe)) == 2
        return
    with pytest.raises(ValidationError) as fault:
        series(troupe, **given)
    assert field in fault.value.message_dict
    assert meetings_of(troupe) == []


def test_who_does_not_lead_plans_nothing(troupe: Troupe) -> None:
    with pytest.raises(Refused):
        acts.plan_meeting(
            body=troupe.bodies["steering"],
            starts_at=MEETS,
            minutes=60,
            by=hat(troupe, "Okafor", "HH"),
            at=PLANS,
        )


# ── calling ──


@pytest.mark.row("G4", "G11")
def test_a_call_tells_every_organisation_and_proves_it(troupe: Troupe) -> None:
    meeting = planned(troupe)
    item(troupe, meeting)
    done = acts.call_meeting(meeting, by=chair(troupe), at=PLANS)
    assert (done.state, done.number, done.noticed) == (MeetingState.CALLED, 1, True)
    with troupe.scope():
        told = list(Told.objects.select_related("person", "organisation"))
        assert {(one.person.name, one.organisation.initials) for one in told} == {
            ("Amina Haddad", "HT"), ("Marta Lind", "OD"), ("Okafor Eze", "HH"),
        }  # fmt: skip
        assert Invitation.objects.filter(meeting=done, seated=True).count() == 3
        assert done.items.get().noticed
    entry = Entry.objects.filter(act="meetings.meeting.called").get()
    assert all(str(one.person_id) in entry.text for one in told)
    assert Mail.objects.filter(kind="meetings.called").count() == 3
    assert Ask.objects.filter(kind="meetings.rsvp", closed_at=None).count() == 3


def test_a_late_call_is_sent_and_says_that_it_can_only_advise(troupe: Troupe) -> None:
    done = called(troupe, at=MEETS - timedelta(days=2))
    assert done.state == MeetingState.CALLED and not done.noticed
    with stopped_at(MEETS - timedelta(days=1)):
        from tests.governing.stage import signed_in

        page = signed_in(troupe.people["Henk"]).get(done.get_absolute_url()).content.decode()
    assert "That was too late. This meeting can advise, not decide." in page


def test_an_item_brought_after_the_call_is_not_known_to_all(troupe: Troupe) -> None:
    meeting = called(troupe)
    late = item(troupe, meeting)
    assert not late.noticed
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS + timedelta(days=1))
    with troupe.scope():
        late = meeting.items.select_related("meeting__coalition").get()
        assert late.noticed
    acts.change_item(late, by=chair(troupe), at=PLANS + timedelta(days=9), title="Insulate 80 flats?")
    with troupe.scope():
        assert not meeting.items.select_related("meeting__coalition").get().noticed


def test_a_meeting_whose_hour_is_over_is_not_called(troupe: Troupe) -> None:
    meeting = planned(troupe)
    with pytest.raises(Refused):
        acts.call_meeting(meeting, by=chair(troupe), at=MEETS)


# ── moved, changed, cancelled ──


def test_moved_after_answers_all_are_told_and_asked_anew(troupe: Troupe) -> None:
    meeting = called(troupe)
    answers(troupe, meeting, HT="coming", OD="coming")
    moved = acts.move_meeting(
        meeting,
        MEETS + timedelta(days=6),
        why="The hall floods.",
        by=chair(troupe),
        at=PLANS + timedelta(days=8),
    )
    assert moved.sequence == 1 and moved.moved_from == MEETS
    assert moved.noticed, "told eight days before the new time"
    with troupe.scope():
        assert set(Invitation.objects.values_list("reply", flat=True)) == {""}
    assert Ask.objects.filter(kind="meetings.rsvp", closed_at=None).count() == 3
    mail = Mail.objects.filter(kind="meetings.moved").first()
    assert mail is not None and "The hall floods." in mail.text and "Thursday 12 March, 18:00" in mail.text


def test_moved_too_near_it_can_only_advise(troupe: Troupe) -> None:
    meeting = called(troupe)
    moved = acts.move_meeting(
        meeting, MEETS - timedelta(days=1), by=chair(troupe), at=PLANS + timedelta(days=5)
    )
    assert not moved.noticed


def test_only_what_concerns_those_called_is_mailed(troupe: Troupe) -> None:
    meeting = called(troupe)
    acts.change_meeting(meeting, by=chair(troupe), at=PLANS, ground_rules="Listen.")
    assert not Mail.objects.filter(kind="meetings.changed").exists()
    changed = acts.change_meeting(meeting, by=chair(troupe), at=PLANS, place="Pier Street 9")
    assert changed.sequence == 1
    assert Mail.objects.filter(kind="meetings.changed").count() == 3


def test_cancelling_needs_a_reason_and_closes_what_was_asked(troupe: Troupe) -> None:
    meeting = called(troupe)
    with pytest.raises(ValidationError):
        acts.cancel_meeting(meeting, by=chair(troupe), at=PLANS)
    acts.cancel_meeting(meeting, why="Nobody can come.", by=chair(troupe), at=PLANS)
    assert not Ask.objects.filter(kind="meetings.rsvp", closed_at=None).exists()
    assert Mail.objects.filter(kind="meetings.cancelled", text__contains="Nobody can come.").count() == 3
    with pytest.raises(Refused):
        acts.call_meeting(meeting, by=chair(troupe), at=PLANS)


def test_a_body_that_ended_meets_no_more(troupe: Troupe) -> None:
    meeting = called(troupe)
    end_body(troupe.bodies["steering"], by=troupe.by, at=PLANS + timedelta(hours=1))
    by_night(troupe.coalition.pk, PLANS + timedelta(hours=2))
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED and meeting.cancelled_why == "The body has ended."
    with troupe.scope():
        gone = Body.objects.get(pk=troupe.bodies["steering"].pk)
    with pytest.raises(Refused):
        acts.plan_meeting(body=gone, starts_at=MEETS, minutes=60, by=troupe.by, at=PLANS + timedelta(hours=3))


# ── by the clock ──


def test_the_chair_is_asked_for_the_agenda_before_its_last_day(troupe: Troupe) -> None:
    planned(troupe)
    by_hour(troupe.coalition.pk, MEETS - timedelta(days=12))
    assert not Ask.objects.filter(kind="meetings.call").exists()
    by_hour(troupe.coalition.pk, MEETS - timedelta(days=9))
    by_hour(troupe.coalition.pk, MEETS - timedelta(days=9))
    ask = Ask.objects.get(kind="meetings.call", closed_at=None)
    assert ask.person == troupe.people["Marta"].pk
    assert ask.due_at.astimezone(troupe.coalition.tz).date() == date(2026, 3, 5)


def test_only_the_silent_are_reminded_and_only_once(troupe: Troupe) -> None:
    meeting = called(troupe)
    answers(troupe, meeting, HT="coming", OD="away")
    for hours in (40, 30):
        by_hour(troupe.coalition.pk, MEETS - timedelta(hours=hours))
    assert [mail.name for mail in Mail.objects.filter(kind="meetings.reminded")] == ["Okafor Eze"]
    with pytest.raises(Refused):
        acts.remind(meeting, by=the_rule(troupe.coalition.pk), at=MEETS - timedelta(hours=20))


def test_a_usual_agenda_is_planned_on_in_any_language(troupe: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written by somebody who reads German, planned on by a worker who reads nothing at all."""
    from comity.meetings.acts import planning

    theirs = {"besprechen": "work", "work": "work"}
    with monkeypatch.context() as in_german:
        in_german.setattr(planning, "kinds_in_words", lambda: theirs)
        one = series(troupe, pattern="20 Besprechen: Dächer\n\n5 work Treppen")
    assert one.pattern == "20 work Dächer\n5 work Treppen"
    by_night(troupe.coalition.pk, PLANS + timedelta(days=45))
    assert len(meetings_of(troupe)) == 5


def test_what_one_series_refuses_stops_no_other(troupe: Troupe) -> None:
    bad, good = series(troupe), series(troupe, name="Roofs", first_on=date(2026, 3, 11))
    with troupe.scope():
        type(bad).objects.filter(pk=bad.pk).update(pattern="5 sing Songs")
    by_night(troupe.coalition.pk, PLANS + timedelta(days=45))
    with troupe.scope():
        assert Meeting.objects.filter(series=good).count() == 5
