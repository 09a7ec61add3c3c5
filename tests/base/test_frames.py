"""The frames around every page, and what a browser makes of sample pages on which all parts stand."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template, engines
from django.template.loader import render_to_string
from django.urls import include, path
from django.utils import translation
from playwright.sync_api import Page

from comity.base.forms import DateField, Form, LongField, Option
from comity.base.questions import Question, Questions
from comity.base.templatetags import parts

BASE = Path(parts.__file__).parent.parent
UNION = Thing(name="Harbour Tenants’ Union", initials="HT", sector="citizen")
BANK = Thing(name="Harbour Savings Bank", sector="private")
AMINA = Thing(name="Amina Haddad", initials="AH")
CLOSES = datetime(2026, 11, 20, 18, tzinfo=UTC)
NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)

FRAMES = [
    "base/shell.html",
    "base/question.html",
    "base/public.html",
    "400.html",
    "403.html",
    "404.html",
    "500.html",
]


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_stands_alone_without_any_context(name: str) -> None:
    html = render_to_string(name, {})
    assert html.count("<h1") == 1
    assert len(re.findall(r"<main\b", html)) == 1
    assert re.search(r'<html lang="en" dir="ltr"', html)
    if name != "500.html":
        assert '<a class="skip" href="#main">' in html


def test_the_reader_may_choose_colours_and_read_from_the_right() -> None:
    with translation.override("ar"):
        html = render_to_string("base/shell.html", {"shell": Thing(theme="dark")})
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in html


def test_a_refusal_says_why_and_who_could() -> None:
    html = render_to_string("403.html", {"reason": "Rule 7 stops this.", "who_could": "The chair may."})
    assert "<b>Rule 7 stops this.</b> The chair may." in html


@pytest.mark.parametrize(
    ("saved", "said"), [(True, "was saved. You"), (False, "was not saved"), (None, "look whether")]
)
def test_a_fault_says_whether_it_was_saved(saved: bool | None, said: str) -> None:
    assert said in render_to_string("500.html", {"saved": saved})


def test_no_page_carries_styles_or_scripts_of_its_own() -> None:
    for file in BASE.rglob("*.html"):
        if "mail" in file.parts:
            continue
        text = file.read_text()
        assert " style=" not in text, file
        assert not re.search(r"\son[a-z]+=", text), file
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), file


def test_styles_know_no_left_and_right() -> None:
    sided = re.compile(
        r"(?:margin|padding|border|inset)?-?(?<![\w-])(?:left|right)\s*:|-(?:left|right)\s*:|text-align:\s*(?:left|right)"
    )
    for file in (BASE / "static/base").glob("*.css"):
        assert not sided.search(file.read_text()), file


def test_the_first_load_is_light() -> None:
    files = [*(BASE / "static/base").iterdir()]
    font = finders.find(parts.FONT)
    bytes_ = sum(file.stat().st_size for file in files) + (Path(str(font)).stat().st_size if font else 45_000)
    assert bytes_ < 110_000  # of 150 kB, uncompressed: the rest is the page's own
    assert len(files) + 2 <= 20
    assert (BASE / "static/base/comity.js").stat().st_size <= 4_096


@pytest.mark.parametrize("there", [True, False])
def test_the_font_is_linked_only_where_it_is(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(parts, "font_is_there", lambda: there)
    assert ("fonts.css" in Template("{% load parts %}{% fonts %}").render(Context())) is there


# ── in a browser: sample pages on which everything stands ──


class Offer(Form):
    what = forms.CharField(label="What do you offer?", help_text="In a few words")
    kind = forms.ChoiceField(
        label="Kind", widget=forms.RadioSelect, choices=[("s", Option("Space", "A room")), ("p", "People")]
    )
    start = DateField(label="Free from")
    why = LongField(label="Why?", required=False)
    weekly = forms.BooleanField(label="One mail a week", required=False)


WALK = Questions(Question("offer", Offer, "What do you offer?"), Question("again", Offer, "And what else?"))
EVERYTHING = """{% extends "base/shell.html" %}{% load parts %}
{% block title %}Everything{% endblock %}
{% block crumbs %}{% crumbs "Plans" "/p/" "Task" %}{% endblock %}
{% block status %}{% status "info" "Open" %}{% endblock %}
{% block heading %}Everything{% endblock %}
{% block lede %}On one sheet.{% endblock %}
{% block action %}<a class="btn go" href="#">{% icon "plus" %}Add</a>{% endblock %}
{% block main %}
{% org union "/o/" None %}{% roll all all "Who" %}{% tag sector="public" %}{% meter 9 14 8 %}
{% voice "Hello **there**" %}{% facts rows %}{% summary rows %}
{% banner "ok" %}<p>Whole. <a href="#">See</a></p>{% endbanner %}{% banner "bad" %}<p>Stopped.</p>{% endbanner %}
<div>{% forbidden "Not before Friday." "Close the ballot" %}</div>
{% nothing "None" "Why" "info" "Start" "/x/" %}so{% endnothing %}
{% endblock %}
{% block aside %}<section class="sec"><h2>Next</h2><p>{% when closes now %}</p></section>{% endblock %}
{% block help %}<p>Two sentences.</p>{% endblock %}"""


def entry(label: str, icon: str, count: int = 0) -> Thing:
    return Thing(label=label, url=f"/{icon}/", icon=icon, count=count, current=label == "Home")


def hat(value: str, kind: str, current: bool = False) -> Thing:
    said = {"label": f"As {kind}", "small": "You act for", "initials": "XY", "sector": "citizen"}
    return Thing(value=value, kind=kind, current=current, **said)


def frame(theme: str = "") -> dict[str, Any]:
    """What the frame is told on every page."""
    hats = [
        hat("organisation:1", "organisation", True),
        hat("self", "self"),
        hat("body:2", "body"),
        hat("all", "coalition"),
    ]
    known = Thing(
        person=AMINA,
        coalition=Thing(name="Harbour Homes Together", slug="h", place="Saltmere", member_count=14, url="/"),
        coalitions=[
            Thing(name="Harbour Homes Together", url="/", current=True),
            Thing(name="Night bus", url="/n/", current=False),
        ],
        hats=hats,
        hat=hats[0],
        hat_url="/hat/",
        search_url="/search/",
        account_url="/account/",
        help_url="/help/",
        nav=[
            Thing(title="", items=[entry("Home", "home", 2)]),
            Thing(title="Decide", items=[entry("Decisions", "ballot", 1)]),
        ],
        dock=[entry("Home", "home"), entry("Decide", "ballot")],
        languages=[("en", "English", True), ("de", "Deutsch", False)],
        language_url="/language/",
        theme=theme,
        theme_url="/theme/",
        demo=True,
        demo_actions=[("Paste your roster", "/p/")],
    )
    return {"shell": known}


def everything(request: HttpRequest) -> HttpResponse:
    shown = {"union": UNION, "all": [UNION, BANK], "rows": [("A", "B")], "closes": CLOSES, "now": NOW}
    theme = request.GET.get("theme", "")
    return HttpResponse(engines["django"].from_string(EVERYTHING).render({**shown, **frame(theme)}, request))


def asking(request: HttpRequest) -> HttpResponse:
    return WALK.walk(request).page(title="Check", **frame())


def wearing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{request.method} {request.POST.get('hat')} {request.POST.get('next')}</p>")


def refusing(request: HttpRequest) -> HttpResponse:
    return render(request, "403.html", {"reason": "Rule 7.", **frame()}, status=403)


urlpatterns = [
    path("everything/", everything),
    path("ask/", asking),
    path("hat/", wearing),
    path("refused/", refusing),
    path("", include("comity.urls")),  # the frame names addresses of the whole house
]
Opener = Callable[..., Page]


def visit(shown: Page, address: str) -> None:
    """Go there, and make sure that it is the page and not an error's."""
    answer = shown.goto(address)
    assert answer is None or answer.status == (403 if "refused" in address else 200)


VIEWS = [
    {"viewport": {"width": 1280, "height": 800}},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
]


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("address", ["/everything/", "/everything/#menu", "/ask/", "/refused/"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_page: Opener, axe: Callable[[Page], list[str]], view: dict[str, Any], address: str
) -> None:
    shown = new_page(**view)
    visit(shown, address)
    assert axe(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= view["viewport"]["width"]


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_the_hat_is_switched_by_keyboard_and_without_script(new_page: Opener) -> None:
    shown = new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    visit(shown, "/everything/?a=1")
    shown.locator("summary.hat").press("Enter")
    shown.locator("button[value='body:2']").press("Enter")
    shown.wait_for_url("**/hat/")
    assert "POST body:2 /everything/?a=1" in shown.locator("body").inner_text()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_on_a_phone_the_menu_holds_search_and_account_without_script(new_page: Opener) -> None:
    shown = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    visit(shown, "/everything/")
    assert not shown.locator("#q-menu").is_visible()
    shown.locator(".dock a[href='#menu']").click()
    assert shown.locator("#q-menu").is_visible()
    assert shown.locator(".side a[href='/account/']").count() == 1
    shown.locator(".side a[href='#main']").click()
    assert not shown.locator("#q-menu").is_visible()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_menus_close_on_escape_and_give_the_focus_back(page: Page) -> None:
    visit(page, "/everything/")
    page.locator("summary.hat").click()
    assert page.locator("button[value='self']").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("button[value='self']").is_visible()
    assert page.evaluate("document.activeElement.className") == "hat"
    page.locator("summary.hat").click()
    page.locator("h1").click()
    assert not page.locator("button[value='self']").is_visible()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_errors_are_read_first_and_lead_to_their_field(
    new_page: Opener, axe: Callable[[Page], list[str]]
) -> None:
    shown = new_page(viewport={"width": 320, "height": 640})
    visit(shown, "/ask/")
    shown.evaluate("document.querySelector('main form').noValidate = true")
    shown.locator("main button.go").click()
    shown.wait_for_selector(".errors")
    assert shown.title().startswith("Error: ")
    assert "errors" in shown.evaluate("document.activeElement.className")
    assert axe(shown) == []
    shown.locator(".errors a").nth(1).click()
    assert shown.evaluate("document.activeElement.id") == "id_offer-kind_0"


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_enter_goes_on_and_back_keeps_the_answers_without_script(new_page: Opener) -> None:
    shown = new_page(java_script_enabled=False)
    visit(shown, "/ask/")
    shown.locator("text=Space").click()
    shown.locator("[name=offer-start]").fill("2026-12-01")
    shown.locator("[name=offer-what]").fill("A room & “kitchen”")
    shown.locator("[name=offer-what]").press("Enter")
    shown.wait_for_selector("h1:has-text('And what else?')")
    shown.locator("main button:has-text('Back')").click()
    shown.wait_for_selector("h1:has-text('What do you offer?')")
    assert shown.locator("[name=offer-what]").input_value() == "A room & “kitchen”"
    assert shown.locator("#id_offer-kind_0").is_checked()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_what_one_presses_is_big_enough(new_page: Opener, width: int) -> None:
    """44 px for the chief buttons, the dock, the hat and the cards; 24 px at least for all else but links in a text."""
    shown = new_page(viewport={"width": width, "height": 800})
    for address in ("/everything/", "/ask/"):
        visit(shown, address)
        heights = """query => [...document.querySelectorAll(query)].filter(e => e.checkVisibility())
            .map(e => [e.getBoundingClientRect().height, e.outerHTML.slice(0, 80)]).filter(([h]) => h && h < SIZE)"""
        assert (
            shown.evaluate(heights.replace("SIZE", "44"), ".btn:not(.s), .dock a, .hat, .choice, input.in")
            == []
        )
        small = "button:not(.hide), summary, .side a, .btn.s, .demo a, .foot .linky"
        assert shown.evaluate(heights.replace("SIZE", "24"), small) == []


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_right_to_left_mirrors_and_does_not_scroll(new_page: Opener, settings: Any) -> None:
    settings.LANGUAGE_CODE = "ar"
    with translation.override("ar"):
        shown = new_page(viewport={"width": 1280, "height": 800})
        visit(shown, "/everything/")
    shown.evaluate("document.documentElement.dir = 'rtl'")
    assert shown.evaluate("document.querySelector('.side').getBoundingClientRect().left") > 640
    for width in (320, 1280):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_print_leaves_the_chrome_out(page: Page) -> None:
    visit(page, "/everything/")
    page.emulate_media(media="print")
    for chrome in (".top .search", ".side", ".dock", ".foot", ".demo", ".btn.go"):
        assert not page.locator(chrome).first.is_visible(), chrome
    assert page.locator(".top .brand").first.is_visible(), "a sheet says whose it is"
    assert page.locator("h1").is_visible()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_filled_things_stay_readable_in_the_systems_own_colours(new_page: Opener) -> None:
    """The system lays a plate behind words; on things filled with the colour of words it would hide them."""
    shown = new_page(forced_colors="active", color_scheme="dark", viewport={"width": 1280, "height": 800})
    visit(shown, "/everything/")
    look = "e => { const s = getComputedStyle(e); return [s.forcedColorAdjust, s.color, s.backgroundColor] }"
    for filled in (".btn.go", ".count"):
        adjust, words, ground = shown.locator(filled).first.evaluate(look)
        assert adjust == "none", filled
        assert words != ground, filled
