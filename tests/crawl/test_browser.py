"""Every page in a real browser: by day and night, narrow and wide, from right to left, by keyboard, without scripts."""

import gzip
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from comity.base import clock
from tests.crawl.pages import NAMES, pages
from tests.matrix.world import NOW, World, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("P3"), pytest.mark.wide]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
WIDTH = "document.scrollingElement.scrollWidth"
#: text that is compressed on its way, as the installed server does
TEXT = ("text/", "application/javascript", "image/svg")
Opens = Callable[..., "Page"]


@pytest.fixture
def stage(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The world of the matrix where the server finds it; for all threads the clock stands on the day people look."""
    monkeypatch.setattr(clock, "_standing_still", ContextVar("standing_still", default=NOW))
    yield build()


def opened(new_page: Opens, world: World, role: str, **options: Any) -> "Page":
    page = new_page(viewport=DESK, **options)
    if role != "stranger":
        cookie = {
            "name": configured.SESSION_COOKIE_NAME,
            "value": world.cookies[role],
            "url": configured.ADDRESS,
        }
        page.context.add_cookies([cookie])
    return page


def looked_over(page: "Page", axe: Callable[["Page"], list[str]]) -> Iterator[str]:
    """What is wrong with the page that is open, on whatever screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from (f"{scheme}: {fault}" for fault in axe(page))
    page.set_viewport_size(PHONE)
    for direction in ("ltr", "rtl"):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        width = page.evaluate(WIDTH)
        if width > PHONE["width"]:
            yield f"{direction}: {width} px wide on a phone of 320: {page.evaluate(WIDEST)}"
    page.set_viewport_size(DESK)


#: the narrowest element that reaches beyond the screen
WIDEST = """[...document.querySelectorAll('body *')].filter(e => { const b = e.getBoundingClientRect();
  return b.width && (b.right > 321 || b.left < -1) && getComputedStyle(e).position !== 'absolute' })
  .sort((a, b) => a.getBoundingClientRect().width - b.getBoundingClientRect().width)
  .slice(0, 1).map(e => e.outerHTML.slice(0, 120)).join()"""


#: all pages, in portions that take about as long
ROOMS = [
    ("coalitions:",), ("governing:", "inside:"), ("network:", "notices:", "public:", "web:"),
    ("meetings:", "topics:", "founding:", "journey:"),
    ("texts:", "files:", "tasks:", "signatures:", "credits:", "prints:"),
    ("surveys:",),
    ("people:", "start:", "api:"),
]  # fmt: skip
#: pages that look different to somebody else than the coordinator
OWN_LOOK: dict[str, tuple[str, ...]] = {
    "member": (
        "inside:home", "governing:question question", "governing:answer question", "governing:object question",
        "coalitions:organisation organisation", "network:say",
    ),
    "stranger": ("people:sign-in", "people:code", "public:", "web:help", "people:erased"),
    "administrator": ("people:install", "people:metrics", "public:front"),
}  # fmt: skip


@pytest.mark.parametrize(("role", "rooms"), [*(("coordinator", room) for room in ROOMS), *OWN_LOOK.items()])
def test_every_page_is_open_to_everyone(
    role: str, rooms: tuple[str, ...], stage: World, new_page: Opens, axe: Any
) -> None:
    """The coordinator sees every page; of the others, those that look different to them."""
    page, wrong = opened(new_page, stage, role), []
    for name, url in pages(stage, role).items():
        if name.startswith(rooms):
            answer = page.goto(url, wait_until="load")
            if answer is None or answer.status >= 400:
                wrong.append(f"{name}: {answer and answer.status}")
            wrong += [f"{name}: {fault}" for fault in looked_over(page, axe)]
    assert not wrong, "\n".join(wrong)


def test_the_portions_leave_no_page_out() -> None:
    assert [name for name in NAMES if not name.startswith(tuple(room for rooms in ROOMS for room in rooms))] == []


def test_pages_that_say_no_look_right_too(stage: World, new_page: Opens, axe: Any) -> None:
    page, slug, wrong = opened(new_page, stage, "member"), stage.alpha.coalition.slug, []
    for url, status in [("/no/such/page/", 404), (f"/c/{slug}/bodies/add/", 403)]:
        answer = page.goto(url)
        assert answer and answer.status == status
        wrong += [f"{url}: {fault}" for fault in looked_over(page, axe)]
    assert not wrong, "\n".join(wrong)


def test_what_is_wrong_with_a_page_is_seen(stage: World, new_page: Opens, axe: Any) -> None:
    page = opened(new_page, stage, "stranger")
    page.goto("/help/")
    page.evaluate("""() => { const wide = document.createElement('div'), blind = document.createElement('img');
        wide.style.inlineSize = '500px'; wide.textContent = 'Too wide'; blind.src = '/static/base/seal.svg';
        document.querySelector('main').append(wide, blind) }""")
    found = "\n".join(looked_over(page, axe))
    assert "light: image-alt" in found and "dark: image-alt" in found
    assert "ltr: " in found and "rtl: " in found


# ── by keyboard ──

FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
  return { main: e.matches('.go, main [type=submit], main button:not([type=button])'), tag: e.tagName,
    html: e.outerHTML.slice(0, 100), seen: b.width > 0 && b.height > 0,
    ring: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' } }"""
MAIN_ACTIONS = [
    ("member", "inside:home", 60), ("member", "governing:answer question", 60),
    ("coordinator", "governing:register", 80),
    ("coordinator", "coalitions:organisations", 80), ("stranger", "people:sign-in", 30),
]  # fmt: skip


def test_the_main_action_is_reached_by_keyboard_with_its_focus_seen(stage: World, new_page: Opens) -> None:
    for role, name, most in MAIN_ACTIONS:
        page = opened(new_page, stage, role)
        page.goto(pages(stage, role)[name])
        for _ in range(most):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUS)
            assert at["tag"] == "BODY" or (at["seen"] and at["ring"]), (
                f"{name}: the focus is not seen on {at['html']}"
            )
            if at["main"]:
                break
        else:
            pytest.fail(f"{name}: {most} times Tab lead to no main action")


# ── without scripts ──


def test_everything_works_without_scripts(stage: World, new_page: Opens) -> None:
    page = opened(new_page, stage, "member", java_script_enabled=False)
    for name, url in pages(stage, "member").items():
        answer = page.goto(url)
        assert answer and answer.status == 200 and page.locator("h1").count() == 1, name


def test_an_organisation_answers_without_scripts(stage: World, new_page: Opens) -> None:
    page = opened(new_page, stage, "member", java_script_enabled=False)
    page.goto(reverse("governing:answer", args=[stage.alpha.coalition.slug, stage.things["alpha"].question]))
    page.locator("label").filter(has=page.locator("input[value=yes]")).click()
    page.locator("main form .go").first.click()
    page.locator("main form .go").first.click()
    page.wait_for_url("**/receipts/**")
    assert page.locator("h1").inner_text() == "Receipt"


# ── what the first look costs ──


def test_the_first_look_at_home_is_light(stage: World, new_page: Opens) -> None:
    """At most 150 kB and 20 requests with everything a page needs; text counted as it travels, compressed."""
    page, bodies = opened(new_page, stage, "member"), {}
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(pages(stage, "member")["inside:home"], wait_until="networkidle")
    for answer in answers:
        kind, body = answer.headers.get("content-type", ""), answer.body() if answer.ok else b""
        bodies[answer.url] = len(gzip.compress(body, 9)) if kind.startswith(TEXT) else len(body)
    heaviest = sorted(bodies.items(), key=lambda one: -one[1])[:6]
    assert len(answers) <= 20, [answer.url for answer in answers]
    assert sum(bodies.values()) <= 150_000, heaviest
