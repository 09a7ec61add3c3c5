"""CPU, queries and size of the main pages."""

import gzip
from collections.abc import Iterator
from functools import partial

import pytest
from django.test.utils import override_settings

from tests.bench.pages import NAMES, addresses, ask, difference, statements
from tests.bench.table import Row, Table, Target
from tests.bench.timing import Work, by_turns
from tests.bench.worlds import SIZES, Worlds

pytestmark = pytest.mark.bench
ROUNDS = 15
MS = 1000


@pytest.fixture(autouse=True, scope="module")
def with_bare_views() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.bench.bare"):
        yield


def test_a_page_costs_little_more_than_its_queries(worlds: Worlds, table: Table) -> None:
    """CPU of each page against a bare view with the same statements. Fifteen organisations."""
    found, client = worlds.visit(15)
    wrong = {}
    for name, (page, bare) in addresses(found).items():
        if said := difference(statements(client, page), statements(client, bare)):
            wrong[name] = said
    assert not wrong, "\n\n".join(f"{name}\n{said}" for name, said in wrong.items())
    works: dict[tuple[str, str], Work] = {}
    for name, (page, bare) in addresses(found).items():
        works[name, "page"] = partial(ask, client, page)
        works[name, "bare"] = partial(ask, client, bare)
    times = by_turns(works, rounds=ROUNDS)
    for name in NAMES:
        spent, least = times[name, "page"] * MS, times[name, "bare"] * MS
        table.add("CPU of a page", Row(name, spent, "ms", least, "bare view, same queries", Target(1.5)))


def test_size_hardly_matters(worlds: Worlds, table: Table) -> None:
    """CPU of each page of a coalition of 500, and of 10,000, against one of 15."""
    times: dict[int, dict[str, float]] = {size: {} for size in SIZES}
    for name in NAMES:
        for size, spent in _in_turns(worlds, name).items():
            times[size][name] = spent * MS
    for name in NAMES:
        small, large, huge = (times[size][name] for size in SIZES)
        table.add("CPU of a page, 500 organisations", Row(name, large, "ms", small, "15", Target(1.3)))
        table.add("CPU of a page, 10,000 organisations", Row(name, huge, "ms", small, "15"))


def _in_turns(worlds: Worlds, name: str) -> dict[int, float]:
    """The least of three turns for each size, ten pages a turn; of the largest one turn of three pages.

    Opening the other database does not count.
    """
    spent: dict[int, list[float]] = {size: [] for size in SIZES}
    for turn in range(3):
        for size in SIZES[: 2 if turn else 3]:
            found, client = worlds.visit(size)
            page = addresses(found)[name][0]
            rounds = 3 if size == max(SIZES) else 10
            spent[size].append(by_turns({0: partial(ask, client, page)}, rounds=rounds)[0])
    return {size: min(times) for size, times in spent.items()}


def test_queries_and_bytes(worlds: Worlds, table: Table) -> None:
    """Statements of a page at both sizes, and its bytes as they travel."""
    for name in NAMES:
        counts = []
        for size in (15, 500):
            found, client = worlds.visit(size)
            counts.append(statements(client, addresses(found)[name][0]).total())
        table.add(
            "Queries of a page", Row(name, counts[1], "", counts[0], "15", Target(12, "figure", unit=""))
        )
    found, client = worlds.visit(15)
    for name in NAMES:
        body = ask(client, addresses(found)[name][0]).content
        plain = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        table.add(
            "Bytes of a page (HTML)", Row(name, len(body) / 1000, "kB", len(plain) / 1000, "not compressed")
        )
