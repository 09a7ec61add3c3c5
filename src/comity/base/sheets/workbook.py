"""What an XLSX workbook says before its cells: sheets, shared strings, and which styles are dates.

Read with expat rather than openpyxl, whose guarded reader took 15 s for 100,000 rows of eight cells.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.base.sheets.archive import Package
from comity.base.sheets.trouble import BadSheet, Limits, Note, Remark, Trouble, letter
from comity.base.sheets.xmlparts import Attributes, parse

_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_THE_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Tab:
    """A worksheet of the workbook: its name, part and whether people see it."""

    name: str
    part: str
    visible: bool


@dataclass(slots=True)
class Workbook:
    """What must be known before a worksheet's cells can be read."""

    tabs: list[Tab]
    strings: list[str]
    date_styles: frozenset[int]
    epoch_1904: bool
    notes: dict[Remark, Note] = field(default_factory=dict)

    def remark(self, code: Remark, row: int, column: int) -> None:
        """Count a remark, keeping the first place."""
        known = self.notes.get(code)
        count = (int(str(known.values["count"])) if known else 0) + 1
        row, name = (known.row or row, known.column) if known else (row, letter(column))
        self.notes[code] = Note(code, row, name, {"count": count})


def open_workbook(package: Package, limits: Limits) -> Workbook:
    """Names of the sheets, shared strings and date styles. Raises BadSheet."""
    root = _relations(package, "_rels/.rels", "")
    part = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
    if part not in package.names or not part.endswith(".xml"):
        raise BadSheet(Trouble.NOT_A_TABLE, kind="archive")
    folder, name = posixpath.split(part)
    relations = _relations(package, f"{folder}/_rels/{name}.rels", folder)
    tabs, epoch_1904 = _tabs(package, part, relations)
    by_kind = dict(relations.values())
    strings = _shared_strings(package, by_kind.get("sharedStrings"), limits)
    return Workbook(tabs, strings, _date_styles(package, by_kind.get("styles")), epoch_1904)


def _relations(package: Package, part: str, folder: str) -> Mapping[str, tuple[str, str]]:
    """Relation id → (last word of its type, part it points to)."""
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = kind, posixpath.normpath(path)

    if part in package.names:
        parse(package, part, start)
    return found


def _tabs(package: Package, part: str, relations: Mapping[str, tuple[str, str]]) -> tuple[list[Tab], bool]:
    tabs: list[Tab] = []
    epoch_1904 = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal epoch_1904
        if tag == "workbookPr":
            epoch_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            local = {name.rpartition(":")[2]: value for name, value in attributes.items()}
            kind, target = relations.get(local.get("id", ""), ("", ""))
            if kind == "worksheet":
                tabs.append(Tab(local.get("name", ""), target, local.get("state", "visible") == "visible"))

    parse(package, part, start)
    return tabs, epoch_1904


def _date_styles(package: Package, part: str | None) -> frozenset[int]:
    """Indexes of the cell styles that show a number as a date."""
    patterns: dict[int, str] = {}
    formats: list[int] = []
    inside = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            patterns[int(attributes.get("numFmtId", "-1"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            formats.append(int(attributes.get("numFmtId", "0")))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    if part in package.names and part is not None:
        parse(package, part, start, end)
    return frozenset(i for i, number in enumerate(formats) if _is_date(number, patterns))


def _is_date(number: int, patterns: Mapping[int, str]) -> bool:
    if number not in patterns:
        return number in _DATE_FORMATS
    pattern = patterns[number]
    if _ELAPSED.search(pattern):
        return False
    return bool(set("dmyhs") & set(_NOT_THE_PATTERN.sub("", pattern.split(";")[0]).lower()))


def _shared_strings(package: Package, part: str | None, limits: Limits) -> list[str]:
    """The workbook's strings; a long one is cut one past the limit, so that the cell using it is refused."""
    strings: list[str] = []
    text = Text(limits.cell_characters + 1)

    def start(tag: str, _: Attributes) -> None:
        if tag == "si":
            text.clear()
        text.start(tag)

    def end(tag: str) -> None:
        text.end(tag)
        if tag == "si":
            if len(strings) >= limits.cells:
                raise BadSheet(Trouble.TOO_MANY_CELLS, limit=limits.cells)
            strings.append(text.take())

    if part in package.names and part is not None:
        parse(package, part, start, end, text.add)
    return strings


class Text:
    """Collects what stands in <t>, leaving out the reading aids of <rPh>."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = False
        self._in_aid = False

    def clear(self) -> None:
        self._pieces.clear()
        self._length = 0

    def start(self, tag: str) -> None:
        if tag == "t":
            self._in_text = not self._in_aid
        elif tag == "rPh":
            self._in_aid = True

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_aid = False

    def add(self, piece: str) -> None:
        if self._in_text and self._length < self._limit:
            self._pieces.append(piece)
            self._length += len(piece)

    def take(self) -> str:
        text = "".join(self._pieces)[: self._limit]
        self.clear()
        return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """The character that _x000D_ stands for; halves of characters and control codes stand for nothing."""
    code = int(found[1], 16)
    return "" if code < 9 or 0xD800 <= code < 0xE000 else chr(code)
