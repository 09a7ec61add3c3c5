"""Reading what was pasted or uploaded, and keeping the tables as they were read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from comity.base.sheets.reading import BadSheet, Limits, Sheet, read_sheet
from comity.core.roster.fields import Kind

#: larger rosters come in parts: one import is one act, which stands in the record as a whole
LIMITS = Limits(bytes=10_000_000, rows=20_000)


@dataclass(frozen=True)
class Given:
    """One table as it was read, as `core.roster` takes it. called: the file's name, or ""; pasted: the text, or ""."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    called: str = ""
    pasted: str = ""
    notes: tuple[dict[str, Any], ...] = ()


Tables = Mapping[Kind, Given]


def read(source: str | bytes, called: str = "") -> Given:
    """A pasted text, or the bytes of a CSV or XLSX file of that name. Raises BadSheet."""
    sheet = read_sheet(source, limits=LIMITS)
    return Given(
        sheet.header,
        sheet.rows,
        sheet.numbers,
        called,
        source if isinstance(source, str) else "",
        _notes(sheet),
    )


def _notes(sheet: Sheet) -> tuple[dict[str, Any], ...]:
    return tuple({"code": note.code.value, "row": note.row, **note.values} for note in sheet.notes)


def as_plain(tables: Tables) -> dict[str, Any]:
    """Tables as JSON can hold them."""
    return {kind.value: asdict(table) for kind, table in tables.items()}


def from_plain(plain: Mapping[str, Any]) -> dict[Kind, Given]:
    """And back."""
    return {Kind(kind): _given(**table) for kind, table in plain.items()}


def _given(header: Any, rows: Any, numbers: Any, called: str, pasted: str, notes: Any) -> Given:
    return Given(tuple(header), tuple(map(tuple, rows)), tuple(numbers), called, pasted, tuple(notes))


__all__ = ["LIMITS", "BadSheet", "Given", "Tables", "as_plain", "from_plain", "read"]
