"""From records to a sheet: finds the column names, and checks every row against them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from comity.base.sheets.trouble import BadSheet, Limits, Note, Remark, Trouble, letter

Record = tuple[int, list[str]]
"""Row number as in the file, cells."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_INVISIBLE = "\u200b\u2060\ufeff"
_GUARDED = tuple("'" + sign for sign in "=+-@\t\r\n＝＋－＠")  # as sheets.writing guards
_TITLES_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text. `numbers[i]` is the row number that `rows[i]` has in the file; the first row is 1.

    Every row is as wide as `header`; header names are filled and differ even when case is ignored.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notes: tuple[Note, ...] = ()
    name: str | None = None

    @property
    def first_row(self) -> int:
        """The row number of the first row of data."""
        return self.numbers[0]


@dataclass(frozen=True, slots=True)
class _Line:
    """A record with content: its cells trimmed, none empty at the end, and its width before that."""

    number: int
    cells: list[str]
    width: int

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


def assemble(
    records: Iterable[Record], limits: Limits, notes: Iterable[Note] = (), *, tell_padding: bool
) -> Sheet:
    """The sheet these records make. `tell_padding`: whether a short row is worth a note. Raises BadSheet."""
    lines = _lines(records, limits)
    start, told = _without_titles(list(islice(lines, _TITLES_AT_MOST + 2)))
    if not start:
        raise BadSheet(Trouble.EMPTY)
    first = start[0]
    width = len(first.cells)
    rows, numbers, padded = _rows(chain(start[1:], lines), width, limits)
    if not rows:
        raise BadSheet(Trouble.EMPTY, first.number)
    header, named = _header(first)
    _refuse_repeated(header, first.number)
    short = padded if tell_padding else []
    padding = [Note(Remark.ROWS_PADDED, short[0], None, {"count": len(short)})] if short else []
    return Sheet(header, tuple(rows), tuple(numbers), (*notes, *told, *named, *padding))


def _lines(records: Iterable[Record], limits: Limits) -> Iterator[_Line]:
    for number, cells in records:
        trimmed = [_trim(cell) if cell else cell for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if not trimmed:
            continue
        if len(trimmed) > limits.columns:
            raise BadSheet(Trouble.TOO_MANY_COLUMNS, number, limit=limits.columns)
        for column, cell in enumerate(trimmed):
            if len(cell) > limits.cell_characters:
                raise BadSheet(Trouble.CELL_TOO_LONG, number, letter(column), limit=limits.cell_characters)
        yield _Line(number, trimmed, len(cells))


def _trim(cell: str) -> str:
    """Without space around, invisible marks, and the apostrophe that guards a formula in our exports."""
    cell = cell.strip()
    if cell and (cell[0] in _INVISIBLE or cell[-1] in _INVISIBLE):
        cell = cell.strip(_INVISIBLE).strip()
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell[1:] if cell.startswith(_GUARDED) else cell


def _without_titles(start: list[_Line]) -> tuple[list[_Line], list[Note]]:
    """Skip single cells above a table ("Members 2026"): a header and a row of several cells each follow."""
    for i, (line, following) in enumerate(zip(start, start[1:], strict=False)):
        if line.filled > 1:
            if i == 0 or following.filled < 2:
                break
            titles = [next(filter(None, title.cells)) for title in start[:i]]
            return start[i:], [Note(Remark.TITLE_SKIPPED, start[0].number, None, {"titles": titles})]
    return start, []


def _rows(
    lines: Iterable[_Line], width: int, limits: Limits
) -> tuple[list[tuple[str, ...]], list[int], list[int]]:
    """Rows made as wide as the header, their numbers, and the numbers of those that were shorter."""
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    padded: list[int] = []
    cells = 0
    for line in lines:
        if len(rows) == limits.rows:
            raise BadSheet(Trouble.TOO_MANY_ROWS, line.number, limit=limits.rows)
        cells += width
        if cells > limits.cells:
            raise BadSheet(Trouble.TOO_MANY_CELLS, line.number, limit=limits.cells)
        if len(line.cells) > width:
            beyond = next(i for i in range(width, len(line.cells)) if line.cells[i])
            raise BadSheet(
                Trouble.ROW_TOO_LONG, line.number, letter(beyond), cell=line.cells[beyond], header_width=width
            )
        if line.width < width:
            padded.append(line.number)
        rows.append((*line.cells, *("",) * (width - len(line.cells))))
        numbers.append(line.number)
    return rows, numbers, padded


def _header(line: _Line) -> tuple[tuple[str, ...], list[Note]]:
    """Column names; a column without one is named after its letter, with a note."""
    names, notes = [], []
    for column, cell in enumerate(line.cells):
        if _ADDRESS.search(cell):
            raise BadSheet(Trouble.LOOKS_LIKE_DATA, line.number, letter(column), cell=cell)
        if not cell:
            notes.append(Note(Remark.COLUMN_NAMED, line.number, letter(column), {}))
        names.append(" ".join(cell.split()) or f"({letter(column)})")
    return tuple(names), notes


def _refuse_repeated(header: tuple[str, ...], row: int) -> None:
    count = Counter(name.casefold() for name in header)
    repeated = [name for name in header if count[name.casefold()] > 1]
    if repeated:
        columns = [letter(i) for i, name in enumerate(header) if count[name.casefold()] > 1]
        raise BadSheet(Trouble.DUPLICATE_COLUMNS, row, repeated[0], columns=repeated, letters=columns)
