"""Rosters, ties and the map in a real browser: by hand, without scripts, on a phone, and for those who can't see."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.network.stage import LIST, TIES, address, imported, tell

VIEWS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 900}},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark", "java_script_enabled": True},
]


@pytest.fixture
def home(transactional_db):
    from tests.cast import harbour

    return harbour()


def seated(new_page, person, **view):
    """A page of someone signed in."""
    client = Client()
    client.force_login(person)
    page = new_page(**view)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": settings.ADDRESS}])
    return page


def test_a_pasted_list_becomes_a_map_without_scripts_and_goes_again(home, new_page):
    page = seated(new_page, home.coordinator, viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page.goto(address(home, "roster/"))
    page.get_by_label("Paste: Organisations").fill(LIST)
    page.get_by_label("Paste: Ties").fill(TIES)
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Enter all of it").click()
    page.wait_for_url("**/map/")
    page.get_by_text("Four organisations know nobody.").first.wait_for()
    page.get_by_role("group", name="Map of 7 organisations").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back").wait_for()


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "phone in the dark"])
def test_every_page_is_open_to_everyone(home, new_page, axe, view):
    tell(home, "Amina", "HT", "OD", 4)
    imported(home, organisations=LIST, ties=TIES)
    page = seated(new_page, home.coordinator, **view)
    for path in ("map/", "map/?around=shelter&rule=confirmed", "ties/", "ties/say/", "roster/"):
        page.goto(address(home, path))
        _looked_at(page, axe)
    page.get_by_label("Paste: Organisations").fill("name,size\nOpen Door Shelter e.V.,3\nPort Offices,12\n")
    page.get_by_label("Paste: Ties").fill("from,to,level\nPort Offices,Open Door Shelter,loosely\n")
    page.get_by_role("button", name="Look at it first").click()
    _looked_at(page, axe)  # something to mend
    page.get_by_label("“loosely”").select_option("1")
    page.get_by_role("button", name="Look at it again").click()
    _looked_at(page, axe)
    page.goto(address(home, "roster/"))
    page.get_by_label("Paste: Organisations").fill("name\n")
    page.get_by_role("button", name="Look at it first").click()
    _looked_at(page, axe)  # a list that can't be read
    assert page.get_by_label("Paste: Organisations").input_value().startswith("name")


def _looked_at(page, axe):
    assert axe(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
