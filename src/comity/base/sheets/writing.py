"""Tables as CSV and XLSX, safe to open: no cell of ours ever runs as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from tempfile import TemporaryFile
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

Cell = object
BOM = "\ufeff"
ROWS_A_CHUNK = 200
ROWS_A_SHEET = 1_048_576
TITLE_LENGTH = 31  # Excel's own limits
FIRST_YEAR = 1901  # before it, days are words to a spreadsheet
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # some Excels take full-width signs too
NEGATIVE = re.compile(r"-\d+(?:[.,]\d+)*")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TooManyRows(Exception):
    """More rows than one sheet can hold."""


def guard(cell: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula. "-12.50" stays."""
    return f"'{cell}" if FORMULA.match(cell) and not NEGATIVE.fullmatch(cell) else cell


def write_csv(rows: Iterable[Sequence[Cell]], header: Sequence[str]) -> Iterator[str]:
    """The table as CSV in pieces: UTF-8 with its mark, commas, CRLF. Days and moments in ISO, in the active zone."""
    lines: list[str] = []
    writer = csv.writer(_Into(lines))
    writer.writerow([guard(str(label)) for label in header])
    lines[0] = BOM + lines[0]
    for row in rows:
        writer.writerow([_as_text(cell) for cell in row])
        if len(lines) >= ROWS_A_CHUNK:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def write_xlsx(rows: Iterable[Sequence[Cell]], header: Sequence[str], title: str = "") -> IO[bytes]:
    """The table as a workbook in a temporary file, opened at its start. Numbers and days stay numbers and days.

    Raises TooManyRows beyond 1,048,575 rows.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    with closing(sheet):
        sheet.append([_as_cell(str(label)) for label in header])
        for number, row in enumerate(rows, start=2):
            if number > ROWS_A_SHEET:
                raise TooManyRows
            sheet.append([_as_cell(cell) for cell in row])
    file = TemporaryFile()  # noqa: SIM115  (whoever sends it closes it)
    book.save(file)
    file.seek(0)
    return file


class _Into:
    """What `csv.writer` writes to: a list of lines."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def _as_text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return _local(cell).isoformat(" ", timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if _is_number(cell):
        return str(cell)
    return guard(_words(cell))


def _as_cell(cell: Cell) -> object:
    if isinstance(cell, date) and cell.year < FIRST_YEAR:
        return _as_text(cell)
    if isinstance(cell, datetime):
        return _local(cell)
    if isinstance(cell, date | time) or _is_number(cell):
        return cell
    return guard(UNWRITABLE.sub("", _words(cell)))


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    return str(cell)


def _is_number(cell: Cell) -> bool:
    """Whether a spreadsheet can hold it as a number; it can't hold "not a number"."""
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and isfinite(cell)


def _local(moment: datetime) -> datetime:
    """Spreadsheets know no zones: the wall clock of the active one."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _sheet_title(title: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", title).strip()[:TITLE_LENGTH] or "Comity"
