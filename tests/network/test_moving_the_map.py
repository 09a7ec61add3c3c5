"""The map in a real browser: enlarged, searched, pushed, walked through by keys; without a script by its form."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.network.stage import address, tell
from tests.network.test_in_a_browser import seated

VIEWS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 900}},
    {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark", "has_touch": True},
]


@pytest.fixture
def home(transactional_db):
    from tests.cast import harbour

    troupe = harbour()
    tell(troupe, "Amina", "HT", "OD", 4)
    tell(troupe, "Marta", "OD", "HT", 5)
    tell(troupe, "Amina", "HT", "HH", 2)
    tell(troupe, "Okafor", "HH", "HT", 2)
    return troupe


def view_box(page) -> list[float]:
    return [float(one) for one in page.locator("svg.map").get_attribute("viewBox").split()]


def faint(page) -> int:
    return page.locator("svg.map .nodes > .off").count()


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "phone in the dark"])
def test_it_is_enlarged_searched_and_read_by_keys_alone(home, new_page, axe, view):
    page = seated(new_page, home.people["Henk"], **view)
    page.goto(address(home, "map/"))
    says, figure = page.locator("[data-map-says]"), page.locator("figure.alive")
    figure.focus()
    page.keyboard.press("0")
    expect(says).to_have_text("The whole map is shown.")
    page.wait_for_timeout(300)
    whole = view_box(page)
    page.keyboard.press("+")
    expect(says).to_have_text("Shown at 135%.")
    page.wait_for_timeout(300)
    near = view_box(page)
    assert near[2] < whole[2]
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert view_box(page)[0] > near[0]
    page.get_by_label("Find on the map").fill("shelter")
    page.keyboard.press("Enter")
    expect(says).to_have_text("Open Door Shelter has 1 partner. They are listed below the map.")
    assert faint(page) == 2 and "ego=" in page.url
    expect(page.get_by_role("heading", name="Open Door Shelter")).to_be_visible()
    page.locator("svg.map .nodes > [aria-current]").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Open Door Shelter")).to_have_count(0)
    assert faint(page) == 0 and "ego=" not in page.url
    assert page.evaluate("document.activeElement.querySelector('title')?.textContent") == "Open Door Shelter"
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_shape_to_shape_and_a_shape_elsewhere(home, new_page):
    page = seated(new_page, home.people["Henk"], viewport={"width": 1280, "height": 900})
    page.goto(address(home, "map/"))
    page.locator("figure.alive").focus()
    page.keyboard.press("Tab")
    name = "document.activeElement.querySelector('title')?.textContent"
    first = page.evaluate(name)
    assert first
    reached = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        reached.add(page.evaluate(name))
    assert len(reached) > 1
    focused = page.locator("svg.map .nodes > [tabindex='0']")
    before = page.locator("svg.map .ties").inner_html()
    page.keyboard.press("Shift+ArrowDown")
    assert focused.get_attribute("transform") == "translate(0 20)"
    page.get_by_role("button", name="Whole map").click()
    assert focused.get_attribute("transform") is None
    assert page.locator("svg.map .ties path").first.get_attribute("d") in before


def test_a_click_shows_partners_and_a_drag_does_not(home, new_page):
    page = seated(new_page, home.people["Henk"], viewport={"width": 1280, "height": 900})
    page.goto(address(home, "map/"))
    shape = page.locator("svg.map .nodes > a", has_text="HT").locator("path")
    spot = shape.bounding_box()
    assert spot is not None
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 10, steps=4)
    page.mouse.up()
    expect(page.locator("[data-map-says]")).to_contain_text("Union was moved.")
    assert "ego" not in page.url
    shape.click()
    expect(page.locator("[data-map-says]")).to_contain_text("Union has 2 partners.")
    moved = page.locator("svg.map .nodes > a", has_text="HT").get_attribute("transform")
    assert moved and moved.startswith("translate(")  # it stays where it was put
    page.go_back()
    expect(page.locator("svg.map .nodes > .off")).to_have_count(0)


def test_each_choice_shows_at_once(home, new_page):
    page = seated(new_page, home.people["Henk"], viewport={"width": 1280, "height": 900})
    page.goto(address(home, "map/"))
    page.get_by_text("Who stands out, colour, size").click()
    page.get_by_label("Sector").select_option("public")
    expect(page.locator("[data-map-says]")).to_have_text("1 of 4 organisations fits.")
    page.get_by_label("Colour tells").select_option("degree")
    expect(page.get_by_text("Colour: How many ties")).to_be_visible()
    assert faint(page) == 3 and page.url.endswith("sector=public&colour=degree")


def test_all_of_it_without_a_script(home, new_page):
    page = seated(new_page, home.people["Henk"], viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page.goto(address(home, "map/"))
    assert not page.get_by_label("Find on the map").is_visible()
    page.get_by_text("Who stands out, colour, size").click()
    page.get_by_label("Sector").select_option("nonprofit")
    page.get_by_role("button", name="Show").click()
    assert faint(page) == 3
    page.locator("svg.map .nodes > a").first.click(force=True)
    assert "ego=" in page.url
    page.get_by_role("link", name="Show the whole map").click()
    assert "ego=" not in page.url and "sector=nonprofit" in page.url


def test_the_other_ways_to_look_at_it_are_open_to_everyone(home, new_page, axe):
    page = seated(new_page, home.people["Henk"], viewport={"width": 320, "height": 640}, color_scheme="dark")
    for path in ("map/matrix/?order=sector", "map/change/"):
        page.goto(address(home, path))
        assert axe(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_the_picture_is_taken_along_as_png(home, new_page):
    page = seated(new_page, home.people["Henk"], viewport={"width": 1280, "height": 900})
    page.goto(address(home, "map/"))
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="The picture (PNG)").click()
    picture = taken.value.path().read_bytes()
    wide, high = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert picture.startswith(b"\x89PNG") and min(wide, high) > 400 and len(picture) > 5000
