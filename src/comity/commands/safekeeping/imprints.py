"""The imprint of a table: how many rows it has, and a hash that says the same on every database.

A row's canonical form is JSON of its values in the order of their columns' names: moments in UTC with microseconds, ids
with hyphens, decimals without trailing zeros, JSON with sorted keys, bytes in hex. A table's hash is the sum of its
rows' SHA-256 modulo 2²⁵⁶, so that the order in which a database hands rows out doesn't matter and memory stays small.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

_MODULUS = 1 << 256
Row = tuple[Any, ...]


class Kind(StrEnum):
    """What a column holds, whatever the database calls it."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    MOMENT = "moment"
    DAY = "day"
    TIME = "time"
    SPAN = "span"
    UUID = "uuid"
    DECIMAL = "decimal"
    FLOAT = "float"
    JSON = "json"
    BYTES = "bytes"


@dataclass(frozen=True)
class Table:
    """A table's name and its columns with their kinds, sorted by name; `serial`: the column the database numbers."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    serial: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _kind in self.columns)

    def plain(self, row: Sequence[Any]) -> Row:
        """A row as a database hands it out, in values that JSON can say."""
        return tuple(
            None if value is None else _PLAIN[kind](value)
            for (_name, kind), value in zip(self.columns, row, strict=True)
        )


@dataclass(frozen=True)
class Imprint:
    """How many rows, and the hash of them all in hex."""

    rows: int
    hash: str


class Press:
    """Takes the imprint of rows that pass through it."""

    def __init__(self) -> None:
        self._rows, self._sum = 0, 0

    def through(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, counted and hashed."""
        for row in rows:
            self._rows += 1
            self._sum += int.from_bytes(sha256(canonical(row)).digest(), "big")
            yield row

    def imprint(self) -> Imprint:
        """What was seen so far."""
        return Imprint(self._rows, f"{self._sum % _MODULUS:064x}")


def imprint_of(rows: Iterable[Row]) -> Imprint:
    """The imprint of plain rows."""
    press = Press()
    for _row in press.through(rows):
        pass
    return press.imprint()


def canonical(row: Row) -> bytes:
    """A plain row as it is hashed."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _moment(value: datetime | str) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def _day(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _time(value: time | str) -> str:
    return (time.fromisoformat(value) if isinstance(value, str) else value).isoformat("microseconds")


def _span(value: timedelta | int) -> int:
    """In microseconds."""
    return value if isinstance(value, int) else value // timedelta(microseconds=1)


def _decimal(value: Any) -> str:
    number = Decimal(str(value))
    return f"{number.normalize():f}" if number else "0"


def _json(value: str) -> Any:
    """PostgreSQL writes 1e2 as 100, SQLite keeps what was written."""
    return json.loads(value, parse_float=_number)


def _number(written: str) -> float | int:
    number = float(written)
    return int(number) if number.is_integer() else number


_PLAIN: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.BOOLEAN: bool,
    Kind.MOMENT: _moment,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.SPAN: _span,
    Kind.UUID: lambda value: str(UUID(str(value))),
    Kind.DECIMAL: _decimal,
    Kind.FLOAT: float,
    Kind.JSON: _json,
    Kind.BYTES: lambda value: bytes(value).hex(),
}
