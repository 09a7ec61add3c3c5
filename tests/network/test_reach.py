"""Reach in steps without double counting, whom to add, who introduces us, how mixed we are, and shared values."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import give_mandate
from comity.coalitions.models import Power
from comity.coalitions.queries import members_of
from comity.coalitions.standing import standing_of
from comity.network.acts import reach, report_tie
from comity.network.models import GoBetween, ValueWord
from comity.network.reach import mixing, queries
from comity.notices.models import Ask, Mail
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, person
from tests.governing.stage import hat, tenants

pytestmark = pytest.mark.django_db


def chain(home: Troupe) -> None:
    """Tenants – shelter – health service – Port Office – Quay Gardens; the traders know nobody."""
    ada, zoe = person("Ada Quill"), person("Zoe Finn")
    port = join(home, "Port Office", Sector.PUBLIC, ada, place="Saltmere", people_count=60)
    join(home, "Quay Gardens", Sector.CITIZEN, zoe, place="Saltmere", people_count=8)
    here = home.organisations
    give_mandate(home.people["Marta"], organisation=here["HH"], powers=[Power.SPEAK], by=home.by, at=THEN)
    with home.scope():
        report_tie(here["OD"], level=3, by=tenants(home), at=THEN)
        report_tie(here["HH"], level=2, by=hat(home, "Marta", "OD"), at=THEN)
        report_tie(port, level=1, by=hat(home, "Okafor", "HH"), at=THEN)
        report_tie(here["QG"], level=1, by=home.hat(ada, port), at=THEN)


def found(home: Troupe, *marks: str, target: str = "") -> queries.Reached:
    with home.scope():
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        to = home.organisations[target].pk if target else None
        start = [home.organisations[mark].pk for mark in marks]
        members = list(members_of(home.coalition.pk))
        return queries.reached(standing, members, start, on=THEN.date(), target=to)


def names(rows: Any) -> list[str]:
    return [one.initials for one in rows]


def client_of(home: Troupe, name: str) -> Client:
    client = Client()
    client.force_login(home.people[name])
    return client


def url(home: Troupe, name: str, *args: Any) -> str:
    return reverse(f"network:{name}", args=[home.coalition.slug, *args])


@pytest.mark.row("R8")
def test_each_organisation_and_each_person_counts_once(home: Troupe) -> None:
    chain(home)
    reached = found(home, "HT")
    assert [names(ring.organisations) for ring in reached.rings] == [["OD"], ["HH"], ["PO"]]
    assert [ring.total for ring in reached.rings] == [1, 2, 3]
    assert [ring.people for ring in reached.rings] == [1, 2, 3], "Marta acts for two of them and counts once"
    assert set(names(reached.beyond)) == {"QG", "DR"}
    together = found(home, "HT", "PO")
    assert together.total == 3 and names(together.beyond) == ["DR"]


@pytest.mark.row("R8")
def test_whom_to_win_is_who_brings_most_that_is_new(home: Troupe) -> None:
    chain(home)
    best = found(home, "DR")
    assert best.exact and best.total == 0
    assert sum(gain for _one, gain in best.additions) == 5
    assert names([best.additions[0][0]]) == ["HH"]
    two = {(one.initials, gain) for one, gain in found(home, "HT").additions}
    assert two == {("DR", 1), ("HH", 1)}, "the health service is nearer to Quay Gardens, so it brings them within reach"


@pytest.mark.row("R8")
def test_the_way_to_a_target_leads_over_those_who_know_each_other(home: Troupe) -> None:
    chain(home)
    way = found(home, "HT", target="PO").way
    assert way is not None and names(way) == ["HT", "OD", "HH", "PO"]
    assert found(home, "HT", target="DR").way is None
    with stopped_at(THEN):
        page = client_of(home, "Marta").get(url(home, "reach"), {
            "from": home.organisations["OD"].pk, "to": home.organisations["PO"].pk}).content.decode()  # fmt: skip
    assert "mailto:?subject=An%20introduction%20to%20Port%20Office" in page and "would you introduce us?" in page


@pytest.mark.row("R8")
def test_a_go_between_is_asked_by_mail_and_answers(home: Troupe) -> None:
    chain(home)
    marta, okafor, henk = (client_of(home, name) for name in ("Marta", "Okafor", "Henk"))
    here = home.organisations
    with stopped_at(THEN):
        asking = url(home, "ask-go-between") + f"?via={here['HH'].pk}&to={here['PO'].pk}"
        prepared = marta.get(asking).content.decode()
        assert "We would like to get to know Port Office" in prepared
        marta.post(asking, {"via": here["HH"].pk, "target": here["PO"].pk, "words": "Would you introduce us?"})
        with home.scope():
            asked = GoBetween.objects.get()
        waiting = Ask.objects.filter(kind="network.go-between").values_list("person", flat=True)
        assert set(waiting) == {home.people["Okafor"].pk, home.people["Marta"].pk}
        assert henk.get(asked.get_absolute_url()).status_code == 404
        answer = {"answer": "yes", "words": "They expect your call."}
        assert okafor.post(asked.get_absolute_url(), answer).status_code == 302
        assert okafor.post(asked.get_absolute_url(), answer).status_code == 409
    assert Mail.objects.get(kind="network.introduced").to == home.people["Marta"].email
    assert not Ask.objects.filter(kind="network.go-between", closed_at=None).exists()
    with home.scope(), pytest.raises(ValidationError):
        reach.ask_go_between(via=here["OD"], target=here["PO"], words="x", by=hat(home, "Marta", "OD"), at=THEN)


@pytest.mark.row("R9")
def test_mixture_is_told_by_sector_place_size_and_value_in_a_sentence(home: Troupe) -> None:
    chain(home)
    with home.scope():
        value = reach.state_value("We do nothing about people without them.", by=home.by, at=THEN)
        reach.affirm_value(value, "yes", by=tenants(home), at=THEN)
        reach.affirm_value(value, "no", by=hat(home, "Henk", "DR"), at=THEN)
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        told = mixing.facets(members_of(home.coalition.pk), queries.words_visible_to(standing))
    by = {facet.key: facet for facet in told}
    assert dict(by["sector"].counts) == {"Public": 2, "Citizen group": 2, "Nonprofit": 1, "Private": 1}
    assert by["sector"].blau == pytest.approx(1 - (4 + 4 + 1 + 1) / 36)
    assert "in 72 of 100 cases they differ" in by["sector"].says and "75 at most" in by["sector"].says
    assert dict(by["size"].counts) == {"50 to 249 people": 1, "1 to 9 people": 1}
    assert by["place"].says == "All who say it are alike. 4 have not said it."
    assert by["value"].blau == pytest.approx(0.5)


@pytest.mark.row("R9")
def test_each_member_says_for_itself_whether_a_value_is_its_own(home: Troupe) -> None:
    with home.scope():
        with pytest.raises(Refused):
            reach.state_value("x", by=hat(home, "Henk", "DR"), at=THEN)
        value = reach.state_value("A home is a right.", by=home.by, at=THEN)
    henk = client_of(home, "Henk")
    with stopped_at(THEN):
        for answer in ("partly", "yes"):
            henk.post(url(home, "affirm-value", value.pk), {"answer": answer, "words": "Ours since 1911."})
        page = henk.get(url(home, "values")).content.decode()
    with home.scope():
        assert ValueWord.objects.get().answer == "yes"
        reach.retire_value(value, by=home.by, at=THEN)
        with pytest.raises(Refused):
            reach.affirm_value(value, "no", by=hat(home, "Henk", "DR"), at=THEN)
    assert "Ours since 1911." in page and "1 of 4 say that it is theirs too" in page


@pytest.mark.row("R8")
def test_the_page_of_reach_asks_no_more_with_more_members(home: Troupe, django_assert_max_num_queries: Any) -> None:
    client = client_of(home, "Marta")
    with stopped_at(THEN), django_assert_max_num_queries(14):
        assert client.get(url(home, "reach")).status_code == 200
    chain(home)
    with stopped_at(THEN):
        client.get(url(home, "reach"))  # a process reads once what was done together
    with stopped_at(THEN), django_assert_max_num_queries(14):
        body = f"body-{home.bodies['steering'].pk}"
        assert "Steering committee reaches" in client.get(url(home, "reach"), {"from": body}).content.decode()
