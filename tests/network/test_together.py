"""What Comity's own records show of work done together becomes evidence; and it comes along when two turn out one."""

from datetime import date, timedelta

import pytest

from comity.base import registry
from comity.base.capacity import the_rule
from comity.base.registry import Together
from comity.coalitions.acts import merge_organisations
from comity.core.network.rungs import ITEMS
from comity.credits.acts import confirm_credit, give_credit
from comity.meetings import acts as meetings
from comity.meetings import together
from comity.network.acts import note_evidence, withdraw_evidence
from comity.network.models import Evidence, Tie
from comity.network.rungs.jobs import find
from comity.signatures.acts import open_sheet, sign
from comity.tasks.acts import finish_task, give_task
from tests.cast import THEN
from tests.meetings.stage import MEETS, called, chair

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("R1")]
WHO = {"OD": "Marta", "HT": "Amina", "HH": "Okafor", "DR": "Henk"}


@pytest.fixture(autouse=True)
def _scope(home):
    with home.scope():
        yield


def hat(home, mark):
    return home.hat(home.people[WHO[mark]], home.organisations[mark])


def told(home, source):
    """What a room tells: item and the marks of the organisations."""
    marks = {one.pk: mark for mark, one in home.organisations.items()}
    facts = registry.together[source](home.coalition.pk, THEN.date() - timedelta(days=365))
    return [(fact.item, sorted(marks[pk] for pk in fact.organisations)) for fact in facts]


def test_every_room_tells_items_that_there_are():
    assert {"meetings", "signatures", "tasks", "credits"} <= {name for name, _tell in registry.together.items()}
    assert "event_attended" in ITEMS


def test_a_meeting_at_which_both_were_but_no_crowd(home, monkeypatch):
    meeting, by = called(home), chair(home)
    meetings.start_meeting(meeting, by=by, at=MEETS)
    for mark in ("OD", "HT"):
        meetings.arrive(meeting, name=WHO[mark], organisation=home.organisations[mark], by=by, at=MEETS)
    assert told(home, "meetings") == [], "it is not over yet"
    meetings.end_meeting(meeting, by=by, at=MEETS + timedelta(minutes=90))
    assert told(home, "meetings") == [("event_attended", ["HT", "OD"])]
    monkeypatch.setattr(together, "AT_MOST", 1)
    assert told(home, "meetings") == []


def test_a_sheet_that_both_signed(home):
    sides = [home.organisations[mark] for mark in ("OD", "HT")]
    sheet = open_sheet(thing=home.coalition, title="Warm rooms", text="Ours.", organisations=sides, by=home.by, at=THEN)
    sign(sheet, typed="Marta Lind", by=hat(home, "OD"), at=THEN)
    assert told(home, "signatures") == []
    sign(sheet, typed="Amina Haddad", by=hat(home, "HT"), at=THEN)
    assert told(home, "signatures") == [("paper_signed", ["HT", "OD"])]


def test_tasks_that_both_finished_for_one_thing(home):
    steering = home.bodies["steering"]
    for mark in ("OD", "HH"):
        task = give_task(thing=steering, title="Count", organisation=home.organisations[mark], by=home.by, at=THEN)
        assert told(home, "tasks") == []
        finish_task(task, by=hat(home, mark), at=THEN)
    assert told(home, "tasks") == [("product_joint", ["HH", "OD"])]


def test_credit_that_both_confirmed(home):
    for mark in ("OD", "HH"):
        line = give_credit(
            thing=home.bodies["steering"], organisation=home.organisations[mark], what="wrote", by=home.by, at=THEN
        )
        assert told(home, "credits") == []
        confirm_credit(line, by=hat(home, mark), at=THEN)
    assert told(home, "credits") == [("credit_both", ["HH", "OD"])]


def test_it_is_noted_once_a_season_and_never_again_once_taken_back(home, monkeypatch):
    who = frozenset(home.organisations[mark].pk for mark in ("OD", "HT"))
    days = [0, 30, 100]
    facts = [
        Together("event_attended", who, date(2026, 3, 2) + timedelta(days=n), f"Meeting {n}", home.people[name].pk)
        for n, name in zip(days, ("Marta", "Amina", "Henk"), strict=True)
    ]
    monkeypatch.setattr(registry.together, "_things", {"meetings": lambda _coalition, _since: iter(facts)})
    at = THEN + timedelta(days=120)
    assert find(home.coalition.pk, at) == 2
    assert find(home.coalition.pk, at) == 0, "what is noted already stays one"
    assert list(Evidence.objects.order_by("done_on").values_list("words", flat=True)) == ["Meeting 0", "Meeting 100"]
    assert all(row.confirmed for row in Evidence.objects.all())
    withdraw_evidence(Evidence.objects.get(words="Meeting 100"), by=hat(home, "OD"), at=at)
    assert find(home.coalition.pk, at) == 0


def test_evidence_comes_along_when_two_turn_out_to_be_one(home):
    sides = {"second": home.organisations["HH"], "by": the_rule(home.coalition.pk), "at": THEN}
    note_evidence(first=home.organisations["HT"], item="space_lent", on=THEN.date(), **sides)
    row = note_evidence(
        first=home.organisations["OD"], second=home.organisations["HH"], item="hours_lent", on=THEN.date(),
        by=hat(home, "OD"), at=THEN,
    )  # fmt: skip
    assert not row.confirmed
    merge_organisations(home.organisations["HT"], home.organisations["OD"], by=home.by, at=LATER)
    tie = Tie.objects.get(ended_on=None)
    found = {one.item: one for one in Evidence.objects.filter(tie=tie)}
    assert set(found) == {"space_lent", "hours_lent"}
    assert found["hours_lent"].stands_by(home.organisations["HT"].pk)
    assert not found["hours_lent"].stands_by(home.organisations["HH"].pk)
