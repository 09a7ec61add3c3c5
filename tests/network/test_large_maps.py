"""Networks too large for a picture in the page: a picture of its own that a script makes move, or groups as circles."""

import json
import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.network.models import Tie
from comity.network.views.pictures import scripts_are_here
from tests.cast import THEN
from tests.network.stage import address, tell, text_of
from tests.network.test_in_a_browser import seated

pytestmark = [pytest.mark.row("R1")]


@pytest.fixture
def told(home):
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 5)
    tell(home, "Amina", "HT", "HH", 2)
    return home


@pytest.fixture
def large(told, monkeypatch):
    """As if four were many."""
    for view in ("map", "wave_map"):
        monkeypatch.setattr(f"comity.network.views.{view}.SCRIPTED", 3)
    return told


@pytest.fixture
def huge(told, monkeypatch):
    """As if four were too many for any picture."""
    monkeypatch.setattr("comity.network.queries.overview.AT_ONCE", 2)
    monkeypatch.setattr("comity.network.queries.overview.MOST", 3)
    return told


@pytest.fixture
def henk(told, client) -> Client:
    client.force_login(told.people["Henk"])
    with stopped_at(THEN):
        yield client


def test_the_picture_is_a_file_of_its_own_and_the_page_small(large, henk):
    page = henk.get(address(large, "map/?colour=people"))
    html = page.content.decode()
    assert "<g class=\"ties\"" not in html
    src = re.search(r'<img class="wide" src="([^"]+)" alt="Map of 4 organisations', html).group(1)
    picture = henk.get(src.replace("&amp;", "&"))
    assert picture.headers["Content-Type"] == "image/svg+xml" and b"Open Door Shelter" in picture.content
    assert b"Colour: How many people" in picture.content  # coloured and explained as asked
    assert ("sigma.min.js" in html) is scripts_are_here() and "network/map.js" not in html
    assert "sigma" not in henk.get(address(large, "ties/")).content.decode()


def test_what_the_script_draws_stands_where_the_picture_has_it(large, henk):
    page = henk.get(address(large, "map/data.json"))
    data = json.loads(page.content)
    drawing = henk.get(address(large, "map/")).context["drawing"]
    assert {(one[0], one[4], one[5]) for one in data["nodes"]} == {(one.key, one.x, one.y) for one in drawing.nodes}
    assert sorted(one[2:4] for one in data["ties"]) == [[2, 1], [5, 0]]
    again = henk.get(address(large, "map/data.json"), headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304 and not again.content
    assert page.headers["Cache-Control"] == "private, no-cache"
    tell(large, "Henk", "DR", "HH", 1)
    fresh = henk.get(address(large, "map/data.json"), headers={"If-None-Match": page.headers["ETag"]})
    assert fresh.status_code == 200 and len(json.loads(fresh.content)["ties"]) == 3


def test_its_data_tells_nobody_of_a_tie_they_may_not_know_of(large, henk, elsewhere, client):
    with large.scope():
        Tie.objects.filter(first_says=2).update(confidentiality=Confidentiality.NAMED)
        Tie.objects.filter(second_says=2).update(confidentiality=Confidentiality.NAMED)
    assert len(json.loads(henk.get(address(large, "map/data.json")).content)["ties"]) == 1
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        assert client.get(address(large, "map/data.json")).status_code == 404


@pytest.mark.parametrize("path", ["map/data.svg", "map/map.json", "map/data.json?rung=5"])
def test_there_is_no_data_of_nothing(told, henk, path):
    with told.scope():
        Tie.objects.filter(first_says=5).update(first_says=4)
        Tie.objects.filter(second_says=5).update(second_says=4)
    assert henk.get(address(told, path)).status_code == 404


# ── groups ──


def test_a_network_too_large_to_draw_is_told_as_groups(huge, henk, django_assert_max_num_queries):
    page = henk.get(address(huge, "map/?by=sector"))
    said = text_of(page)
    assert "4 groups of 4 organisations: 2 ties lead from group to group, 0 stay inside." in said
    rows = said.split("The groups as a table")[1]
    assert "Citizen group 1 0 2" in rows and "Private 1 0 0" in rows
    html = page.content.decode()
    assert html.count('class="block"') == 4 and html.count('class="across"') == 2
    with django_assert_max_num_queries(12):
        henk.get(address(huge, "map/?by=sector"))


def test_a_group_leads_to_its_own_map(huge, henk, monkeypatch):
    with huge.scope():
        for one in ("OD", "HT"):
            organisation = huge.organisations[one]
            organisation.place = "Pier"
            organisation.save()
    page = henk.get(address(huge, "map/?by=place"))
    link = re.search(r'href="(\?group=place%3APier[^"]*)"', page.content.decode()).group(1)
    page = henk.get(address(huge, f"map/{link}"))
    assert len(page.context["drawing"].nodes) == 2 and "1 tie" in text_of(page)
    assert "Pier Show the whole map" in text_of(page)


def test_communities_need_enough_answers(huge, henk):
    page = henk.get(address(huge, "map/"))
    assert page.context["blocks"].by == "sector" and "Community" not in text_of(page).split("Grouped by")[1][:60]
    tell(huge, "Henk", "DR", "HH", 1)
    page = henk.get(address(huge, "map/"))
    assert page.context["blocks"].by == "group" and "Around " in text_of(page)
    link = re.search(r'href="(\?group=group[^"]+)"', page.content.decode()).group(1)
    assert "Around " in text_of(henk.get(address(huge, f"map/{link}")))


@pytest.mark.parametrize("group", ["sector:none", "place:", "group:x", "%00", "x"])
def test_a_group_that_is_not_there_is_the_whole(told, henk, group):
    assert henk.get(address(told, f"map/?group={group}")).status_code == 200


# ── in a browser ──


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_large_map_moves_by_mouse_and_keys_and_keeps_the_policy(large, new_page, axe):
    if not scripts_are_here():
        pytest.skip("the scripts of large maps are not here: make assets")
    page = seated(new_page, large.people["Henk"])
    page.goto(address(large, "map/"))
    expect(page.locator("figure[data-awake]")).to_be_visible()
    expect(page.locator(".graph canvas").first).to_be_visible()
    page.get_by_label("Find on the map").fill("Open Door Shelter")
    page.get_by_label("Find on the map").press("Tab")
    expect(page.locator("[data-map-says]")).to_have_text("Open Door Shelter is in the middle now.")
    page.get_by_role("button", name="Whole map").click()
    expect(page.locator("[data-map-says]")).to_have_text("The whole map is shown.")
    page.locator("figure[data-graph]").press("+")
    assert not axe(page)
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="The picture (PNG)").click()
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_picture_stays(large, new_page):
    page = seated(new_page, large.people["Henk"], java_script_enabled=False)
    page.goto(address(large, "map/"))
    expect(page.locator("img.wide")).to_be_visible()
    assert page.locator("img.wide").evaluate("image => image.naturalWidth > 0")
