"""A list of a queryset, driven by the address alone: filters, sort, page, export.

    def members(request):
        listing = Listing(request, memberships_visible_to(request.person), name="members", columns=(…), filters=(…),
                          default="name", caption=_("Members"), empty=Empty(…))
        return listing.export() or render(request, "coalitions/members.html", {"page": listing.page()})

Two queries a page (count and rows) besides those of filters' choices. Bad values in the address are ignored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from comity.base.lists.columns import Cell, Column
from comity.base.lists.export import FORMATS, exported
from comity.base.lists.filters import Choose, Words

A_PAGE = 50
BIGGEST = 10**9


class Empty(NamedTuple):
    """What a list says while there is nothing at all: why, one action, one example."""

    title: str
    why: str
    icon: str = "info"
    action: str = ""
    url: str = ""
    example: str = ""


class Head(NamedTuple):
    """A column's head: where it sorts, and how it is sorted now (ascending, descending, or "")."""

    label: str
    url: str
    sorted: str
    css: str


class Link(NamedTuple):
    """A page's number (None for a gap) and address."""

    number: int | None
    url: str
    current: bool


class Control(NamedTuple):
    """A filter as a control."""

    key: str
    label: str
    value: str
    is_words: bool
    every: str
    options: list[tuple[str, str]]


class Chip(NamedTuple):
    """An active filter, and the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Page:
    """One page of a list as `{% listing page %}` draws it. first, last, total count from 1; all 0 when empty."""

    name: str
    caption: str
    heads: list[Head]
    rows: list[tuple[Cell, ...]]
    controls: list[Control]
    chips: list[Chip]
    sorts: list[tuple[str, str]]
    sort: str
    first: int
    last: int
    total: int
    links: list[Link]
    previous_url: str
    next_url: str
    clear_url: str
    exports: list[Chip]
    kept: list[tuple[str, str]]
    empty: Empty | None


class Listing:
    """A declared list. `name` names its file and its ids; `default` is the key of the sorting column, "-" turned round.

    kept: other keys of the address that its links carry on.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        *,
        name: str,
        columns: Sequence[Column],
        filters: Sequence[Words | Choose] = (),
        default: str = "",
        caption: str = "",
        empty: Empty | None = None,
        kept: Sequence[str] = (),
    ) -> None:
        self.request, self.all_rows, self.name = request, rows, name
        self.columns, self.filters = columns, filters
        self.default, self.caption, self.empty = default, caption, empty
        self.kept = [(key, request.GET[key]) for key in kept if key in request.GET]

    # ── what the address asks for ──

    @cached_property
    def options(self) -> dict[str, list[tuple[str, str]]]:
        """The choices of each filter, looked up once."""
        return {one.key: one.options() for one in self.filters if isinstance(one, Choose)}

    @cached_property
    def active(self) -> dict[str, str]:
        """The filters in force and their values."""
        found = {one.key: self._read(one) for one in self.filters}
        return {key: value for key, value in found.items() if value}

    @cached_property
    def sort(self) -> str:
        """The sort in force: a column's key, "-" before it for downward."""
        asked = self.request.GET.get("sort", "")
        return asked if self._column(asked) else self.default

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """All rows that the filters leave, in one stable order."""
        rows = self.all_rows
        for one in self.filters:
            if one.key in self.active:
                rows = one.narrow(rows, self.active[one.key])
        column = self._column(self.sort)
        order = column.order(self.sort.startswith("-")) if column else []
        return rows.order_by(*order, "pk")

    def _read(self, one: Words | Choose) -> str:
        given = self.request.GET.get(one.key, "")
        if isinstance(one, Words):
            return one.read(given)
        return given if any(given == value for value, _label in self.options[one.key]) else ""

    def _column(self, sort: str) -> Column | None:
        key = sort.removeprefix("-")
        return next((c for c in self.columns if c.key == key and c.sort is not None), None)

    # ── what is shown ──

    def page(self) -> Page:
        """The page the address asks for, or the nearest there is."""
        total = self.rows.count()
        last_page = max(1, -(-total // A_PAGE))
        number = min(max(1, self._asked_page()), last_page)
        start = (number - 1) * A_PAGE
        shown = [column for column in self.columns if column.shown]
        found = list(self.rows[start : start + A_PAGE]) if total else []
        rows = list(zip(*(column.cells(found) for column in shown), strict=True))
        return Page(
            name=self.name,
            caption=self.caption,
            heads=[self._head(column) for column in shown],
            rows=rows,
            controls=[self._control(one) for one in self.filters],
            chips=[self._chip(one) for one in self.filters if one.key in self.active],
            sorts=self._sorts(shown),
            sort=self.sort,
            first=start + 1 if rows else 0,
            last=start + len(rows),
            total=total,
            links=self._links(number, last_page),
            previous_url=self._url(page=number - 1) if number > 1 else "",
            next_url=self._url(page=number + 1) if number < last_page else "",
            clear_url=self._address({}),
            exports=[Chip(str(label), self._url(format=key)) for key, label in FORMATS.items()],
            kept=self.kept,
            empty=self.empty,
        )

    def export(self) -> HttpResponseBase | None:
        """The whole filtered list as a file when the address asks for one (?format=csv or xlsx), else None."""
        kind = self.request.GET.get("format", "")
        if kind not in FORMATS:
            return None
        return exported(self.rows, [c for c in self.columns if c.exported], kind, self.name)

    def _asked_page(self) -> int:
        given = self.request.GET.get("page", "1")
        sign, digits = (-1, given[1:]) if given.startswith("-") else (1, given)
        return sign * min(int(digits[:10]), BIGGEST) if digits.isascii() and digits.isdigit() else 1

    def _head(self, column: Column) -> Head:
        if column.sort is None:
            return Head(str(column.label), "", "", column.css)
        down = self.sort == f"-{column.key}"
        now = "descending" if down else "ascending" if self.sort == column.key else ""
        turned = f"-{column.key}" if now == "ascending" else column.key
        return Head(str(column.label), self._url(sort=turned), now, column.css)

    def _control(self, one: Words | Choose) -> Control:
        every = "" if isinstance(one, Words) else str(one.every)
        value = self.active.get(one.key, "")
        return Control(one.key, str(one.label), value, one.is_words, every, self.options.get(one.key, []))

    def _chip(self, one: Words | Choose) -> Chip:
        value = self.active[one.key]
        label = one.said(value) if isinstance(one, Words) else dict(self.options[one.key])[value]
        return Chip(label, self._url(**{one.key: ""}))

    def _sorts(self, shown: list[Column]) -> list[tuple[str, str]]:
        """For phones, where the table has no heads to press."""
        found: list[tuple[str, str]] = []
        for column in (one for one in shown if one.sort is not None):
            found.append((column.key, str(column.label)))
            found.append((f"-{column.key}", _("%(column)s, from the end") % {"column": column.label}))
        return found

    # ── addresses ──

    def _url(self, **change: object) -> str:
        return self._address({**self.active, "sort": self.sort, **change})

    def _address(self, asked: dict[str, object]) -> str:
        """The list's address without what goes without saying."""
        plain = {"sort": self.default, "page": 1}
        said = [(key, value) for key, value in asked.items() if value not in ("", plain.get(key, ""))]
        pairs = [*self.kept, *said]
        return f"{self.request.path}?{urlencode(pairs)}" if pairs else self.request.path

    def _links(self, number: int, last: int) -> list[Link]:
        """The first, the last, and those around the current one; a gap stands for what lies between."""
        near = [n for n in range(1, last + 1) if n in (1, last) or abs(n - number) <= 1]
        links: list[Link] = []
        for before, n in zip([0, *near], near, strict=False):
            if n - before > 1:
                links.append(Link(None, "", False))
            links.append(Link(n, self._url(page=n), n == number))
        return links
