"""How closely to work is weighed by each side alone; all see one rung and one step, and nobody another's answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.audit.models import Entry
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import merge_organisations
from comity.coalitions.standing import standing_of
from comity.network.acts import note_evidence
from comity.network.acts.weighings import answer_weighing, end_weighing, start_weighing, take_knowingly
from comity.network.models import Weighing
from comity.network.rungs.weighing_page import WeighingSheet
from comity.network.rungs.weighing_queries import table, weighings_visible_to
from comity.notices.models import Ask, Mail
from tests.cast import THEN
from tests.network.stage import text_of

LATER = THEN + timedelta(hours=1)
MEANS = dict.fromkeys(("time", "skills", "money", "backing", "commitment", "people"), 2)
pytestmark = [pytest.mark.row("R2")]
WHO = {"OD": "Marta", "HT": "Amina", "HH": "Okafor", "DR": "Henk"}


@pytest.fixture(autouse=True)
def _scope(home):
    with home.scope():
        yield


def hat(home, mark):
    return home.hat(home.people[WHO[mark]], home.organisations[mark])


def begun(home, *marks, at=THEN):
    return start_weighing([home.organisations[mark] for mark in marks or ("OD", "HT")], by=hat(home, "OD"), at=at)


def says(home, weighing, mark, wants=4, *, relies=3, stays=3, at=THEN, **means):
    return answer_weighing(
        weighing, wants=wants, means=MEANS | means, relies=relies, stays=stays, by=hat(home, mark), at=at
    )


def together(home, *items, marks=("OD", "HT"), on=THEN):
    first, second = (home.organisations[mark] for mark in marks)
    for item in items:
        note_evidence(first=first, second=second, item=item, on=on.date(), by=the_rule(home.coalition.pk), at=on)


def sheet(home, weighing, mark):
    standing = standing_of(home.people[WHO[mark]].pk, home.coalition.pk, at=THEN)
    return WeighingSheet(Weighing.objects.select_related("coalition").get(pk=weighing.pk), standing, hat(home, mark))


def test_nothing_is_shown_before_all_have_answered(home):
    weighing = says(home, begun(home), "OD")
    assert (weighing.state, weighing.rung) == ("open", None)
    waiting = Ask.objects.filter(kind="network.weighing", closed_at=None)
    assert set(waiting.values_list("organisation", flat=True)) == {home.organisations["HT"].pk}
    assert not Mail.objects.filter(kind="network.weighed").exists()
    weighing = says(home, weighing, "HT", wants=2)
    assert (weighing.state, weighing.today, weighing.rung) == ("shown", 0, 1)
    assert Mail.objects.filter(kind="network.weighed", person=home.people["Marta"].pk).exists()
    with pytest.raises(Refused, match="there already"):
        says(home, weighing, "HT")


def test_the_advice_is_one_step_above_what_they_really_do(home):
    together(home, "news_answered", "services_exchanged")
    weighing = begun(home)
    for mark in ("OD", "HT"):
        weighing = says(home, weighing, mark, wants=5)
    assert (weighing.today, weighing.rung) == (1, 2)
    assert sheet(home, weighing, "OD").leaps


def test_each_side_sees_alone_what_it_lacks(home):
    together(home, "news_answered", "event_moved", "hours_changed")
    weighing = begun(home)
    says(home, weighing, "OD", time=0)
    weighing = says(home, weighing, "HT", money=1)
    assert weighing.rung == 1
    ours, theirs = sheet(home, weighing, "OD"), sheet(home, weighing, "HT")
    assert ([str(gap.name) for gap in ours.gaps], ours.gaps[0].lacks) == (["Time of our own people"], True)
    assert len(ours.holds) == 1 and theirs.holds == [] and theirs.gaps == []
    assert ours.step == theirs.step


def test_no_answer_reaches_the_record_the_page_or_the_export_of_the_other(home):
    weighing = begun(home)
    says(home, weighing, "OD", wants=1, relies=0)
    weighing = says(home, weighing, "HT")
    told = Entry.objects.filter(act="network.weighing.answered").values_list("text", flat=True)
    assert len(told) == 2 and not any(word in text for text in told for word in ("wants", "relies", "time\""))
    standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
    rows = list(table(standing))
    assert [row[8] for row in rows[1:]] == ["Harbour Tenants’ Union"]
    client = Client()
    client.force_login(home.coordinator)
    with stopped_at(LATER):
        hats = reverse("coalitions:hat", args=[home.coalition.slug])
        client.post(hats, {"hat": f"organisation:{home.organisations['HT'].pk}"})
        told = text_of(client.get(weighing.get_absolute_url()))
    assert "For Harbour Tenants’ Union alone" in told and "For Open Door Shelter alone" not in told


def test_only_the_sides_know_that_it_takes_place(home):
    weighing = begun(home)
    for mark, sees in (("OD", 1), ("HT", 1), ("HH", 0), ("DR", 0)):
        standing = standing_of(home.people[WHO[mark]].pk, home.coalition.pk, at=THEN)
        assert weighings_visible_to(standing).count() == sees
    with pytest.raises(Refused):
        says(home, weighing, "HH")


def test_a_step_that_raises_shared_risk_waits_or_is_taken_knowingly(home):
    together(home, "news_answered", "event_moved", "space_lent", "hours_lent")
    weighing = begun(home)
    for mark in ("OD", "HT"):
        weighing = says(home, weighing, mark)
    assert (weighing.rung, weighing.waits_for) == (3, 4)
    with pytest.raises(ValidationError, match="Say why"):
        take_knowingly(weighing, why=" ", by=hat(home, "OD"), at=LATER)
    weighing = take_knowingly(weighing, why="We have known each other for years.", by=hat(home, "OD"), at=LATER)
    assert weighing.rung == 3, "one side alone can't take a shared risk"
    weighing = take_knowingly(weighing, why="We bear it.", by=hat(home, "HT"), at=LATER)
    assert (weighing.rung, weighing.waits_for) == (4, 0)


def test_it_does_not_wait_once_the_rung_has_held_long_enough(home):
    together(home, "news_answered", "event_moved", "space_lent", "hours_lent", on=THEN - timedelta(days=120))
    weighing = begun(home)
    for mark in ("OD", "HT"):
        weighing = says(home, weighing, mark)
    assert (weighing.rung, weighing.waits_for) == (4, 0)


def test_a_group_stands_where_its_weakest_pair_does(home):
    together(home, "news_answered", "event_moved", "hours_changed")
    weighing = begun(home, "OD", "HT", "HH")
    for mark in ("OD", "HT", "HH"):
        weighing = says(home, weighing, mark)
    assert (weighing.today, weighing.rung) == (0, 1)


def test_a_side_may_rather_not(home):
    weighing = says(home, begun(home), "OD")
    weighing = end_weighing(weighing, by=hat(home, "HT"), at=LATER)
    assert (weighing.state, weighing.rung) == ("ended", None)
    assert not Ask.objects.filter(kind="network.weighing", closed_at=None).exists()


def test_what_can_not_be_is_refused(home):
    with pytest.raises(ValidationError, match="at least one other"):
        begun(home, "OD")
    with pytest.raises(ValidationError, match="at least one other"):
        begun(home, "HT", "HH")
    with pytest.raises(ValidationError, match="each of the questions"):
        says(home, begun(home), "OD", wants=9)


def test_it_is_answered_on_a_page(home):
    weighing = begun(home)
    client = Client()
    client.force_login(home.people["Marta"])
    given = {"wants": 2, "relies": 2, "stays": 1, **MEANS}
    with stopped_at(LATER):
        url = reverse("network:answer-weighing", args=[home.coalition.slug, weighing.pk])
        assert client.post(url, {**given, "time": ""}).status_code == 422
        assert client.post(url, given).status_code == 302
        assert "Your answers are kept" in text_of(client.get(weighing.get_absolute_url()))


def test_who_becomes_one_with_another_goes_on_weighing_as_that(home):
    weighing = begun(home, "OD", "HH")
    merge_organisations(home.organisations["HT"], home.organisations["HH"], by=home.by, at=LATER)
    assert {side.name for side in weighing.sides.all()} == {"Open Door Shelter", "Harbour Tenants’ Union"}
    for mark in ("OD", "HT"):
        weighing = says(home, weighing, mark, at=LATER)
    assert weighing.state == "shown"


def test_between_two_that_become_one_there_is_nothing_to_weigh(home):
    weighing = says(home, begun(home), "OD")
    merge_organisations(home.organisations["HT"], home.organisations["OD"], by=home.by, at=LATER)
    weighing = Weighing.objects.get(pk=weighing.pk)
    assert (weighing.state, weighing.rung) == ("ended", None)
    assert not Ask.objects.filter(kind="network.weighing", closed_at=None).exists()
