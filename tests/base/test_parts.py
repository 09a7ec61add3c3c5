"""The parts that every page and mail is made of."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from comity.base.refusal import Reason
from comity.base.templatetags import marks, parts
from comity.base.toasts import toast

BASE = Path(parts.__file__).parent.parent
UNION = Thing(name="Harbour Tenants’ Union", initials="HT", sector="citizen")
BANK = Thing(name="Harbour Savings Bank", sector="private")
CLOSES = datetime(2026, 11, 20, 18, tzinfo=UTC)
NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)


def drawn(source: str, **context: Any) -> str:
    return Template("{% load parts %}" + source).render(Context(context)).strip()


# ── small parts ──


def test_signs_are_silent_and_all_exist() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "home" %}')
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (BASE / "static/base/icons.svg").read_text()))
    used = {
        f"i-{name}"
        for file in [*BASE.rglob("*.html"), *BASE.rglob("*.py")]
        for name in re.findall(r"""\{% icon "([a-z]+)" %\}|\bicon\("([a-z]+)"\)""", file.read_text())
        for name in name
        if name
    }
    assert used
    assert used <= sprite
    assert {
        f"i-{name}" for name in [*parts.BANNER_ICONS.values(), *parts.marks.STATUS_ICONS.values()]
    } <= sprite
    assert {f"s-{name}" for name in parts.marks.SECTORS} <= sprite


def test_a_mark_shows_initials_and_the_shape_of_its_sector() -> None:
    html = drawn("{% mark union %}", union=UNION)
    assert 'class="mark citizen" aria-hidden="true">HT<svg class="glyph citizen"' in html
    assert ">HS<" in drawn("{% mark bank %}", bank=BANK)  # initials made from the name
    assert 'aria-label="Harbour Tenants’ Union, citizen group"' in drawn(
        "{% mark u 's' alone=True %}", u=UNION
    )
    out = drawn("{% mark u 's' out=True %}", u=UNION)
    assert 'class="mark s out"' in out
    assert "glyph" not in out
    assert "glyph" not in drawn("{% mark u %}", u=Thing(name="X", sector="martian"))


def test_an_organisation_is_never_a_bare_name() -> None:
    html = drawn('{% org u "/o/1/" None "s" %}', u=UNION)
    assert html.startswith('<a class="org" href="/o/1/"><span class="mark s citizen"')
    assert "<b>Harbour Tenants’ Union</b><small>Citizen group</small>" in html
    assert drawn("{% org u %}", u=UNION).startswith('<span class="org">')


NAMED = """
{% mark x alone=True %} {% org x x.name x.name %} {% roll l l x.name %} {% person x alone=True %}
{% status "ok" x.name %} {% tag x.name x.sector %} {% cap x.name x.sector %} {% crumbs x.name x.name x.name %}
{% forbidden x.name x.name %} {% meter 1 2 label=x.name %} {% voice x.name %}
{% nothing x.name x.name %}{{ x.name }}{% endnothing %} {% banner "ok" %}{{ x.name }}{% endbanner %}
{% filled "p" %}{{ x.name }}{% endfilled %}
""".splitlines()


def test_names_are_never_markup() -> None:
    evil = Thing(name='<img src=x onerror="x">', initials="<b>", sector='"><script>')
    for source in NAMED:
        html = drawn(source, x=evil, l=[evil])
        assert "<img" not in html, source
        assert "<script" not in html, source


def test_the_roll_tells_who_is_there_and_who_is_not() -> None:
    html = drawn('{% roll here out "Who answered" %}', here=[UNION], out=[BANK])
    assert '<ul class="roll" role="list" aria-label="Who answered">' in html
    assert 'aria-label="Harbour Savings Bank, not yet"' in html


def test_a_state_is_a_word_and_a_sign() -> None:
    assert re.fullmatch(
        r'<span class="status ok"><svg.*#i-check.*</svg>Agreed</span>', drawn('{% status "ok" "Agreed" %}')
    )
    assert drawn('{% status "" "Draft" %}') == '<span class="status">Draft</span>'
    assert "#i-lock" in drawn('{% status "info" "Open" "lock" %}')
    assert "Nonprofit" in drawn('{% tag sector="nonprofit" %}')
    assert drawn("{% count 0 %}") == ""
    assert "waiting for you" in drawn("{% count 2 %}")


def test_times_name_the_day_in_the_active_zone_and_the_year_when_it_is_another() -> None:
    with timezone.override("UTC"):
        html = drawn("{% when closes now %}", closes=CLOSES, now=NOW)
        assert html == '<time datetime="2026-11-20T18:00+00:00">Friday 20 November, 18:00</time>'
    with timezone.override("Asia/Tokyo"):
        assert "Saturday 21 November, 03:00" in drawn("{% when closes now %}", closes=CLOSES, now=NOW)
    then = datetime(2028, 1, 1, tzinfo=UTC)
    assert "Friday 20 November 2026, 18:00" in drawn("{% when closes now %}", closes=CLOSES, now=then)
    assert drawn("{% when nothing %}", nothing=None) == ""


def test_days_speak_the_readers_language() -> None:
    day = date(2026, 11, 17)
    assert (
        drawn("{% day d now %}", d=day, now=NOW) == '<time datetime="2026-11-17">Tuesday 17 November</time>'
    )
    assert ">17 Nov<" in drawn("{% day d now short=True %}", d=day, now=NOW)
    assert "Sunday 9 March 2025" in drawn("{% day d now %}", d=date(2025, 3, 9), now=NOW)
    with translation.override("de"):
        assert "Dienstag 17 November" in drawn("{% day d now %}", d=day, now=NOW)


@pytest.mark.parametrize(("value", "width"), [(11, "78.6"), (0, "0.0"), (20, "100.0"), (-3, "0.0")])
def test_a_share_stays_within_its_bar(value: int, width: str) -> None:
    with translation.override("de"):  # a comma would break the drawing
        html = drawn('{% meter value 14 8 "so many" %}', value=value)
    assert f'class="v" width="{width}"' in html
    assert "M57.1 -3V13" in html
    assert 'aria-label="so many"' in html


def test_a_share_of_nothing_is_nothing() -> None:
    assert 'width="0.0"' in drawn("{% meter 0 0 %}")


def test_peoples_words_keep_their_paragraphs_and_lose_their_scripts() -> None:
    text = "Hello **there**\n\n- one\n- two\n\n# loud\n\n<script>x</script> [y](https://example.org/) ![p](x.png)"
    html = drawn("{% voice text %}", text=text)
    assert 'class="voice stack s3" dir="auto"' in html
    assert "<strong>there</strong>" in html
    assert "<li>one</li>" in html
    assert "<h1" not in html
    assert "<script" not in html
    assert "<img" not in html
    assert '<a href="https://example.org/" rel="nofollow noopener noreferrer">y</a>' in html
    for bad in ("javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "vbscript:x"):
        assert "href" not in drawn("{% voice text %}", text=f"[x]({bad})")


def test_a_plain_line_reads_as_if_it_had_been_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "We need it.",
        "Ja – “bald”, 50 % (circa)!",
        "a - b",
        "1. no",
        "- no",
        "x_y_",
        "http://example.org/ here",
        "é",
    ]
    short = [drawn("{% voice text %}", text=line) for line in lines]
    assert sum(bool(marks._PLAIN.fullmatch(line)) for line in lines) >= 5
    monkeypatch.setattr(marks, "_PLAIN", re.compile("(?!)"))
    assert short == [drawn("{% voice text %}", text=line) for line in lines]


# ── bigger parts ──


def test_a_disabled_button_says_why_each_with_its_own_id() -> None:
    html = drawn(
        '{% forbidden why "Close" %}{% forbidden why "Close" "s" %}', why=Reason("Rule 7.", "The chair may.")
    )
    assert html.count('aria-disabled="true"') == 2
    assert re.findall(r'aria-describedby="([^"]+)"', html) == re.findall(
        r'<p class="fine" id="([^"]+)"', html
    )
    assert len(set(re.findall(r' id="([^"]+)"', html))) == 2
    assert "Rule 7. The chair may." in html


def test_an_empty_screen_says_why_offers_one_thing_and_shows_an_example() -> None:
    html = drawn(
        '{% nothing "No decisions yet" "Because." "ballot" "Start" "/go/" %}“We meet.”{% endnothing %}'
    )
    assert "<h2>No decisions yet</h2><p>Because.</p>" in html
    assert '<a class="btn" href="/go/">Start</a>' in html
    assert "<b>For example:</b> “We meet.”" in html
    assert "eg meta" not in drawn('{% nothing "A" "B" %}{% endnothing %}')


def test_facts_leave_out_what_is_not_known() -> None:
    html = drawn(
        "{% facts rows %}", rows=[("Who", "Board"), ("Lead time", ""), ("Hours", 0), ("Place", None)]
    )
    assert re.findall(r"<dt>(.*?)</dt>", html) == ["Who", "Hours"]


def test_answers_to_check_can_be_changed() -> None:
    html = drawn("{% summary rows %}", rows=[("For", "Union", "/for/"), ("Until", "Friday")])
    assert '<a href="/for/">Change<span class="hide"> For</span></a>' in html
    assert html.count("Change") == 1


def test_crumbs_end_with_this_page() -> None:
    html = drawn('{% crumbs "Plans" "/p/" "Warm Homes" "/w/" "Task" %}')
    assert re.findall(r'href="([^"]+)"', html) == ["/p/", "/w/"]
    assert '<li aria-current="page">Task</li>' in html


def test_a_block_left_empty_leaves_no_element() -> None:
    assert drawn('{% filled "p" "lede" %}\n  {% endfilled %}') == ""
    assert drawn('{% filled "p" "lede" %} x {% endfilled %}') == '<p class="lede">x</p>'
    assert "<details" in drawn('{% filled "details" "about" summary="Why" %}x{% endfilled %}')


def test_news_is_told_once_with_its_way_back(rf: RequestFactory) -> None:
    request = rf.get("/here/?a=1")
    request.session = {}
    request._messages = FallbackStorage(request)
    toast(request, "Task <b>added</b>.", "/undo/7/")
    toast(request, "Seen.")
    toast(request, "Late.", level=messages.WARNING)
    context = {"messages": messages.get_messages(request), "request": request, "csrf_token": "t"}
    html = drawn("{% toasts %}", **context)
    assert html.count('role="status"') == 3
    assert "Task &lt;b&gt;added&lt;/b&gt;." in html
    assert html.count("<form") == 1
    assert '<form method="post" action="/undo/7/">' in html
    assert 'name="next" value="/here/?a=1"' in html
    assert "#i-warn" in html
    assert drawn("{% toasts %}") == ""


# ── mail ──

MAIL = {
    "subject": "Your answer is asked",
    "sender": "Harbour Homes",
    "to_line": "To Amina",
    "title": "Insulate?",
    "lede": "Spend.",
    "paragraphs": ["It closes on <Friday>."],
    "buttons": [("In favour", "https://c.example/a?x=1&y=2"), ("Against", "https://c.example/b")],
    "under_buttons": "A tap opens a page.",
    "entries": [("A matter", "closes soon", "https://c.example/m")],
    "quote": "Six shops.",
    "quote_from": "Dock Road",
    "link_text": "Read",
    "link_url": "https://c.example/r",
    "why_you": "You hold the vote.",
    "links": [("Fewer mails", "https://c.example/f")],
    "reasons": "No cold homes.",
}


def test_a_mail_says_the_same_as_text_and_as_page() -> None:
    text = render_to_string("base/mail/base.txt", {"mail": MAIL})
    html = render_to_string("base/mail/base.html", {"mail": MAIL})
    words = [value for value in MAIL.values() if isinstance(value, str)]
    for word in [one for one in words if one != MAIL["subject"]]:
        assert word in text
        assert word in html
    assert "It closes on <Friday>." in text
    assert "It closes on &lt;Friday&gt;." in html
    assert "https://c.example/a?x=1&y=2" in text
    assert 'href="https://c.example/a?x=1&amp;y=2"' in html
    assert html.count('style="border:2px solid #0b5657;border-radius:7px;"') == 2  # all options look alike


def test_a_mail_needs_only_a_subject() -> None:
    for name in ("base/mail/base.txt", "base/mail/base.html"):
        assert "Hello" in render_to_string(name, {"mail": {"subject": "Hello"}})
