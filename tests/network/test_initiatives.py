"""Initiatives of several sectors: trust first, one problem agreed by all, interests put aside, work in each sector."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.base.versions import Changed, Version
from comity.network.acts import initiatives as acts
from comity.network.jobs import keep_overviews
from comity.network.models import Initiative, InitiativeSeat
from comity.network.rungs.initiative_queries import inherited_spans, missing_for
from comity.network.rungs.queries import rungs_on
from comity.notices.models import Ask
from comity.tasks.acts import finish_task
from comity.tasks.models import Task
from tests.acts.stories_advice import at_work
from tests.cast import THEN
from tests.network.stage import text_of

LATER = THEN + timedelta(days=1)
pytestmark = [pytest.mark.row("R7")]
WHO = {"OD": "Marta", "HT": "Amina", "HH": "Okafor", "DR": "Henk"}


@pytest.fixture(autouse=True)
def _scope(home):
    with home.scope():
        yield


def hat(home, mark):
    return home.hat(home.people[WHO[mark]], home.organisations[mark])


def begun(home, *marks, days=0):
    made = acts.start_initiative(title="Nobody sleeps cold", trust_days=days, by=hat(home, "OD"), at=THEN)
    for mark in marks:
        made = acts.take_seat(made, by=hat(home, mark), at=THEN)
    return made


def spoken(home, made, *marks):
    for mark in marks:
        said = {"solo": "A hotline.", "definition": "Cold rooms.", "aside": "Our beds."}
        acts.write_seat(made, **said, by=hat(home, mark), at=THEN)


def sectors(home):
    return [hat(home, mark) for mark in ("OD", "HH", "DR")]


def test_three_sectors_hold_seats_and_a_trust_phase_comes_first(home):
    made = begun(home, "HH", days=10)
    spoken(home, made, "OD", "HH")
    for mark in ("OD", "HH"):
        acts.say_ready(made, by=hat(home, mark), at=THEN)
    assert [str(lack) for lack in missing_for(made, THEN.date())] == ["sectors", "time"]
    with pytest.raises(Refused, match="three sectors"):
        acts.move_on(made, by=hat(home, "OD"), at=THEN + timedelta(days=11))
    acts.take_seat(made, by=hat(home, "DR"), at=THEN)
    spoken(home, made, "DR")
    acts.say_ready(made, by=hat(home, "DR"), at=THEN)
    with pytest.raises(Refused, match="set aside for trust"):
        acts.move_on(made, by=hat(home, "OD"), at=THEN)
    made = acts.move_on(made, by=hat(home, "OD"), at=THEN + timedelta(days=11))
    assert made.state == "defining"


def test_each_says_its_own_before_one_text_is_written_and_all_agree_to_it(home):
    made = begun(home, "HH", "DR")
    with pytest.raises(Refused, match="Trust comes first"):
        acts.write_problem(made, problem="One text.", by=hat(home, "OD"), at=THEN)
    for by in sectors(home):
        acts.write_seat(made, solo="Alone.", by=by, at=THEN)
        acts.say_ready(made, by=by, at=THEN)
    made = acts.move_on(made, by=hat(home, "OD"), at=THEN)
    with pytest.raises(Refused, match="First each says"):
        acts.write_problem(made, problem="One text.", by=hat(home, "OD"), at=THEN)
    spoken(home, made, "OD", "HH", "DR")
    made = acts.write_problem(made, problem="One text.", by=hat(home, "OD"), at=THEN)
    assert Ask.objects.filter(kind="network.agree", closed_at=None).count() == 2
    with pytest.raises(Refused, match="agreed to the common text"):
        acts.move_on(made, by=hat(home, "OD"), at=THEN)
    acts.agree_problem(made, 1, by=hat(home, "HH"), at=THEN)
    made = acts.write_problem(made, problem="Another.", by=hat(home, "DR"), at=LATER)
    with pytest.raises(Refused, match="Another text stands"):
        acts.agree_problem(made, 1, by=hat(home, "OD"), at=LATER)
    for mark in ("OD", "HH"):
        acts.agree_problem(made, 2, by=hat(home, mark), at=LATER)
    assert acts.move_on(made, by=hat(home, "OD"), at=LATER).state == "planning"


def test_work_begins_with_a_task_under_way_in_each_sector(home):
    made = at_work(home, sectors(home), THEN)
    assert made.state == "working" and made.working_since_at == THEN
    assert set(InitiativeSeat.objects.values_list("aside", flat=True)) == {"Our own beds."}


def test_a_tie_inherits_the_fifth_rung_while_both_have_a_task_under_way(home):
    at_work(home, sectors(home), THEN)
    pair = tuple(sorted((home.organisations["OD"].pk, home.organisations["HH"].pk)))
    assert len(inherited_spans(home.coalition.pk)) == 3
    assert rungs_on(home.coalition.pk, THEN.date())[pair].level == 5
    ten = THEN + timedelta(days=10)
    finish_task(Task.objects.get(organisation=home.organisations["HH"]), by=hat(home, "HH"), at=ten)
    days = [(THEN - timedelta(days=1)).date(), THEN.date(), ten.date()]
    levels = [found.level if (found := rungs_on(home.coalition.pk, day).get(pair)) else None for day in days]
    assert levels == [None, 5, 0]


def test_the_map_shows_the_inherited_rung_and_loses_it_with_the_task(home):
    at_work(home, sectors(home), THEN)
    client = Client()
    client.force_login(home.people["Marta"])
    row = "Harbour Health Service Open Door Shelter Multisector collaboration What they did together"
    with stopped_at(LATER):
        keep_overviews(None, LATER)
        assert row in text_of(client.get(f"/c/{home.coalition.slug}/map/"))
        finish_task(Task.objects.get(organisation=home.organisations["HH"]), by=hat(home, "HH"), at=LATER)
        assert row not in text_of(client.get(f"/c/{home.coalition.slug}/map/"))


def test_without_citizens_it_is_warned(home):
    made = begun(home, "HH", "DR")
    client = Client()
    client.force_login(home.people["Marta"])
    with stopped_at(LATER):
        assert "No citizens’ group sits here." in text_of(client.get(made.get_absolute_url()))
        acts.take_seat(made, by=hat(home, "HT"), at=LATER)
        assert "No citizens’ group sits here." not in text_of(client.get(made.get_absolute_url()))


def test_only_those_who_sit_there_act_and_the_later_of_two_saves_is_told(home):
    made = begun(home, "HH")
    with pytest.raises(Refused, match="Only those who sit"):
        acts.say_ready(made, by=hat(home, "DR"), at=THEN)
    seat = InitiativeSeat.objects.get(organisation=home.organisations["HH"])
    read = Version.of(seat, ("solo", "definition", "aside"))
    acts.write_seat(made, definition="One.", by=hat(home, "HH"), at=THEN, read=read)
    with pytest.raises(Changed):
        acts.write_seat(made, definition="Two.", by=hat(home, "HH"), at=THEN, read=read)
    acts.leave_seat(made, by=hat(home, "HH"), at=LATER)
    with pytest.raises(Refused, match="Only those who sit"):
        acts.write_seat(made, definition="Two.", by=hat(home, "HH"), at=LATER)


@pytest.mark.parametrize("many", [1, 3])
def test_its_page_asks_as_much_for_one_seat_as_for_three(home, many, django_assert_max_num_queries):
    made = begun(home, *("HH", "DR")[: many - 1])
    client = Client()
    client.force_login(home.people["Marta"])
    with stopped_at(LATER):
        for url in (made.get_absolute_url(), reverse("network:initiatives", args=[home.coalition.slug])):
            client.get(url)
            with django_assert_max_num_queries(13):
                assert client.get(url).status_code == 200
    assert Initiative.objects.count() == 1
