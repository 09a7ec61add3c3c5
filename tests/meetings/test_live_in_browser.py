"""Somebody else's page changes by itself, its clock runs, and it fits a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from comity.base.clock import now
from comity.meetings import acts
from tests.cast import Troupe
from tests.meetings.stage import chair, planned, signed_in

PATIENCE = 60_000


@pytest.mark.browser
@pytest.mark.row("L7")
@pytest.mark.django_db(transaction=True)
def test_a_phone_hears_that_it_has_the_floor(
    troupe: Troupe, new_page: Callable[..., Page], live_server: Any
) -> None:
    by, began = chair(troupe), now() - timedelta(minutes=5)
    meeting = planned(troupe, at=began - timedelta(days=1), starts_at=began)
    acts.start_meeting(meeting, by=by, at=began)
    for mark in ("HT", "OD", "HH"):
        given = {"name": f"Somebody of {mark}", "organisation": troupe.organisations[mark]}
        acts.arrive(meeting, by=by, at=began, **given)
    client, page = signed_in(troupe.people["Okafor"]), new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    page.context.add_cookies(
        [{"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()]
    )
    page.goto(f"{meeting.get_absolute_url()}live/")
    assert page.get_by_text("We have spoken").count() == 0
    acts.give_floor(meeting, organisation=troupe.organisations["HH"], by=by, at=now())
    page.get_by_text("We have spoken").wait_for()
    first = page.locator("[data-left]").first.text_content()
    page.wait_for_timeout(2_500)
    assert page.locator("[data-left]").first.text_content() != first
    assert page.locator("[data-announce]").text_content() == ""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
