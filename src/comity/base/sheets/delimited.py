"""Text with delimiters: CSV files of any spreadsheet program, and tables pasted from one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from comity.base.sheets.trouble import BadSheet, Budget, Limits, Note, Remark, Trouble

_CANDIDATES = "\t,;|"  # the first wins where two split equally well
_NO_DELIMITER = "\x1f"
_SAMPLE = 50_000
_END = "\x00"  # NUL is refused before, so no cell can hold it
_SEPARATOR_LINE = re.compile(r"\A\ufeff?sep=([^\r\n])(\r\n|\r|\n)", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Text of a file: UTF-8, UTF-16 by its mark, else Windows-1252 with a note."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise BadSheet(Trouble.NUL, data.count(b"\n", 0, data.index(b"\x00")) + 1) from None
        guessed = Note(Remark.ENCODING_GUESSED, None, None, {"encoding": "Windows-1252"})
        return _decoded(data, "cp1252"), [guessed]


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise BadSheet(Trouble.ENCODING, row, encoding=encoding) from None


def records(text: str, limits: Limits, budget: Budget) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of each record, blank ones included; a quoted cell may hold line ends.

    Rows are numbered as a spreadsheet numbers them. Raises BadSheet.
    """
    _refuse_what_is_no_text(text)
    text, skipped, delimiter = _separator_line(text)
    reader = csv.reader(
        chain(io.StringIO(text, newline=""), [_END]), delimiter=delimiter or _guess_delimiter(text)
    )
    number = skipped
    try:
        for number, cells in enumerate(reader, start=1 + skipped):
            if cells == [_END]:
                return
            if cells and _END in cells[-1]:
                raise BadSheet(Trouble.UNCLOSED_QUOTE, number)
            if number % 1000 == 0:
                budget.check()
            yield number, cells
    except csv.Error:  # the only error left to a reader that isn't strict: a cell past csv's own limit
        raise BadSheet(Trouble.CELL_TOO_LONG, number + 1, limit=limits.cell_characters) from None


def _refuse_what_is_no_text(text: str) -> None:
    if "\x00" in text:
        raise BadSheet(Trouble.NUL, text.count("\n", 0, text.index("\x00")) + 1)
    try:
        text.encode()
    except UnicodeEncodeError as error:  # half a character, from a broken paste
        raise BadSheet(Trouble.ENCODING, text.count("\n", 0, error.start) + 1, encoding="Unicode") from None


def _separator_line(text: str) -> tuple[str, int, str | None]:
    """A first line "sep=;" is a note to the spreadsheet program, not a row: text without it, 1, delimiter."""
    found = _SEPARATOR_LINE.match(text)
    if not found or found[1] not in _CANDIDATES:
        return text.removeprefix("\ufeff"), 0, None
    return text[found.end() :], 1, found[1]


def _guess_delimiter(text: str) -> str:
    """The candidate that cuts the first rows into the same number of cells most often, and more than one."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    scores = {candidate: _score(sample, candidate) for candidate in _CANDIDATES}
    best = max(scores, key=lambda candidate: scores[candidate])
    return best if scores[best] > (0, 0, 0) else _NO_DELIMITER


def _score(sample: str, delimiter: str) -> tuple[float, float, int]:
    """(1 where quotation marks fit this delimiter, share of even rows, their cells); zeros for one column."""
    widths, clean = _widths(sample, delimiter)
    if not widths:
        return 0, 0, 0
    width, times = max(Counter(widths).items(), key=lambda pair: (pair[1], -pair[0]))
    if width < 2:
        return 0, 0, 0
    return float(clean), times / len(widths), width


def _widths(sample: str, delimiter: str) -> tuple[list[int], bool]:
    lines: Iterable[str] = io.StringIO(sample, newline="")
    widths: list[int] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == 25:
                break
    except csv.Error:
        return widths, False
    return widths, True
