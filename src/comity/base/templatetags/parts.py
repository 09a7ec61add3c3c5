"""The parts that every page is made of: `{% load parts %}` gives these and the small ones of `marks`."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.lists.columns import Cell
from comity.base.reasons import reasons_of
from comity.base.templatetags import marks
from comity.base.templatetags.marks import icon
from comity.base.toasts import Toast, told

register = template.Library()
register.tags.update(marks.register.tags)
register.filters.update(marks.register.filters)

BANNER_ICONS = {"ok": "check", "warn": "warn", "bad": "x", "info": "info"}
FONT = "vendor/atkinson/atkinson-hyperlegible-next-latin-wght-normal.woff2"


@register.simple_tag
def reasons(coalition: UUID) -> list[str]:
    """Why the members of a coalition work together, a line each with today's figure."""
    return reasons_of(coalition)


# ── boxes ──


@register.simple_block_tag
def banner(content: str, kind: str = "info", sign: str = "") -> SafeString:
    """News about this page. kind: ok | info | warn | bad; sign: another icon. Its paragraphs stand inside."""
    body = mark_safe(content.strip())  # rendered, so already escaped
    return format_html(
        '<div class="banner {}">{}<div>{}</div></div>', kind, icon(sign or BANNER_ICONS[kind]), body
    )


@register.simple_block_tag
def nothing(
    content: str, title: str, why: str, sign: str = "info", action: str = "", url: str = "", level: int = 2
) -> SafeString:
    """An empty screen: why it is empty, one action (label and address), and between the tags one example."""
    link = format_html('<a class="btn" href="{}">{}</a>', url, action) if action and url else ""
    return format_html(
        '<section class="empty">{}<h{}>{}</h{}><p>{}</p>{}{}</section>',
        icon(sign), level, title, level, why, link, _example(content),
    )  # fmt: skip


def _example(content: str) -> SafeString:
    if not content.strip():
        return mark_safe("")
    return format_html('<p class="eg meta"><b>{}</b> {}</p>', _("For example:"), mark_safe(content.strip()))


@register.simple_tag(takes_context=True)
def forbidden(context: Context, reason: object, label: str, size: str = "") -> SafeString:
    """A button one may not use now, with its reason beside it. reason: words, or a Reason. size: "" | "s"."""
    why = f"why-not-{_next_number(context)}"
    return format_html(
        '<button type="button" class="{}" aria-disabled="true" aria-describedby="{}">{}</button>'
        '<p class="fine" id="{}">{}</p>',
        f"btn {size}".strip(), why, label, why, reason,
    )  # fmt: skip


def _next_number(context: Context) -> int:
    """1, 2, 3 … through one page, its included templates too."""
    page: Any = context.render_context.dicts[0]
    number: int = page.get("comity_number", 0) + 1
    page["comity_number"] = number
    return number


# ── lists of facts, ways through pages ──


@register.simple_tag
def crumbs(*steps: str) -> SafeString:
    """Where one is: label, address, label, address, …, and last the label of this page."""
    pairs = [(steps[i], steps[i + 1]) for i in range(0, len(steps) - 1, 2)]
    links = format_html_join("", '<li><a href="{}">{}</a></li>', ((url, label) for label, url in pairs))
    last = format_html('<li aria-current="page">{}</li>', steps[-1]) if len(steps) % 2 else ""
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol role="list">{}{}</ol></nav>', _("You are here"), links, last
    )


@register.inclusion_tag("base/parts/facts.html")
def facts(rows: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Few facts of one thing. rows: (label, value); rows without a value are left out."""
    return {"rows": [(label, value) for label, value in rows if value not in (None, "")]}


@register.inclusion_tag("base/parts/summary.html")
def summary(rows: Iterable[object]) -> dict[str, object]:
    """Answers to check before a vote, a signature, a report.

    rows: (label, value) or (label, value, address of Change), or things with `label`, `value`, `url`, and `change`:
    the key of a question in a flow, which makes Change a button that keeps the other answers.
    """
    return {"rows": [_summary_row(row) for row in rows]}


def _summary_row(row: object) -> object:
    if not isinstance(row, tuple):
        return row
    return dict(zip(("label", "value", "url"), row, strict=False))


@register.inclusion_tag("base/parts/pager.html")
def pager(page: object) -> dict[str, object]:
    """The pages of a list. page: a listing's page (`links`, `previous_url`, `next_url`)."""
    return {"page": page}


@register.inclusion_tag("base/lists/listing.html")
def listing(page: object) -> dict[str, object]:
    """A whole list: filters, table, pages, downloads, or why it is empty. page: what `Listing(…).page()` gives."""
    return {"page": page}


@register.simple_tag
def table_rows(rows: Iterable[Iterable[Cell]]) -> SafeString:
    """The rows of a list's table. Put together here: a template would take most of the page's time for it."""
    return mark_safe("\n".join(f'<tr role="row">{"".join(map(str, row))}</tr>' for row in rows))


@register.simple_tag
def options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select. pairs: (value, label)."""
    return _options(tuple(pairs), chosen)


@lru_cache(maxsize=512)
def _options(pairs: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    made = ((value, mark_safe(" selected") if value == chosen else "", label) for value, label in pairs)
    return format_html_join("", '<option value="{}"{}>{}</option>', made)


# ── the page itself ──


@register.simple_block_tag
def filled(content: str, tag: str, css: str = "", summary: str = "") -> SafeString:
    """Wraps what is inside only when there is something: for blocks that a page may leave empty.

    tag: the element; css: its classes; summary: makes it a <details> that opens under these words.
    """
    inner = mark_safe(content.strip())  # rendered, so already escaped
    if not inner:
        return mark_safe("")
    if summary:
        return format_html(
            '<details class="{}"><summary>{}{}</summary>{}</details>', css, icon("help"), summary, inner
        )
    return format_html('<{} class="{}">{}</{}>', tag, css, inner, tag)


@register.inclusion_tag("base/parts/toasts.html", takes_context=True)
def toasts(context: Context) -> dict[str, object]:
    """What just happened, each with its Undo where there is one."""
    found: list[Toast] = told(context.get("messages") or ())
    request = context.get("request")
    return {
        "toasts": found,
        "csrf_token": context.get("csrf_token"),
        "shell": context.get("shell"),
        "next": request.get_full_path() if request else "",
    }


@register.simple_tag
def fonts() -> SafeString:
    """The links for our own font where it has been put in place; without it the system's font stands in."""
    if not font_is_there():
        return mark_safe("")
    return format_html(
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin><link rel="stylesheet" href="{}">',
        static(FONT), static("base/fonts.css"),
    )  # fmt: skip


@lru_cache(maxsize=1)
def font_is_there() -> bool:
    """Whether the font file can be served. Looked up once: files do not come while the server runs."""
    return finders.find(FONT) is not None or staticfiles_storage.exists(FONT)


@register.inclusion_tag("base/parts/errors.html")
def error_summary(form: Any, *others: Any) -> dict[str, object]:
    """On top of a page whose form was not accepted: what to mend, each line leading to its field.

    form, others: forms or formsets of the page.
    """
    lines = [line for one in (form, *others) for line in _error_lines(one)]
    title = ngettext("One answer needs another look", "%(count)d answers need another look", len(lines))
    return {"lines": lines, "title": title % {"count": len(lines)}}


def _error_lines(form: Any) -> list[dict[str, str]]:
    if not getattr(form, "is_bound", False):
        return []
    if hasattr(form, "forms"):
        return [{"text": t, "id": ""} for t in form.non_form_errors()] + [
            x for f in form.forms for x in _error_lines(f)
        ]
    lines = [{"text": text, "id": ""} for text in form.non_field_errors()]
    for field in form:
        lines += [{"text": text, "id": _first_id(field)} for text in field.errors]
    return lines


def _first_id(field: Any) -> str:
    """The id of the control that gets the focus: of choices, the first."""
    if getattr(field, "use_fieldset", False) and field.subwidgets:
        return str(field.subwidgets[0].id_for_label)
    return str(field.id_for_label or field.auto_id)
