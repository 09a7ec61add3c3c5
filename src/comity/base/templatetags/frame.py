"""What stands in the frame of every page: ways in, and hats. Put together by functions, once for the same content.

In templates they took a fifth of a page's time. Things are anything with the named attributes, or mappings.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from comity.base.templatetags.marks import count, icon, mark, person

register = template.Library()


class Worn:
    """A hat as `mark` and `person` take it."""

    def __init__(self, name: str, initials: str, sector: str) -> None:
        self.name, self.initials, self.sector = name, initials, sector


def _of(thing: object, name: str) -> Any:
    return thing.get(name, "") if isinstance(thing, Mapping) else getattr(thing, name, "")


@register.simple_tag
def ways(items: Iterable[object]) -> SafeString:
    """Entries of the side bar. Each has label, url, icon, count and current."""
    names = ("url", "icon", "count", "current")
    made = (_way(str(_of(item, "label")), *(_of(item, name) for name in names), get_language()) for item in items)
    return mark_safe("".join(made))


@lru_cache(maxsize=4096)
def _way(label: str, url: str, sign: str, waiting: int, current: bool, _language: str | None) -> SafeString:
    return format_html(
        '<li><a href="{}"{}>{}{}{}</a></li>',
        url, _here(current, "page"), icon(sign) if sign else "", label, count(waiting or 0),
    )  # fmt: skip


@register.simple_tag
def short_cuts(items: Iterable[object]) -> SafeString:
    """Entries of the dock. Each has label, url, icon and current."""
    names = ("url", "icon", "current")
    made = (_short_cut(str(_of(item, "label")), *(_of(item, name) for name in names)) for item in items)
    return mark_safe("".join(made))


@lru_cache(maxsize=2048)
def _short_cut(label: str, url: str, sign: str, current: bool) -> SafeString:
    return format_html('<a href="{}"{}>{}{}</a>', url, _here(current, "page"), icon(sign), label)


def _here(current: bool, word: str) -> SafeString:
    return mark_safe(f' aria-current="{word}"' if current else "")


@register.simple_tag
def hat(worn: object) -> SafeString:
    """For whom one acts. worn: label, small, kind (self, organisation, body, coalition), initials, sector."""
    names = ("kind", "label", "small", "initials", "sector")
    return _hat(*(str(_of(worn, name)) for name in names), get_language())


@lru_cache(maxsize=2048)
def _hat(kind: str, label: str, small: str, initials: str, sector: str, _language: str | None) -> SafeString:
    worn = Worn(label, initials, sector)
    signs = {"organisation": lambda: mark(worn, "s"), "self": lambda: person(worn, "s")}
    sign = signs.get(kind, lambda: icon("hat"))()
    return format_html("{}<span><small>{}</small><b>{}</b></span>", sign, small, label)


@register.simple_tag
def hat_buttons(hats: Iterable[object]) -> SafeString:
    """The hats of the switcher, each a button of its form. Each has `value` and `current` besides what `hat` needs."""
    made = (
        format_html(
            '<li><button name="hat" value="{}"{}>{}{}</button></li>',
            _of(one, "value"), _here(_of(one, "current"), "true"), hat(one),
            icon("check") if _of(one, "current") else "",
        )
        for one in hats
    )  # fmt: skip
    return mark_safe("".join(made))
