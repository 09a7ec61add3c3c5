"""The same rows have the same imprint, whatever database hands them out and in whatever order."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.commands.safekeeping.imprints import Imprint, Kind, Press, Table, imprint_of

ID = "01a20b74-a071-7f45-9992-60a7f0dbeda8"
BERLIN = timezone(timedelta(hours=1))
#: kind, as SQLite hands it out, as PostgreSQL does, as it is hashed
SAME: list[tuple[Kind, Any, Any, Any]] = [
    (Kind.UUID, ID.replace("-", ""), UUID(ID), ID),
    (Kind.MOMENT, "2026-03-02 09:00:00", datetime(2026, 3, 2, 10, tzinfo=BERLIN), "2026-03-02T09:00:00.000000+00:00"),
    (Kind.MOMENT, "2026-03-02 09:00:00.5", datetime(2026, 3, 2, 9, 0, 0, 500_000, UTC),
     "2026-03-02T09:00:00.500000+00:00"),
    (Kind.DAY, "2026-03-02", date(2026, 3, 2), "2026-03-02"),
    (Kind.TIME, "09:00:00", time(9), "09:00:00.000000"),
    (Kind.SPAN, 90_000_000, timedelta(seconds=90), 90_000_000),
    (Kind.BOOLEAN, 1, True, True),
    (Kind.INTEGER, 7, 7, 7),
    (Kind.DECIMAL, 12.5, Decimal("12.50"), "12.5"),
    (Kind.DECIMAL, 0, Decimal("0.00"), "0"),
    (Kind.DECIMAL, 100, Decimal("1E+2"), "100"),
    (Kind.JSON, '{"b": 1, "a": [1e2, 0.5]}', '{"a": [100, 0.5], "b": 1}', {"a": [100, 0.5], "b": 1}),
    (Kind.BYTES, b"\x00\xff", memoryview(b"\x00\xff"), "00ff"),
    (Kind.TEXT, "Ålesund", "Ålesund", "Ålesund"),
    (Kind.TEXT, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "lite", "post", "plain"), SAME)
def test_both_databases_say_the_same(kind: Kind, lite: Any, post: Any, plain: Any) -> None:
    table = Table("t", (("c", kind),))
    assert table.plain([lite]) == table.plain([post]) == (plain,)
    assert imprint_of([table.plain([lite])]) == imprint_of([table.plain([post])])


ROWS = st.lists(st.tuples(st.integers(), st.text(), st.none() | st.booleans()), max_size=8)


@given(ROWS, st.randoms())
def test_order_makes_no_difference(rows: list[tuple[Any, ...]], chance: Any) -> None:
    other = list(rows)
    chance.shuffle(other)
    assert imprint_of(rows) == imprint_of(other)


@given(ROWS, ROWS)
def test_other_rows_have_another_imprint(one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]) -> None:
    same = sorted(map(repr, one)) == sorted(map(repr, other))
    assert (imprint_of(one) == imprint_of(other)) == same


def test_nothing_and_an_empty_text_and_a_nought_are_three_things() -> None:
    assert len({imprint_of([(value,)]) for value in (None, "", 0, "0", False)}) == 5


def test_a_press_lets_the_rows_through() -> None:
    press = Press()
    assert list(press.through([(1,), (2,)])) == [(1,), (2,)]
    assert press.imprint() == imprint_of([(2,), (1,)])
    assert imprint_of([]) == Imprint(0, "0" * 64)


def test_columns_and_values_belong_together() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Table("t", (("a", Kind.TEXT), ("b", Kind.TEXT))).plain(["one"])
