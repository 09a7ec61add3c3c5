"""From the mail to the deed in a real browser, and the pages behind links looked at by axe and on a phone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings

    from tests.cast import Troupe

pytestmark = pytest.mark.django_db(transaction=True)
PURPOSE, SAID = "test.coming", "You said that you come."
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def purpose() -> Iterator[None]:
    """An invitation that is answered once, on a page as wings make them."""
    from django.http import HttpRequest, HttpResponse
    from django.shortcuts import render

    from comity.base.clock import now
    from comity.notices.links import purposes, register_purpose, using
    from comity.notices.models import ActionLink

    def handler(request: HttpRequest, link: ActionLink) -> HttpResponse:
        if request.method == "POST":
            with using(link, at=now(), said=SAID):
                pass
            return render(
                request, "notices/link_used.html", {"link": ActionLink.objects.get(pk=link.pk), "now": now()}
            )
        return render(request, "notices/unsubscribe.html", {"label": "Do you come along?"})

    register_purpose(PURPOSE, handler, once=True)
    yield
    del purposes._things[PURPOSE]


@pytest.fixture
def letter(home: "Troupe", settings: "Settings", live_server: Any, purpose: None) -> Iterator[dict[str, str]]:
    """An invented Marta's mail: addresses of the mailbox, the mail, its link, one that ended, and the way out."""
    from comity.base.clock import now
    from comity.notices.links import action_link
    from comity.notices.mails import Addressee, write
    from comity.people.models import Person

    settings.DEMO, settings.ADDRESS = True, live_server.url
    marta = home.people["Marta"]
    Person.objects.filter(pk=marta.pk).update(invented=True)
    links = [
        action_link(
            PURPOSE, person=marta.pk, coalition=home.coalition.pk, expires_at=now() + timedelta(days=days)
        )
        for days in (3, -3)
    ]
    words = {
        "mail": {"subject": "Do you come along?", "lede": "On Friday.", "buttons": [("I come", links[0])]}
    }
    [mail] = write(
        "test.coming", [Addressee(marta.pk, marta.email or "", marta.name)], template="base/mail/base.html",
        at=now(), coalition=home.coalition.pk, context=words,
    )  # fmt: skip
    way_out = mail.headers["List-Unsubscribe"].strip("<>")
    yield {
        "mailbox": "/mailbox/",
        "mail": f"/mailbox/{mail.pk}/",
        "link": links[0],
        "ended": links[1],
        "out": way_out,
    }


def test_two_clicks_lead_from_the_mail_to_the_deed(letter: dict[str, str], page: "Page") -> None:
    page.goto(letter["mail"])
    page.frame_locator("iframe").get_by_role("link", name="I come").click()
    page.wait_for_url("**/a/**")
    page.get_by_role("button").first.click()
    page.get_by_text(SAID).wait_for()
    page.goto(letter["link"])
    assert page.get_by_text(SAID).is_visible()


def test_nothing_runs_and_nothing_is_loaded_inside_the_mail(letter: dict[str, str], browser: Any) -> None:
    from comity.notices.models import Mail

    evil = "<script>top.document.title = 'owned'</script><img src='/mailbox/' onerror='alert(1)'>"
    Mail.objects.update(html=f"<html><head></head><body>{evil}<p>words</p></body></html>")
    page, loaded = browser.new_page(), []  # one that does not mind when the policy stops what it must
    page.on("response", lambda answer: loaded.append(f"{answer.request.resource_type} {answer.url}"))
    page.goto(letter["link"].partition("/a/")[0] + letter["mail"])
    page.frame_locator("iframe").get_by_text("words").wait_for()
    assert "owned" not in page.title()
    page.close()
    assert not [one for one in loaded if one.startswith("image") and one.endswith("/mailbox/")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_behind_a_mail(
    letter: dict[str, str], new_page: Callable[..., "Page"], axe: Callable[["Page"], list[str]], scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    found = {}
    for name, address in letter.items():
        page.goto(address)
        found[name] = axe(page)
    page.goto(letter["link"])
    page.get_by_role("button").first.click()
    found["used"] = axe(page)
    assert found == {name: [] for name in [*letter, "used"]}


def test_they_fit_a_narrow_phone_without_sideways_scroll(
    letter: dict[str, str], new_page: Callable[..., "Page"]
) -> None:
    page = new_page(**PHONE)
    for name, address in letter.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_stopping_the_mails_works_without_script(
    letter: dict[str, str], new_page: Callable[..., "Page"]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(letter["out"])
    page.get_by_role("button", name="Stop these mails").click()
    assert page.get_by_role("heading", level=1).inner_text() == "You get no more of these mails"
