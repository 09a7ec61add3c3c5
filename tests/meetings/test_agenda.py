"""Agendas: brought by members, placed by the chair, typed, timed against the length."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.base.versions import Changed, Version
from comity.meetings import acts
from comity.meetings.models import AgendaItem, Meeting
from comity.notices.models import Ask
from tests.cast import Troupe
from tests.governing.stage import asking
from tests.meetings.stage import PLANS, called, chair, hat, item, planned, signed_in


def agenda(troupe: Troupe, meeting: Meeting) -> list[str]:
    with troupe.scope():
        return [
            one.title for one in AgendaItem.objects.filter(meeting=meeting, state="placed").order_by("place")
        ]


@pytest.mark.row("G4")
def test_a_member_brings_an_item_and_the_chair_places_it(troupe: Troupe) -> None:
    meeting = planned(troupe)
    item(troupe, meeting, "Roofs?")
    stairs = acts.bring_item(
        meeting, kind="work", title="Damp stairs", by=hat(troupe, "Amina", "HT"), at=PLANS
    )
    assert agenda(troupe, meeting) == ["Roofs?"]
    assert Ask.objects.get(kind="meetings.item").person == troupe.people["Marta"].pk
    acts.place_item(stairs, 1, by=chair(troupe), at=PLANS)
    assert agenda(troupe, meeting) == ["Damp stairs", "Roofs?"]
    assert not Ask.objects.filter(kind="meetings.item", closed_at=None).exists()


def test_who_has_no_place_in_the_body_brings_nothing(troupe: Troupe) -> None:
    meeting = planned(troupe)
    with pytest.raises(Refused):
        acts.bring_item(meeting, kind="work", title="Shops", by=hat(troupe, "Henk", "DR"), at=PLANS)


def test_only_who_leads_places(troupe: Troupe) -> None:
    meeting = planned(troupe)
    stairs = acts.bring_item(meeting, kind="work", title="Stairs", by=hat(troupe, "Amina", "HT"), at=PLANS)
    with pytest.raises(Refused):
        acts.place_item(stairs, by=hat(troupe, "Amina", "HT"), at=PLANS)


def test_items_change_places_without_gaps(troupe: Troupe) -> None:
    meeting = planned(troupe)
    rows = [item(troupe, meeting, title) for title in ("one", "two", "three")]
    acts.place_item(rows[2], 1, by=chair(troupe), at=PLANS)
    acts.drop_item(rows[0], by=chair(troupe), at=PLANS)
    assert agenda(troupe, meeting) == ["three", "two"]
    with troupe.scope():
        placed = AgendaItem.objects.filter(meeting=meeting, state="placed").order_by("place")
        assert [one.place for one in placed] == [1, 2]


def test_what_others_brought_is_left_out_with_a_reason(troupe: Troupe) -> None:
    meeting = planned(troupe)
    stairs = acts.bring_item(meeting, kind="work", title="Stairs", by=hat(troupe, "Amina", "HT"), at=PLANS)
    with pytest.raises(ValidationError):
        acts.drop_item(stairs, by=chair(troupe), at=PLANS)
    acts.drop_item(stairs, why="Next time.", by=chair(troupe), at=PLANS)
    with stopped_at(PLANS):
        page = signed_in(troupe.coordinator).get(meeting.get_absolute_url()).content.decode()
    assert "1 item was left out" in page and "Next time." in page


def test_an_item_to_decide_links_to_a_question_of_its_body(troupe: Troupe) -> None:
    meeting = planned(troupe)
    row = item(troupe, meeting)
    question = asking(troupe)()
    acts.link_question(row, question, by=chair(troupe), at=PLANS)
    with stopped_at(PLANS + timedelta(days=2)):
        page = signed_in(troupe.coordinator).get(meeting.get_absolute_url()).content.decode()
    assert question.get_absolute_url() in page
    elsewhere = asking(troupe)(body=troupe.assembly)
    with pytest.raises(ValidationError):
        acts.link_question(row, elsewhere, by=chair(troupe), at=PLANS)
    with pytest.raises(ValidationError):
        with troupe.scope():
            row.refresh_from_db()
        acts.change_item(row, by=chair(troupe), at=PLANS, kind="inform")


@pytest.mark.row("F3")
def test_the_page_shows_times_reasons_clashes_and_what_does_not_fit(troupe: Troupe) -> None:
    from comity.coalitions.acts import change_settings

    change_settings(troupe.coalition, by=troupe.by, at=PLANS, reasons="None of us could do it alone.")
    meeting = planned(troupe, minutes=60)
    item(troupe, meeting, "Roofs?", minutes=40)
    item(troupe, meeting, "The mayor comes", minutes=30, at_hour=time(18, 30), reserved_for="The mayor")
    with stopped_at(PLANS):
        page = signed_in(troupe.coordinator).get(meeting.get_absolute_url()).content.decode()
    for words in (
        "None of us could do it alone.", ">18:00<", ">18:40<", "10 minutes later than bound", "Runs past the end",
        "10 minutes too many for 60.", "Reserved for The mayor", "60 minutes × 3 people = 3 hours",
    ):  # fmt: skip
        assert words in page, words


def test_two_who_change_one_item_see_each_other(troupe: Troupe) -> None:
    row = item(troupe, planned(troupe))
    read = Version.of(row, acts.ITEM)
    acts.change_item(row, by=chair(troupe), at=PLANS, read=read, minutes=30)
    with pytest.raises(Changed):
        acts.change_item(row, by=troupe.by, at=PLANS, read=read, minutes=5)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_item_and_for_three(
    troupe: Troupe, rows: int, django_assert_max_num_queries: object
) -> None:
    meeting = called(troupe)
    for number in range(rows):
        item(troupe, meeting, f"Item {number}", at=PLANS)
        acts.bring_item(meeting, kind="work", title=f"More {number}", by=hat(troupe, "Amina", "HT"), at=PLANS)
    client = signed_in(troupe.people["Marta"])
    with stopped_at(PLANS):
        client.get(meeting.get_absolute_url())  # why we work together is read once a minute and process
    with stopped_at(PLANS), django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(meeting.get_absolute_url()).status_code == 200
    with stopped_at(PLANS), django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(f"/c/{troupe.coalition.slug}/meetings/").status_code == 200
