"""Lists: declared once; searched, filtered, sorted, paged and exported by the address alone."""

import csv
import io
import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from comity.base.lists import Choose, Column, Empty, Listing, Words, export
from comity.base.templatetags.marks import status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds() -> list[ContentType]:
    """A table of our own to list: Django's permissions, emptied, of two kinds."""
    Permission.objects.all().delete()
    return [ContentType.objects.get_or_create(app_label="parts", model=name)[0] for name in ("apple", "pear")]


def fill(kinds: list[ContentType], n: int) -> None:
    Permission.objects.bulk_create(
        Permission(
            name=f"Row {i:03} {'warm' if i % 3 else 'Äpfel'}",
            codename=f"{999 - i:03}",
            content_type=kinds[i % 2],
        )
        for i in range(n)
    )


def listing(address: str = "/", rows: QuerySet[Any] | None = None, **more: Any) -> Listing:
    request: HttpRequest = RequestFactory().get(address)
    return Listing(
        request,
        Permission.objects.select_related("content_type") if rows is None else rows,
        name="things",
        caption="Things",
        default="name",
        columns=(
            Column("name", "Name", sort="name", head=True, link=lambda one: f"/things/{one.codename}/"),
            Column("kind", "Kind", "content_type.model", sort=("content_type__model", "-name")),
            Column("state", "State", lambda one: "fine", show=lambda one: status("ok", "Fine")),
            Column("code", "Code", "codename", numeric=True, shown=False),
        ),
        filters=(
            Words(("name", "codename")),
            Choose("kind", "Kind", lambda: ContentType.objects.filter(app_label="parts").values_list("model", "model"),
                   field="content_type__model", every="All kinds"),
        ),
        empty=Empty("No things yet", "Nobody has put one here.", "org", "Add the first", "/new/", "“A chair.”"),
        **more,
    )  # fmt: skip


def drawn(one: Listing) -> str:
    return Template("{% load parts %}{% listing page %}").render(Context({"page": one.page()}))


def names(one: Listing) -> list[str]:
    return re.findall(r"Row \d+", "".join(row[0].html for row in one.page().rows))


@pytest.mark.parametrize("n", [1, 3, 120])
def test_a_page_costs_three_queries_whatever_its_length(
    kinds: list[ContentType], n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(kinds, n)
    with django_assert_num_queries(3):  # the filter's choices, the count, the rows
        drawn(listing("/?kind=apple"))


def test_fifty_a_page_in_one_order_and_none_twice(kinds: list[ContentType]) -> None:
    Permission.objects.bulk_create(
        Permission(name="Row 000 same", codename=f"{i}", content_type=kinds[0]) for i in range(120)
    )
    pages = [listing(f"/?page={number}").page() for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [50, 50, 20]
    assert [(page.first, page.last, page.total) for page in pages] == [
        (1, 50, 120),
        (51, 100, 120),
        (101, 120, 120),
    ]
    assert len({row[0].html for page in pages for row in page.rows}) == 120


@pytest.mark.parametrize(("asked", "first"), [
    ("0", 1), ("-4", 1), ("x", 1), ("", 1), ("2", 51), ("99", 101), ("9" * 5000, 101), ("²", 1), ("٣", 1),
])  # fmt: skip
def test_a_page_that_is_not_there_gives_the_nearest(kinds: list[ContentType], asked: str, first: int) -> None:
    fill(kinds, 120)
    assert listing(f"/?page={asked}").page().first == first


@pytest.mark.parametrize("query", [
    "sort=evil", "sort=-", "sort=state", "sort=content_type__app_label", "kind=plum", "kind=%00", "q=%00", "format=exe",
    "q=%F0%9F%8F%A0%25_'\"--", "kind=apple&kind=pear&page=1&page=2", "q=" + "x" * 3000,
])  # fmt: skip
def test_nonsense_in_the_address_never_breaks_a_list(kinds: list[ContentType], query: str) -> None:
    fill(kinds, 3)
    one = listing(f"/?{query}")
    assert one.export() is None
    assert drawn(one)


def test_sorting_turns_round_and_tells_so(kinds: list[ContentType]) -> None:
    fill(kinds, 3)
    assert names(listing()) == ["Row 000", "Row 001", "Row 002"]
    assert names(listing("/?sort=-name")) == ["Row 002", "Row 001", "Row 000"]
    assert names(listing("/?sort=kind")) == ["Row 002", "Row 000", "Row 001"]
    assert names(listing("/?sort=-kind")) == ["Row 001", "Row 000", "Row 002"]
    heads = listing("/?sort=-kind&q=Row").page().heads
    assert [(head.label, head.sorted, head.url) for head in heads] == [
        ("Name", "", "/?q=Row"),
        ("Kind", "descending", "/?q=Row&sort=kind"),
        ("State", "", ""),
    ]
    assert 'aria-sort="descending"' in drawn(listing("/?sort=-kind"))


def test_rows_without_a_value_stand_last_either_way(kinds: list[ContentType]) -> None:
    up, down = (Column("x", "X", sort="x").order(turned)[0] for turned in (False, True))
    assert (up.nulls_last, down.nulls_last) == (True, True)
    assert (up.descending, down.descending) == (False, True)


def test_words_are_all_needed_and_found_in_any_field(kinds: list[ContentType]) -> None:
    fill(kinds, 6)
    assert names(listing("/?q=warm")) == ["Row 001", "Row 002", "Row 004", "Row 005"]
    assert names(listing("/?q=WARM+997")) == ["Row 002"]
    assert names(listing("/?q=äpfel")) == ["Row 000", "Row 003"]
    assert names(listing("/?q=warm+plum")) == []


def test_filters_show_as_chips_that_take_themselves_back(kinds: list[ContentType]) -> None:
    fill(kinds, 6)
    page = listing("/?kind=pear&q=warm&sort=-name&page=1").page()
    assert [(chip.label, chip.url) for chip in page.chips] == [
        ("“warm”", "/?kind=pear&sort=-name"),
        ("pear", "/?q=warm&sort=-name"),
    ]
    assert page.clear_url == "/"
    assert [row[1].html for row in page.rows] == ["pear", "pear"]
    assert '<option value="pear" selected>' in drawn(listing("/?kind=pear"))


def test_the_export_is_the_whole_filtered_list(kinds: list[ContentType]) -> None:
    fill(kinds, 120)
    Permission.objects.filter(codename="998").update(name="=Row 001 warm")
    page = listing("/?kind=pear&page=2").page()
    assert [chip.url for chip in page.exports] == ["/?kind=pear&format=csv", "/?kind=pear&format=xlsx"]
    response = listing(page.exports[0].url).export()
    assert response is not None
    assert response.streaming
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(r'filename="things-\d{4}-\d\d-\d\d\.csv"', response.headers["Content-Disposition"])
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert rows[0] == ["Name", "Kind", "State", "Code"]
    assert rows[1] == ["'=Row 001 warm", "pear", "fine", "998"]
    assert len(rows) == 1 + 60


def test_the_export_reads_in_two_queries(kinds: list[ContentType], django_assert_num_queries: Any) -> None:
    fill(kinds, 60)
    with django_assert_num_queries(2):  # the filter's choices, the rows
        assert b"".join(listing("/?format=csv").export() or []).count(b"\r\n") == 61


def test_more_than_a_sheet_holds_comes_as_csv(
    kinds: list[ContentType], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(kinds, 3)
    workbook = listing("/?format=xlsx").export()
    assert workbook is not None
    assert workbook.headers["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(workbook).startswith(b"PK")
    monkeypatch.setattr(export, "ROWS_A_SHEET", 3)
    plain = listing("/?format=xlsx").export()
    assert plain is not None
    assert plain.headers["Content-Disposition"].endswith('.csv"')


def test_nothing_yet_and_nothing_that_matches_are_different_things(kinds: list[ContentType]) -> None:
    empty = drawn(listing())
    assert "No things yet" in empty
    assert '<a class="btn" href="/new/">Add the first</a>' in empty
    assert "“A chair.”" in empty
    assert "<form" not in empty
    fill(kinds, 2)
    unmatched = drawn(listing("/?q=plum"))
    assert "Nothing matches" in unmatched
    assert '<a class="btn" href="/">Clear the filters</a>' in unmatched
    assert "<table" not in unmatched
    assert 'value="plum"' in unmatched


def test_a_row_can_be_read_without_the_table(kinds: list[ContentType]) -> None:
    fill(kinds, 1)
    html = drawn(listing())
    assert '<th scope="row" role="rowheader"><a href="/things/999/">Row 000 Äpfel</a></th>' in html
    assert '<td role="cell" data-l="Kind">apple</td>' in html
    assert "999</td>" not in html  # only in the export


def test_what_people_typed_is_never_markup(kinds: list[ContentType]) -> None:
    Permission.objects.create(name="<script>alert(1)</script>", codename="x", content_type=kinds[0])
    html = drawn(listing("/?q=%3Cscript%3E"))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_other_keys_of_the_address_are_carried_on_only_when_named(kinds: list[ContentType]) -> None:
    fill(kinds, 60)
    page = listing("/?tab=past&evil=1", kept=("tab",)).page()
    assert page.next_url == "/?tab=past&page=2"
    assert page.kept == [("tab", "past")]


def test_long_lists_name_the_first_the_last_and_the_near_pages(kinds: list[ContentType]) -> None:
    fill(kinds, 501)
    links = listing("/?page=5").page().links
    assert [link.number for link in links] == [1, None, 4, 5, 6, None, 11]
    assert [link.number for link in links if link.current] == [5]
    assert links[0].url == "/"
