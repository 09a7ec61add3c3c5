"""The pages of this room in a real browser: all by pressing; the crawl sees to axe and narrow screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Troupe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shown(home: "Troupe") -> "Troupe":
    """The cast with words of its own, a public page, somebody new and a seat that nobody fills."""
    from comity.coalitions.acts import change_settings, give_seat
    from comity.people.models import Organisation
    from tests.cast import THEN

    Organisation.objects.filter(name__startswith="Harbour T").update(
        words="We are neighbours who got tired of wet walls.", lead_days=12, decided_by="Members’ evening",
        languages="Arabic\nPolish", has_page=True,
    )  # fmt: skip
    change_settings(
        home.coalition, has_page=True, purpose="Dry walls for everyone.", reasons="Alone you are sent away",
        by=home.by, at=THEN,
    )  # fmt: skip
    give_seat(home.bodies["steering"], home.organisations["DR"], by=home.by, at=THEN)
    return home


def enter(page: "Page", person: Any, base: str) -> "Page":
    """Sign the browser in as somebody, without the detour of a mail."""
    from django.test import Client

    client = Client()
    client.force_login(person)
    key = client.cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": key.key, "value": key.value, "url": base}])
    return page


def test_axe_reports_nothing_to_somebody_who_may_not(
    shown: "Troupe", new_page: Callable[..., Any], axe: Callable[..., list[str]], live_server: Any
) -> None:
    page = enter(new_page(), shown.people["Henk"], live_server.url)
    barred = ["organisations/", "organisations/open-door-shelter/", "bodies/add/", "settings/"]
    for address in [*barred, f"bodies/{shown.bodies['steering'].pk}/"]:
        page.goto(f"/c/harbour-homes-together/{address}")
        assert axe(page) == [], address


def test_a_new_coalition_is_offered_the_time_of_the_device(
    shown: "Troupe", new_page: Callable[..., Any], live_server: Any
) -> None:
    page = enter(new_page(timezone_id="Pacific/Auckland"), shown.coordinator, live_server.url)
    page.goto("/start/")
    page.get_by_label("Name of the coalition").fill("Warm Homes")
    page.get_by_role("button", name="Go on").last.click()
    zone = page.get_by_label("Time zone")
    assert zone.input_value() == "Pacific/Auckland"
    zone.select_option("Europe/Berlin")
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_role("button", name="Back").click()
    assert page.get_by_label("Time zone").input_value() == "Europe/Berlin"


def test_a_coalition_is_started_without_a_script(
    shown: "Troupe", new_page: Callable[..., Any], live_server: Any
) -> None:
    """From the first question to the empty list, as a person presses it."""
    page = enter(new_page(java_script_enabled=False), shown.people["Henk"], live_server.url)
    page.goto("/start/")
    page.get_by_label("Name of the coalition").fill("Dock Road Lights")
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_label("Place").fill("Dock Road")
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_role("button", name="Back").click()
    assert page.get_by_label("Place").input_value() == "Dock Road", "Back keeps the answers"
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_label("Dock Road Traders").check()
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_role("button", name="Start the coalition").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Dock Road Lights is here"


def test_somebody_is_invited_and_a_seat_is_filled(shown: "Troupe", page: Any, live_server: Any) -> None:
    enter(page, shown.coordinator, live_server.url)
    page.goto("/c/harbour-homes-together/people/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name", exact=True).fill("Nadia Novak")
    page.get_by_label("E-mail address").fill("nadia@example.org")
    page.get_by_label("For which organisation?").select_option(label="Dock Road Traders")
    page.get_by_label("Vote").check()
    page.get_by_role("button", name="Write the invitation").click()
    assert "on its way to nadia@example.org" in page.get_by_role("status").inner_text()
    page.goto(f"/c/harbour-homes-together/bodies/{shown.bodies['steering'].pk}/")
    page.get_by_role("link", name="Fill it Dock Road Traders").click()
    page.get_by_label("Nadia Novak").check()
    page.get_by_role("button", name="Fill the seat").click()
    page.get_by_role("cell", name="Nadia Novak", exact=True).wait_for()
