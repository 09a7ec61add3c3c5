"""The door and the account in a real browser: passkeys, accessibility, small screens, no scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from comity.base.clock import now
from comity.notices.models import Mail
from comity.people.acts import make_administrator
from comity.people.models import Person
from tests.cast import oneself as by_whom
from tests.cast import person
from tests.people.conftest import Received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AMINA = "amina.haddad@example.org"
PAGES = [
    "/account/", "/account/profile/", "/account/addresses/", "/account/mails/", "/account/sittings/",
    "/account/password/", "/account/second-step/", "/account/sure/", "/account/erase/", "/install/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def database(transactional_db: None) -> None:
    """The live server sees only what is committed."""


def newest_link() -> str:
    return Received(Mail.objects.filter(to=AMINA).latest("queued_at")).link


def come_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Your e-mail address").first.fill(AMINA)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    page.goto(newest_link())
    page.get_by_role("button", name="Sign in").click()


def with_authenticator(page: Page) -> Any:
    """A device that makes and answers passkeys, with a finger always on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey_is_added_and_signs_in_and_is_the_second_step(page: Page) -> None:
    person("Amina Haddad")
    with_authenticator(page)
    come_in(page)
    page.goto("/account/second-step/")
    expect(page.get_by_text("passkeys need scripts")).to_be_hidden()
    page.get_by_label("Name of the passkey").fill("my laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("b", has_text="my laptop")).to_be_visible()
    page.goto("/account/")
    page.get_by_role("button", name="Sign out here").click()

    page.goto("/sign-in/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("button", name="Sign out here").click()

    come_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: "second-step" not in url)
    page.goto("/account/second-step/")
    page.get_by_role("button", name="Remove my laptop").click()
    expect(page.locator("b", has_text="my laptop")).to_have_count(0)


def test_a_device_without_passkey_is_told_so(page: Page) -> None:
    with_authenticator(page)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Your device gave no passkey")).to_be_visible()


def test_without_scripts_one_comes_in_and_passkeys_do_not_show(new_page: Callable[..., Page]) -> None:
    person("Amina Haddad")
    page = new_page(java_script_enabled=False)
    come_in(page)
    page.goto("/account/second-step/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step when signing in")
    expect(page.get_by_role("button", name="Add a passkey")).to_have_count(0)
    expect(page.get_by_text("passkeys need scripts")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_page: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: str
) -> None:
    make_administrator(person("Amina Haddad"), by=by_whom(None), at=now())
    page = new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    for path in ("/sign-in/", "/sign-in/code/?elsewhere", "/sign-in/by/cut-off/", "/account/erased/"):
        page.goto(path)
        assert (path, axe(page), wide(page)) == (path, [], False)
    come_in(page)
    for path in PAGES:
        page.goto(path)
        assert (path, axe(page), wide(page)) == (path, [], False)
    page.goto("/account/second-step/")
    page.get_by_role("button", name="Set up an app").click()
    expect(page.get_by_role("img", name="Picture for your authenticator app")).to_be_visible()
    assert (axe(page), wide(page)) == ([], False)


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_by_keyboard_alone(page: Page) -> None:
    person("Amina Haddad")
    page.goto("/sign-in/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "email":
            break
    page.keyboard.type(AMINA)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert Person.objects.count() == 1
