"""Conflict, figures and failed mails in a real browser: by axe, on a phone, by night, without scripts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured
from django.test import Client

if TYPE_CHECKING:
    from tests.cast import Troupe

pytestmark = pytest.mark.django_db(transaction=True)
#: the narrowest element that makes the page wider than the screen
WIDEST = """document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .sort((a, b) => a.getBoundingClientRect().width - b.getBoundingClientRect().width)
  .slice(0, 2).map(e => e.outerHTML.slice(0, 150)).join()"""
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 700}}


def enter(page: Any, person: Any, base: str) -> Any:
    """Sign the browser in as somebody."""
    client = Client()
    client.force_login(person)
    key = client.cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": key.key, "value": key.value, "url": base}])
    return page


def fine(page: Any, axe: Callable[..., list[str]]) -> None:
    """Nothing for axe by day and night, and nothing wider than the screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == []
    assert page.evaluate(WIDEST) == ""


@pytest.mark.parametrize("options", [PHONE, PHONE | {"java_script_enabled": True}], ids=["phone", "scripts"])
def test_a_conflict_shows_both_texts_and_is_brought_together(
    home: "Troupe",
    new_page: Callable[..., Any],
    axe: Callable[..., list[str]],
    live_server: Any,
    options: Any,
) -> None:
    from comity.people.models import Organisation

    page = enter(new_page(**options), home.people["Ruth"], live_server.url)
    tenants = home.organisations["HT"]
    page.goto(f"/c/{home.coalition.slug}/organisations/{tenants.slug}/edit/")
    Organisation.objects.filter(pk=tenants.pk).update(words="Theirs, typed first", place="Pier Street")
    page.get_by_label("In its own words").fill("Mine, typed later")
    page.get_by_role("button", name="Save the page").click()
    alert = page.get_by_role("alert")
    assert "Somebody else saved this" in alert.inner_text()
    assert "Theirs, typed first" in alert.inner_text() and "Mine, typed later" in alert.inner_text()
    assert page.get_by_label("In its own words").input_value() == "Mine, typed later"
    assert page.locator("#id_place").input_value() == "Pier Street"
    fine(page, axe)
    page.get_by_label("In its own words").fill("Both")
    page.get_by_role("button", name="Save the page").click()
    assert page.get_by_text("The page is changed.").is_visible()
    assert Organisation.objects.get(pk=tenants.pk).words == "Both"


def test_administrators_see_figures_and_send_a_mail_again(
    home: "Troupe", new_page: Callable[..., Any], axe: Callable[..., list[str]], live_server: Any
) -> None:
    from comity.base.clock import now
    from comity.notices.models import Mail, MailState
    from comity.people.acts import make_administrator
    from tests.cast import oneself

    make_administrator(home.people["Ruth"], by=oneself(None), at=now())
    Mail.objects.create(
        kind="governing.opened", to="a@example.org", text="words", queued_at=now(), next_try_at=now(),
        state=MailState.FAILED, fault="SMTPDataError 550",
    )  # fmt: skip
    page = enter(new_page(**PHONE), home.people["Ruth"], live_server.url)
    page.goto("/install/")
    fine(page, axe)
    page.get_by_role("link", name="See how it is doing").click()
    assert "Mails that could not be sent" in page.inner_text("main")
    fine(page, axe)
    page.get_by_role("link", name="See the mails that could not be sent").click()
    page.get_by_role("button", name="Send again").click()
    assert page.get_by_text("The worker tries it again.").is_visible()
    assert Mail.objects.get(kind="governing.opened").state == MailState.WAITING


def test_the_door_with_a_provider(
    new_page: Callable[..., Any], axe: Callable[..., list[str]], live_server: Any, settings: Any
) -> None:
    from comity.config import Config

    given = {"oidc_issuer": "https://id.example.org", "oidc_client_id": "comity"}
    settings.CONFIG = Config(oidc_name="the City of Saltmere", **given)
    page = new_page(**PHONE)
    page.goto(f"{live_server.url}/sign-in/")
    assert page.get_by_role("link", name="Sign in with the City of Saltmere").is_visible()
    fine(page, axe)
