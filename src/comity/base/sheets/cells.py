"""Cells of a worksheet as text: stored results and never formulas, dates as ISO, numbers plain."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import isfinite

from comity.base.sheets.archive import Package
from comity.base.sheets.trouble import BadSheet, Limits, Remark, Trouble
from comity.base.sheets.workbook import Tab, Text, Workbook
from comity.base.sheets.xmlparts import Attributes, Parser

_ROW_POSITIONS = 1_048_576  # what the format itself allows
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")


def rows(package: Package, workbook: Workbook, tab: Tab, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) for each row that holds cells, as the stream brings them. Raises BadSheet."""
    reader = _CellReader(workbook, limits)
    for chunk in package.chunks(tab.part):
        reader.feed(chunk, tab.part)
        yield from reader.take()
    reader.close(tab.part)
    yield from reader.take()


class _CellReader:
    """Turns a worksheet's XML into rows of text."""

    def __init__(self, workbook: Workbook, limits: Limits) -> None:
        self._book = workbook
        self._limits = limits
        self._parser = Parser(self._start, self._end, self._add)
        self._ready: list[tuple[int, list[str]]] = []
        self._row = 0
        self._column = -1
        self._cells: list[str] = []
        self._type = ""
        self._style = 0
        self._formula = False
        self._value: list[str] = []
        self._value_length = 0
        self._in_value = False
        self._inline = Text(limits.cell_characters + 1)

    def feed(self, chunk: bytes, part: str) -> None:
        self._parser.feed(chunk, part)

    def close(self, part: str) -> None:
        self._parser.feed(b"", part, last=True)

    def take(self) -> list[tuple[int, list[str]]]:
        ready, self._ready = self._ready, []
        return ready

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._in_value = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._start_row(attributes)
        else:
            self._inline.start(tag)

    def _end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag == "v":
            self._in_value = False
        elif tag == "row":
            if self._cells:
                self._ready.append((self._row, self._cells))
        else:
            self._inline.end(tag)

    def _add(self, piece: str) -> None:
        if not self._in_value:
            self._inline.add(piece)
        elif self._value_length <= self._limits.cell_characters:
            self._value.append(piece)
            self._value_length += len(piece)

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        if not 0 < self._row <= _ROW_POSITIONS:
            raise ValueError(self._row)
        self._column = -1
        self._cells = []

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = _column_of(reference) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._formula = False
        self._value.clear()
        self._value_length = 0
        self._inline.clear()

    def _end_cell(self) -> None:
        text = self._text()
        if not text:
            return
        if self._column >= self._limits.columns:
            raise BadSheet(Trouble.TOO_MANY_COLUMNS, self._row, limit=self._limits.columns)
        missing = self._column - len(self._cells)
        if missing < 0:  # the same cell twice, or out of order: the format forbids it
            raise ValueError(self._column)
        self._cells.extend([""] * missing)
        self._cells.append(text)

    def _text(self) -> str:
        if self._type == "inlineStr":
            return self._inline.take()
        raw = "".join(self._value)
        if not raw:
            if self._formula and self._type != "str":
                self._book.remark(Remark.NO_STORED_RESULT, self._row, self._column)
            return ""
        match self._type:
            case "n":
                return self._number(raw)
            case "s":
                index = int(raw)
                if not 0 <= index < len(self._book.strings):
                    raise ValueError(index)
                return self._book.strings[index]
            case "b":
                return "true" if raw.strip() == "1" else "false"
            case "e":
                self._book.remark(Remark.ERROR_VALUES, self._row, self._column)
                return ""
            case _:
                return raw

    def _number(self, raw: str) -> str:
        if self._style in self._book.date_styles:
            return _iso_date(raw, self._book.epoch_1904) or plain_number(raw)
        return plain_number(raw)


def _column_of(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    index = 0
    for one in found[1]:
        index = index * 26 + ord(one) - 64
    return index - 1


def plain_number(raw: str) -> str:
    """A stored number as people wrote it: 3.0 → 3, 0.30000000000000004 → 0.3; what is no number stays."""
    if raw.isascii() and raw.isdigit():
        return raw
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not isfinite(value):
        return raw
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(float(f"{value:.15g}"))


def _iso_date(raw: str, epoch_1904: bool) -> str | None:
    """Day number → 2026-03-02, with the time where there is one, or the time alone below day one."""
    try:
        serial = float(raw)
    except ValueError:
        return None
    if not 0 <= serial < 2_958_466:  # the format ends with the year 9999
        return None
    leap = 31 if serial < 60 else 30  # the format believes in a 29 February 1900, day 60
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, leap)  # noqa: DTZ001  (sheets know no zone)
    try:
        moment = start + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None
    if serial < 1 and not epoch_1904:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ")
