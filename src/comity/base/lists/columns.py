"""A column of a list: what it shows, how it sorts, what is exported."""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.expressions import BaseExpression, OrderBy
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.base.templatetags.marks import day, when

Row = Any
Sortable = str | BaseExpression | F


class Cell(NamedTuple):
    """One cell, ready for the table: what it shows, and its element around that."""

    html: SafeString
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.html}{self.after}"


@dataclass(frozen=True)
class Column:
    """One column.

    key: its name in addresses. value: the attribute ("body.name") or a function of the row; what is exported.
    show: a function of the row giving other markup for the page. link: a function of the row giving an address.
    sort: field names or expressions to sort by ("-x" turned round), or none. head: this cell names the row.
    numeric: figures, set flush. narrow: never broken into lines. exported: False for what is only on the page;
    shown: False for what is only exported.
    """

    key: str
    label: str | Promise
    value: str | Callable[[Row], object] = ""
    show: Callable[[Row], object] | None = None
    link: Callable[[Row], str | None] | None = None
    sort: Sortable | tuple[Sortable, ...] | None = None
    head: bool = False
    numeric: bool = False
    narrow: bool = False
    exported: bool = True
    shown: bool = True

    @property
    def css(self) -> str:
        """The classes of its cells."""
        return " ".join(name for name, on in (("n", self.numeric), ("nowrap", self.narrow)) if on)

    def plain(self, row: Row) -> object:
        """The value itself."""
        if callable(self.value):
            return self.value(row)
        return _follow(row, self.value or self.key)

    def cells(self, rows: Iterable[Row]) -> list[Cell]:
        """Its values as they stand in the table."""
        before, after = self._element()
        return [Cell(self._html(row), before, after) for row in rows]

    def _element(self) -> tuple[str, str]:
        """Begin and end of each of its cells."""
        if self.head:
            return '<th scope="row" role="rowheader">', "</th>"
        css = f' class="{self.css}"' if self.css else ""
        return f'<td role="cell" data-l="{escape(self.label)}"{css}>', "</td>"

    def _html(self, row: Row) -> SafeString:
        shown = _safe(self.show(row)) if self.show else as_html(self.plain(row))
        address = self.link(row) if self.link else None
        return mark_safe(f'<a href="{_safe(address)}">{shown}</a>') if address else shown

    def order(self, down: bool) -> list[OrderBy]:
        """What to order by; rows without a value come last either way."""
        parts = self.sort if isinstance(self.sort, tuple) else (self.sort,)
        return [_ordered(part, down) for part in parts if part is not None]


def as_html(value: object) -> SafeString:
    """A plain value in the reader's language."""
    if isinstance(value, str):
        return _safe(value)
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return day(value, short=True)
    if isinstance(value, bool):
        return conditional_escape(_("Yes") if value else _("No"))
    if type(value) is int:
        return _number(value, get_language())
    return _safe("" if value is None else localize(value))


@lru_cache(maxsize=4096)
def _number(value: int, _language: str | None) -> SafeString:
    return _safe(localize(value))


def _safe(value: Any) -> SafeString:
    """Escaped, unless it is markup already."""
    if type(value) is str:  # the short way, for what most cells hold
        return mark_safe(html.escape(value))
    return conditional_escape(value)


def _follow(row: Row, path: str) -> object:
    for name in path.split("."):
        row = getattr(row, name, None)
    return row() if callable(row) else row


def _ordered(part: Sortable, down: bool) -> OrderBy:
    if isinstance(part, str):
        down, part = down ^ part.startswith("-"), F(part.removeprefix("-"))
    return part.desc(nulls_last=True) if down else part.asc(nulls_last=True)
