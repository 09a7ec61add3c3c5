"""The one door through which tables come in: pasted text, CSV or XLSX → a `Sheet` of plain text.

Whatever arrives, `read_sheet` returns a Sheet or raises BadSheet with all that a clear message needs.
"""

import re
from dataclasses import replace

from comity.base.sheets import cells, delimited, workbook
from comity.base.sheets.archive import opened
from comity.base.sheets.assembling import Sheet, assemble
from comity.base.sheets.trouble import BadSheet, Budget, Limits, Note, Remark, Trouble

__all__ = ["BadSheet", "Limits", "Note", "Remark", "Sheet", "Trouble", "read_sheet", "sheet_names"]

_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|body|svg)\b", re.IGNORECASE)


def read_sheet(source: str | bytes, *, sheet: str | None = None, limits: Limits | None = None) -> Sheet:
    """Read pasted text, or the bytes of a CSV or XLSX file. `sheet` picks one of a workbook by name.

    Cells come back as text, trimmed: numbers plain, dates ISO, yes/no of XLSX as true/false. A cell that
    starts with = + - @ stays text; the apostrophe our own exports put before it is taken off.
    Raises BadSheet.
    """
    limits = limits or Limits()
    budget = Budget(limits.seconds)
    _check_size(source, limits)
    if isinstance(source, str):
        return _from_text(source, [], limits, budget)
    _refuse_foreign(source)
    if source.startswith(_ZIP):
        return _from_workbook(source, sheet, limits, budget)
    text, notes = delimited.decode(source)
    return _from_text(text, notes, limits, budget)


def sheet_names(data: bytes, *, limits: Limits | None = None) -> tuple[str, ...]:
    """Names of the visible sheets of an XLSX file; none for text. Raises BadSheet."""
    limits = limits or Limits()
    _check_size(data, limits)
    if not data.startswith(_ZIP):
        return ()
    with opened(data, limits, Budget(limits.seconds)) as package:
        return tuple(tab.name for tab in workbook.open_workbook(package, limits).tabs if tab.visible)


def _check_size(source: str | bytes, limits: Limits) -> None:
    if len(source) > limits.bytes:
        raise BadSheet(Trouble.TOO_BIG, bytes=len(source), limit=limits.bytes)


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLE):
        raise BadSheet(Trouble.OLD_EXCEL)
    if data.startswith(_ZIP) and b"opendocument.spreadsheet" in data[:200]:
        raise BadSheet(Trouble.OPEN_DOCUMENT)
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise BadSheet(Trouble.NOT_A_TABLE, kind=kind)
    if _MARKUP.match(data[:200]):
        raise BadSheet(Trouble.NOT_A_TABLE, kind="html")


def _from_text(text: str, notes: list[Note], limits: Limits, budget: Budget) -> Sheet:
    return assemble(delimited.records(text, limits, budget), limits, notes, tell_padding=True)


def _from_workbook(data: bytes, wanted: str | None, limits: Limits, budget: Budget) -> Sheet:
    with opened(data, limits, budget) as package:
        book = workbook.open_workbook(package, limits)
        tab = _pick(book, wanted)
        sheet = assemble(cells.rows(package, book, tab, limits), limits, tell_padding=False)
    notes = (*_others(book, tab, wanted), *sheet.notes, *book.notes.values())
    return replace(sheet, notes=notes, name=tab.name)


def _pick(book: workbook.Workbook, wanted: str | None) -> workbook.Tab:
    names = [tab.name for tab in book.tabs if tab.visible]
    for tab in book.tabs:
        if tab.visible and wanted in (None, tab.name):
            return tab
    raise BadSheet(Trouble.EMPTY if wanted is None else Trouble.NO_SUCH_SHEET, sheet=wanted, sheets=names)


def _others(book: workbook.Workbook, tab: workbook.Tab, wanted: str | None) -> list[Note]:
    names = [other.name for other in book.tabs if other.visible and other is not tab]
    return [Note(Remark.OTHER_SHEETS, None, None, {"sheets": names})] if names and wanted is None else []
