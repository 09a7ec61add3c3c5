"""Members and ties as people keep them: two lists with headers, in any shape a spreadsheet saved them."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

KEY_COLUMNS = (
    "key",
    "id",
    "organisation_id",
    "organization_id",
    "org_id",
    "member_id",
    "node",
    "code",
    "nr",
    "no",
)
NAME_COLUMNS = (
    "name",
    "organisation",
    "organization",
    "organisation_name",
    "organization_name",
    "label",
    "member",
)
TIE_COLUMNS = (
    ("from", "to"), ("a", "b"), ("source", "target"), ("i", "j"), ("organisation", "partner"),
    ("organization", "partner"), ("by", "about"), ("reporter", "reported"), ("ego", "alter"),
    ("sender", "receiver"), ("tail", "head"), ("organisation_a", "organisation_b"),
    ("organization_a", "organization_b"), ("organisation_1", "organisation_2"), ("org1", "org2"),
    ("org_a", "org_b"), ("node1", "node2"), ("from_id", "to_id"), ("name_a", "name_b"), ("who", "with"),
)  # fmt: skip

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class BadList(ValueError):
    """A list that can't be read: what is wrong, where (file, row or line, column), and how to mend it."""

    def __init__(
        self,
        file: str,
        problem: str,
        mend: str,
        *,
        row: int | None = None,
        line: int | None = None,
        column: str = "",
    ) -> None:
        place = f"row {row}" if row else f"line {line}" if line else ""
        where = [file, place, f'column "{column}"' if column else ""]
        super().__init__(f"{', '.join(part for part in where if part)}: {problem} {mend}")


@dataclass(frozen=True)
class Row:
    """One line below the header; `number` counts as a spreadsheet does, the header being row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """A list with its header; cells trimmed, rows as wide as the header. `notes`: what was put up with."""

    file: str
    columns: tuple[str, ...]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    def column(self, name: str) -> int:
        """Where a column stands, in any case. Raises BadList if none or several are called so."""
        found = [at for at, column in enumerate(self.columns) if _plain(column) == _plain(name)]
        if len(found) > 1:
            raise BadList(self.file, "several columns have this name.", "Rename all but one.", column=name)
        if not found:
            listed = ", ".join(self.columns)
            raise BadList(self.file, "there is no such column.", f"Its columns are: {listed}.", column=name)
        return found[0]

    def first_of(self, names: Sequence[str]) -> int | None:
        """Where the first of these columns stands that the list has."""
        plain = [_plain(column) for column in self.columns]
        return next((self.column(name) for name in names if name in plain), None)


def read_table(file: str, content: bytes) -> Table:
    """Read a list separated by commas, semicolons or tabs, with any line ends. Raises BadList.

    UTF-8 is expected; Windows-1252 is understood, with a note.
    """
    notes: list[str] = []
    if content.startswith(_SPREADSHEETS):
        raise BadList(file, "this is a spreadsheet, not a text file.", "Save the sheet as CSV (UTF-8).")
    text = decoded(file, content, notes)
    lines = _lines(file, text)
    filled = [(number, cells) for number, cells in enumerate(lines, start=1) if any(cells)]
    if not filled:
        raise BadList(file, "the file is empty.", "It needs a line of column names and rows below it.")
    (_, header), *rest = filled
    rows = [Row(number, _fitted(file, number, cells, len(header))) for number, cells in rest]
    return Table(file, tuple(header), rows, notes)


def decoded(file: str, content: bytes, notes: list[str]) -> str:
    """The text of a file in UTF-8, or in Windows-1252, which a note then tells. Raises BadList."""
    if content.startswith(_BYTE_ORDER_MARKS) or b"\0" in content:
        raise BadList(file, "the file is not UTF-8 text.", "Save it again with the encoding UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = len(re.findall(rb"\r\n|\r|\n", content[: wrong.start])) + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        problem = "the letters here are neither UTF-8 nor Windows-1252."
        raise BadList(file, problem, "Save the file again with the encoding UTF-8.", row=row) from None
    notes.append(
        f"{file} is not UTF-8 (first seen in row {row}) and was read as Windows-1252: check accented letters."
    )
    return text


def _lines(file: str, text: str) -> list[list[str]]:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [[cell.strip() for cell in cells] for cells in reader]
    except csv.Error as wrong:
        mend = "Look for a quotation mark that is opened and never closed."
        raise BadList(file, f"the row can't be read ({wrong}).", mend, row=reader.line_num) from None


def _fitted(file: str, number: int, cells: list[str], width: int) -> tuple[str, ...]:
    if any(cells[width:]):
        problem = f"there are {len(cells)} cells under {width} column names."
        raise BadList(file, problem, "Put quotation marks round a cell that holds a comma.", row=number)
    return tuple(cells[:width] + [""] * (width - len(cells)))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def find_tie_columns(table: Table, start: str | None, end: str | None) -> tuple[int, int]:
    """Where the two ends of a tie stand: as named, or guessed from TIE_COLUMNS. Raises BadList."""
    if start and end:
        return table.column(start), table.column(end)
    for pair in TIE_COLUMNS:
        first, second = table.first_of(pair[:1]), table.first_of(pair[1:])
        if first is not None and second is not None:
            return (table.column(start) if start else first), (table.column(end) if end else second)
    if len(table.columns) == 2 and not start and not end:
        return 0, 1
    listed = ", ".join(table.columns)
    problem = f"which columns hold the two ends of a tie? Found: {listed}."
    raise BadList(table.file, problem, "Name them with --from-column and --to-column.", row=1)
