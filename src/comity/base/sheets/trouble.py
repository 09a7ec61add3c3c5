"""Why a table can't be read, what was noticed while reading it, and how large it may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from time import thread_time


class Trouble(StrEnum):
    """One code per refusal. After the dash: what `BadSheet.values` holds besides row and column."""

    EMPTY = "empty"  # no header and row beneath it
    TOO_BIG = "too_big"  # bytes, limit
    TOO_MANY_ROWS = "too_many_rows"  # limit
    TOO_MANY_COLUMNS = "too_many_columns"  # limit
    TOO_MANY_CELLS = "too_many_cells"  # limit
    CELL_TOO_LONG = "cell_too_long"  # limit; often a quotation mark left open
    TOO_SLOW = "too_slow"  # seconds
    NUL = "nul"  # a NUL character: not text, or UTF-16 without its mark
    ENCODING = "encoding"  # encoding: bytes that mean nothing in it
    UNCLOSED_QUOTE = "unclosed_quote"
    LOOKS_LIKE_DATA = "looks_like_data"  # cell: the first row holds data, not column names
    DUPLICATE_COLUMNS = "duplicate_columns"  # columns: names that occur twice
    ROW_TOO_LONG = "row_too_long"  # cell, header_width: content right of the last named column
    OLD_EXCEL = "old_excel"  # .xls, or .xlsx with a password
    OPEN_DOCUMENT = "open_document"
    NOT_A_TABLE = "not_a_table"  # kind: pdf, image, html, archive, document
    UNPACKS_TOO_LARGE = "unpacks_too_large"  # limit, ratio
    FORBIDDEN_XML = "forbidden_xml"  # part: declares entities
    BROKEN_XLSX = "broken_xlsx"  # part
    NO_SUCH_SHEET = "no_such_sheet"  # sheet, sheets


class BadSheet(Exception):
    """A table refused as a whole. `row` counts from 1 as in the file; `column` is a name, or a letter."""

    def __init__(
        self, code: Trouble, row: int | None = None, column: str | None = None, **values: object
    ) -> None:
        super().__init__(f"{code.value} row={row} column={column} {values}")
        self.code = code
        self.row = row
        self.column = column
        self.values: Mapping[str, object] = values


class Remark(StrEnum):
    """Something people should know about a table that was read. After the dash: `Note.values`."""

    ENCODING_GUESSED = "encoding_guessed"  # encoding: no UTF-8, so accents may be wrong
    TITLE_SKIPPED = "title_skipped"  # titles: lines above the column names
    ROWS_PADDED = "rows_padded"  # count: rows shorter than the header
    COLUMN_NAMED = "column_named"  # a column without a name got one
    OTHER_SHEETS = "other_sheets"  # sheets: names of those not read
    NO_STORED_RESULT = "no_stored_result"  # count: formulas saved without a result, read as empty
    ERROR_VALUES = "error_values"  # count: cells such as #REF!, read as empty


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with the first place it applies to."""

    code: Remark
    row: int | None
    column: str | None
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most. `cells` counts a row as wide as the header; `ratio` is unpacked to packed."""

    bytes: int = 20_000_000
    rows: int = 100_000
    columns: int = 200
    cells: int = 1_000_000
    cell_characters: int = 10_000
    unpacked_bytes: int = 200_000_000
    ratio: int = 200
    seconds: float = 10.0


class Budget:
    """The computing time one reading may take, from now on; a busy machine refuses nobody."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = thread_time() + seconds

    def check(self) -> None:
        """Raises BadSheet once the time is over."""
        if thread_time() > self._ends:
            raise BadSheet(Trouble.TOO_SLOW, seconds=self.seconds)


def letter(index: int) -> str:
    """The spreadsheet's letters of a column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
