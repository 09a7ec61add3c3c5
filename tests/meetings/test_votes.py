"""Votes in the room: told in time and quorate they bind; else they advise, and an open ballot is offered to all."""

from datetime import timedelta
from typing import Any

import pytest

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.governing.acts import close_question, draft_question
from comity.governing.models import Question
from comity.meetings import acts
from comity.meetings.models import AgendaItem, Meeting
from comity.tasks.models import Task
from tests.cast import Troupe
from tests.governing.stage import say
from tests.meetings.stage import MEETS, PLANS, called, chair, hat, item, planned, signed_in


def prepared(troupe: Troupe, *marks: str, told: bool = True) -> tuple[Meeting, AgendaItem]:
    """A meeting that goes on, with an item to decide and its draft; people of these organisations are there."""
    by = chair(troupe)
    meeting = planned(troupe)
    row = item(troupe, meeting)
    draft = draft_question(
        body=troupe.bodies["steering"], title="Insulate 40 flats?", lede="Spend 180,000.", by=by, at=PLANS
    )
    row = acts.link_question(row, draft, by=by, at=PLANS)
    if told:
        acts.call_meeting(meeting, by=by, at=PLANS)
    meeting = acts.start_meeting(meeting, by=by, at=MEETS)
    for mark in marks:
        acts.arrive(
            meeting, name=f"Somebody of {mark}", organisation=troupe.organisations[mark], by=by, at=MEETS
        )
    return meeting, row


def voted(troupe: Troupe, row: AgendaItem) -> Question:
    acts.put_to_vote(row, by=chair(troupe), at=MEETS + timedelta(minutes=10))
    with troupe.scope():
        found: Question = Question.objects.select_related("coalition", "body").get(pk=row.question_id)
        return found


@pytest.mark.row("G11")
def test_told_in_time_and_quorate_it_binds(troupe: Troupe) -> None:
    meeting, row = prepared(troupe, "HT", "OD")
    question = voted(troupe, row)
    assert question.state == "open" and question.sitting == meeting.pk
    assert question.binding == (question.rulebook is not None)
    with troupe.scope():
        present = set(question.roll.filter(present=True).values_list("organisation", flat=True))
    assert present == {troupe.organisations["HT"].pk, troupe.organisations["OD"].pk}


@pytest.mark.row("G4", "G11")
@pytest.mark.parametrize(("marks", "told"), [(("HT",), True), (("HT", "OD", "HH"), False)])
def test_without_quorum_or_notice_it_is_advice(troupe: Troupe, marks: tuple[str, ...], told: bool) -> None:
    _meeting, row = prepared(troupe, *marks, told=told)
    question = voted(troupe, row)
    assert question.state == "open" and not question.binding and question.code.startswith("A-")


@pytest.mark.row("G11")
def test_advice_is_put_to_all_as_an_open_ballot(troupe: Troupe) -> None:
    meeting, row = prepared(troupe, "HT")
    question = voted(troupe, row)
    with pytest.raises(Refused):
        acts.ratify(row, by=chair(troupe), at=MEETS + timedelta(minutes=20))
    say(troupe, question, at=MEETS + timedelta(minutes=11), HT="yes")
    close_question(question, by=the_rule(troupe.coalition.pk), at=question.closes_at)
    after = MEETS + timedelta(days=1)
    with stopped_at(after):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "Here it could only be advised." in page
    done = acts.ratify(row, by=chair(troupe), at=after)
    assert done.ratification is not None and done.ratification.state == "draft"
    assert question.code in done.ratification.text
    with pytest.raises(Refused):
        acts.ratify(row, by=chair(troupe), at=after)


def test_before_it_is_opened_the_page_says_whether_it_binds(troupe: Troupe) -> None:
    meeting, row = prepared(troupe, "HT")
    client = signed_in(troupe.people["Marta"])
    client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{troupe.bodies['steering'].pk}"})
    with stopped_at(MEETS + timedelta(minutes=5)):
        page = client.get(f"{meeting.get_absolute_url()}items/{row.pk}/vote/").content.decode()
    assert "This will be advice." in page and "1 organisations are here; 2 are needed." in page


def test_a_note_becomes_a_question_of_its_item(troupe: Troupe) -> None:
    meeting = called(troupe)
    row = item(troupe, meeting, at=PLANS)
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    acts.take_up(row, by=chair(troupe), at=MEETS)
    note = acts.write_note(meeting, "We begin at the canal end.", by=chair(troupe), at=MEETS)
    done = acts.take_as_decision(note, by=chair(troupe), at=MEETS)
    with troupe.scope():
        row.refresh_from_db()
        assert row.question_id == done.became_id
        assert Question.objects.get(pk=done.became_id).title == "We begin at the canal end."


def test_a_note_becomes_a_task_that_its_organisation_confirms(troupe: Troupe) -> None:
    meeting = called(troupe)
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    note = acts.write_note(meeting, "Ask for a street permit.", by=chair(troupe), at=MEETS)
    given: dict[str, Any] = {"title": "Street permit", "organisation": str(troupe.organisations["HH"].pk)}
    client = signed_in(troupe.people["Okafor"])
    with stopped_at(MEETS):
        answer = client.post(f"{meeting.get_absolute_url()}notes/{note.pk}/task/", given, follow=True)
    assert "The task is given." in answer.content.decode()
    with troupe.scope():
        task = Task.objects.get()
        assert (task.held_id, task.organisation_id) == (meeting.pk, troupe.organisations["HH"].pk)
    with pytest.raises(Refused):
        acts.take_as_concern(note, by=hat(troupe, "Okafor", "HH"), at=MEETS)


@pytest.mark.row("G14")
def test_the_sheet_of_a_body_begins_its_series(troupe: Troupe) -> None:
    from datetime import date, time

    from comity.coalitions.acts import set_structure

    steering = troupe.bodies["steering"]
    set_structure(
        steering, every="month", first_on=date(2026, 3, 10), hour=time(18), minutes=75, place="Pier Street 9",
        notice_days=5, minimum=2, by=troupe.by, at=PLANS,
    )  # fmt: skip
    client = signed_in(troupe.people["Marta"])
    client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{steering.pk}"})
    with stopped_at(PLANS):
        page = client.get(f"/c/{troupe.coalition.slug}/meetings/series/").content.decode()
        assert "Agreed on a sheet, not begun yet" in page
        client.post(f"/c/{troupe.coalition.slug}/meetings/series/of/{steering.pk}/")
    with troupe.scope():
        first = Meeting.objects.select_related("coalition").order_by("starts_at").first()
        assert first is not None
    assert (first.minutes, first.place, first.notice_days, first.minimum) == (75, "Pier Street 9", 5, 2)
    assert first.starts_at.astimezone(troupe.coalition.tz).strftime("%d.%m. %H:%M") == "10.03. 18:00"
