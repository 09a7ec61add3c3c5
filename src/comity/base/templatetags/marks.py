"""Small parts: signs, marks of organisations and people, states, times, shares, people's words.

Each is a template tag (through `{% load parts %}`) and a plain function, for columns of a list:
`status("ok", _("Agreed"))`. Organisations and people are anything with a `name` and, where known, `initials` and
`sector` (public, private, nonprofit, citizen).
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

import nh3
from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from comity.base.text import initials

register = template.Library()

SECTORS = {
    "public": pgettext_lazy("sector", "Public"),
    "private": pgettext_lazy("sector", "Private"),
    "nonprofit": pgettext_lazy("sector", "Nonprofit"),
    "citizen": pgettext_lazy("sector", "Citizen group"),
}
STATUS_ICONS = {"ok": "check", "warn": "clock", "bad": "x", "info": "info"}


# ── signs and marks ──


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, kind: str = "i") -> SafeString:
    """A sign from the sprite, silent to screen readers. name: without its "i-"; kind: "i", or "s" for a sector."""
    css = f"glyph {name}" if kind == "s" else "i"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}-{}"></use></svg>',
        css,
        static("base/icons.svg"),
        kind,
        name,
    )


@register.filter
def outward(address: str) -> str:
    """An address that may be followed: of the web, whatever the row says; else nothing."""
    return address if address.lower().startswith(("http://", "https://")) else ""


@register.filter
def within(address: str) -> str:
    """An address that may be followed: of a page of ours, whatever the row says; else nothing."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else ""


@register.simple_tag
def seal() -> SafeString:
    """The product's own sign."""
    return format_html(
        '<svg class="seal" aria-hidden="true"><use href="{}#seal4"></use></svg>', static("base/icons.svg")
    )


@register.simple_tag
def glyph(sector: str) -> SafeString:
    """A sector's shape in its colour; nothing for an unknown sector."""
    return icon(sector, "s") if sector in SECTORS else mark_safe("")


@register.simple_tag
def mark(thing: object, size: str = "", alone: bool = False, out: bool = False) -> SafeString:
    """The mark of an organisation: initials and the shape of its sector.

    size: "" | "s" | "l". alone: True where no name stands beside it, so that screen readers hear the name.
    out: drawn dashed, for "not here", "not answered".
    """
    name = thing_name(thing) if alone else ""
    return _mark(_initials(thing), _sector(thing), size, name, alone, out, get_language())


@lru_cache(maxsize=2048)
def _mark(
    letters: str, sector: str, size: str, name: str, alone: bool, out: bool, _language: str | None
) -> SafeString:
    """The same marks stand on many pages, many times."""
    css = " ".join(filter(None, ("mark", size, "out" if out else sector)))
    said = _said(name, sector, alone, out)
    return format_html('<span class="{}"{}>{}{}</span>', css, said, letters, "" if out else glyph(sector))


@register.simple_tag
def person(thing: object, size: str = "", alone: bool = False) -> SafeString:
    """The mark of a person: initials in a circle. size: "" | "s". alone: as in `mark`."""
    css = " ".join(filter(None, ("mark", "person", size)))
    return format_html('<span class="{}"{}>{}</span>', css, _said(thing, "", alone, False), _initials(thing))


@register.simple_tag
def org(thing: object, url: str = "", small: str | None = "", size: str = "") -> SafeString:
    """An organisation with mark and name. url: where its name leads; small: a line beneath (None: its sector)."""
    if small is None:
        small = str(SECTORS.get(_sector(thing), ""))
    inner = format_html("{}<span><b>{}</b>{}</span>", mark(thing, size), thing_name(thing), _small(small))
    if url:
        return format_html('<a class="org" href="{}">{}</a>', url, inner)
    return format_html('<span class="org">{}</span>', inner)


@register.simple_tag
def cap(text: str, sector: str = "", sign: str = "user") -> SafeString:
    """In which capacity somebody speaks: "for Harbour Tenants' Union" with its sector's shape, or another sign."""
    return format_html('<span class="cap">{}{}</span>', glyph(sector) or icon(sign), text)


@register.simple_tag
def roll(
    here: Iterable[object], out: Iterable[object] = (), label: str = "", out_word: str = ""
) -> SafeString:
    """Who answered, who is here: filled marks, then dashed ones. label: names the list; out_word: "not yet"."""
    marks = [mark(one, "s", alone=True) for one in here]
    marks += [_mark_out(one, out_word or _("not yet")) for one in out]
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html(
        '<ul class="roll" role="list"{}>{}</ul>',
        named,
        format_html_join("", "<li>{}</li>", ((m,) for m in marks)),
    )


def thing_name(thing: object) -> str:
    """The name of an organisation or person, or the text itself."""
    return str(getattr(thing, "name", None) or getattr(thing, "label", thing))


def _initials(thing: object) -> str:
    return str(getattr(thing, "initials", "") or initials(thing_name(thing)))


def _sector(thing: object) -> str:
    sector = str(getattr(thing, "sector", "") or "")
    return sector if sector in SECTORS else ""


def _said(thing: object, sector: str, alone: bool, out: bool) -> SafeString:
    if not alone:
        return mark_safe(' aria-hidden="true"')
    word = SECTORS[sector].lower() if sector and not out else ""
    return format_html(' role="img" aria-label="{}"', ", ".join(filter(None, (thing_name(thing), word))))


def _mark_out(thing: object, word: str) -> SafeString:
    said = f"{thing_name(thing)}, {word}"
    return format_html(
        '<span class="mark s out" role="img" aria-label="{}">{}</span>', said, _initials(thing)
    )


def _small(text: str) -> SafeString:
    return format_html("<small>{}</small>", text) if text else mark_safe("")


# ── words with a sign ──


@register.simple_tag
def status(kind: str, text: str, sign: str | None = None) -> SafeString:
    """The state of a thing, as word and sign. kind: ok | warn | bad | info | ""; sign: an icon's name, "" for none."""
    name = STATUS_ICONS.get(kind, "") if sign is None else sign
    return format_html(
        '<span class="{}">{}{}</span>', f"status {kind}".strip(), icon(name) if name else "", text
    )


@register.simple_tag
def tag(text: str = "", sector: str = "", sign: str = "") -> SafeString:
    """A property of a thing. sector: shows its shape, and its word when text is empty; sign: an icon's name."""
    return format_html(
        '<span class="{}">{}{}{}</span>',
        f"tag {sector if sector in SECTORS else ''}".strip(),
        glyph(sector),
        icon(sign) if sign else "",
        text or SECTORS.get(sector, ""),
    )


@register.simple_tag
def count(n: int, words: str = "") -> SafeString:
    """How many wait for the reader, in yellow; nothing for none. words: what they are, for screen readers."""
    if not n:
        return mark_safe("")
    said = words or _("waiting for you")
    return format_html('<span class="count">{}<span class="hide"> {}</span></span>', n, said)


# ── time ──


@register.simple_tag
def when(value: datetime | None, now: datetime | None = None) -> SafeString:
    """A moment in the active zone and the reader's language: "Friday 20 November, 18:00".

    The year is named when it is another than that of `now` (by default this moment). Nothing for None.
    """
    if value is None:
        return mark_safe("")
    local = timezone.localtime(value)
    this_year = local.year == timezone.localtime(now).year
    moment = local.replace(tzinfo=None)  # moments of two zones may be equal and yet read differently
    return _moment(local.isoformat(timespec="minutes"), moment, this_year, get_language())


@lru_cache(maxsize=4096)
def _moment(machine: str, value: datetime, this_year: bool, language: str | None) -> SafeString:
    if this_year:
        pattern = pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i")
    else:
        pattern = pgettext("date format, as in Friday 20 November 2026, 18:00", "l j F Y, H:i")
    return _time(machine, value, pattern, language)


@lru_cache(maxsize=4096)
def _time(machine: str, value: date, pattern: str, _language: str | None) -> SafeString:
    """The same days and moments stand on many pages."""
    return format_html('<time datetime="{}">{}</time>', machine, date_format(value, pattern))


@register.simple_tag
def day(value: date | None, now: date | None = None, short: bool = False) -> SafeString:
    """A day in the reader's language: "Friday 20 November", short "20 Nov"; the year when it is another than now's.

    value, now: dates, or moments, which are taken in the active zone.
    """
    if value is None:
        return mark_safe("")
    that, today = _date(value), _date(now or timezone.now())
    return _day(that, that.year == today.year, short, get_language())


@lru_cache(maxsize=4096)
def _day(that: date, this_year: bool, short: bool, language: str | None) -> SafeString:
    return _time(that.isoformat(), that, _day_pattern(this_year, short), language)


def _day_pattern(this_year: bool, short: bool) -> str:
    if short:
        return (
            pgettext("date format, as in 20 Nov", "j M")
            if this_year
            else pgettext("date format, as in 20 Nov 2026", "j M Y")
        )
    if this_year:
        return pgettext("date format, as in Friday 20 November", "l j F")
    return pgettext("date format, as in Friday 20 November 2026", "l j F Y")


def _date(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


# ── shares and people's words ──


@register.simple_tag
def meter(
    value: float, whole: float, line: float | None = None, label: str = "", other: bool = False
) -> SafeString:
    """A share, with the line that decides. value, whole, line in the same unit; label says it in words.

    other: the second colour, for "against". More than the whole is drawn full.
    """
    threshold = (
        "" if line is None else format_html('<path class="g" d="M{} -3V13"></path>', _share(line, whole))
    )
    return format_html(
        '<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="b" width="100" height="10" rx="1"></rect>'
        '<rect class="{}" width="{}" height="10" rx="1"></rect>{}</svg>',
        label or _("%(value)s of %(whole)s") % {"value": value, "whole": whole},
        "w" if other else "v", _share(value, whole), threshold,
    )  # fmt: skip


def _share(value: float, whole: float) -> str:
    """Percent of the whole, between 0 and 100, with a point whatever the language."""
    return f"{min(100.0, max(0.0, 100 * float(value) / float(whole))) if whole else 0.0:.1f}"


_WORDS = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["heading", "lheading", "image", "html_block", "html_inline"]
)
#: one line that means itself, as most do: nothing in it is a sign of Markdown or HTML
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?!’“”„–—()%/€£-])*")
_ALLOWED = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}


@register.simple_tag
def voice(text: str, size: str = "") -> SafeString:
    """What people wrote, in serif: paragraphs, emphasis, lists, quotes and links; all else stays as typed.

    size: "" | "lead". Headings and pictures are left out, so that nobody's words can break the page's order.
    """
    words = (text or "").strip()
    if _PLAIN.fullmatch(words):
        return format_html(
            '<div class="{}" dir="auto"><p>{}</p>\n</div>', f"voice stack s3 {size}".strip(), words
        )
    html = nh3.clean(
        _WORDS.render(text or ""),
        tags=_ALLOWED,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return format_html(
        '<div class="{}" dir="auto">{}</div>', f"voice stack s3 {size}".strip(), mark_safe(html)
    )


_PROSE = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])
#: how deep headings of a text may go, below the page's own two
_DEEPEST = 6


@register.simple_tag
def prose(text: str, size: str = "") -> SafeString:
    """A whole text that people wrote, with headings: these begin below the page's own and never leave out a level."""
    tokens, last = _PROSE.parse(text or ""), 2
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type == "heading_open":
            last = min(3 + levels.index(token.tag), last + 1, _DEEPEST)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"
    html = nh3.clean(
        _PROSE.renderer.render(tokens, _PROSE.options, {}),
        tags=_ALLOWED | {"h3", "h4", "h5", "h6"},
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    css = f"voice prose stack s3 {size}".strip()
    return format_html('<div class="{}" dir="auto">{}</div>', css, mark_safe(html))
