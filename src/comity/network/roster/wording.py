"""What is wrong with a roster, or worth telling about it, in words: where it stands, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.base.sheets.reading import BadSheet, Trouble
from comity.core.roster.fields import Field, Kind
from comity.core.roster.problems import Code, Mend, Problem, Remark, Told

KINDS = {
    Kind.ORGANISATIONS: gettext_lazy("Organisations"),
    Kind.PEOPLE: gettext_lazy("People"),
    Kind.TIES: gettext_lazy("Ties"),
}
FIELDS = {
    Field.KEY: gettext_lazy("Key or number in your list"),
    Field.NAME: gettext_lazy("Name"),
    Field.SHORT: gettext_lazy("Short name"),
    Field.SECTOR: gettext_lazy("Sector"),
    Field.BASE: gettext_lazy("Community-based or institution"),
    Field.PLACE: gettext_lazy("Place"),
    Field.SIZE: gettext_lazy("How many people"),
    Field.WEBSITE: gettext_lazy("Website"),
    Field.WORDS: gettext_lazy("In its own words"),
    Field.CONTACT_NAME: gettext_lazy("Contact person"),
    Field.CONTACT_EMAIL: gettext_lazy("E-mail address of the contact person"),
    Field.MAY_VOTE: gettext_lazy("May vote"),
    Field.EMAIL: gettext_lazy("E-mail address"),
    Field.ORGANISATION: gettext_lazy("Organisation"),
    Field.FROM: gettext_lazy("First organisation"),
    Field.TO: gettext_lazy("Second organisation"),
    Field.LEVEL: gettext_lazy("How closely they work"),
    Field.CONTACT: gettext_lazy("How often they are in contact"),
    Field.REPORTED_BY: gettext_lazy("Who says so"),
    Field.SOURCE: gettext_lazy("Where it comes from"),
    Field.ON: gettext_lazy("When it was said"),
}


@dataclass(frozen=True)
class Wrong:
    """One thing to mend: in which table, row and column, what stands there, what is wrong, what helps."""

    table: str
    row: int | None
    column: str
    value: str
    says: str
    mend: str

    def __str__(self) -> str:
        where = [self.table]
        where += [_("row {n}").format(n=self.row)] if self.row else []
        where += [_("column “{name}”").format(name=self.column)] if self.column else []
        said = f"“{self.value}”: {self.says}" if self.value else self.says
        return f"{', '.join(where)}: {said} {self.mend}".strip()


# ── a table that can't be read ──

TROUBLES: Mapping[Trouble, Any] = {
    Trouble.EMPTY: gettext_lazy(
        "There is no row beneath the column names. Paste the list with its first row."
    ),
    Trouble.TOO_BIG: gettext_lazy("This is larger than {limit_size}. Split the list into parts."),
    Trouble.TOO_MANY_ROWS: gettext_lazy("The list has more than {limit} rows. Split it into parts."),
    Trouble.TOO_MANY_COLUMNS: gettext_lazy("The list has more than {limit} columns. Keep the ones you need."),
    Trouble.TOO_MANY_CELLS: gettext_lazy("The list has more than {limit} cells. Keep the columns you need."),
    Trouble.CELL_TOO_LONG: gettext_lazy(
        "One cell has more than {limit} characters. Often a quotation mark was left open just before."
    ),
    Trouble.TOO_SLOW: gettext_lazy(
        "Reading took longer than {seconds} seconds. Save it as CSV and try again."
    ),
    Trouble.NUL: gettext_lazy("This is no plain text. Save it as CSV in UTF-8, or as XLSX."),
    Trouble.ENCODING: gettext_lazy("Some letters can’t be read as {encoding}. Save it as CSV in UTF-8."),
    Trouble.UNCLOSED_QUOTE: gettext_lazy(
        "A quotation mark is opened and never closed. Close it or take it out."
    ),
    Trouble.LOOKS_LIKE_DATA: gettext_lazy(
        "The first row holds data (“{cell}”), not column names. Put a row of column names on top."
    ),
    Trouble.DUPLICATE_COLUMNS: gettext_lazy("Two columns have the same name: {columns}. Rename one."),
    Trouble.ROW_TOO_LONG: gettext_lazy(
        "There is “{cell}” to the right of the last named column. Name that column, or put the cell in quotation marks."
    ),
    Trouble.OLD_EXCEL: gettext_lazy(
        "This is an old Excel file, or one with a password. Save it as XLSX or CSV."
    ),
    Trouble.OPEN_DOCUMENT: gettext_lazy("This is an OpenDocument table. Save it as XLSX or CSV."),
    Trouble.NOT_A_TABLE: gettext_lazy(
        "This is no table but another kind of file ({kind}). Save the list as CSV or XLSX."
    ),
    Trouble.UNPACKS_TOO_LARGE: gettext_lazy(
        "This file grows far too large when it is opened. Save the list as CSV."
    ),
    Trouble.FORBIDDEN_XML: gettext_lazy(
        "This workbook holds something no table needs. Save the list as CSV."
    ),
    Trouble.BROKEN_XLSX: gettext_lazy("This workbook is damaged. Open it, and save it anew as XLSX or CSV."),
    Trouble.NO_SUCH_SHEET: gettext_lazy("The workbook has no visible sheet of that name."),
}


def trouble_in_words(trouble: BadSheet) -> str:
    """Why a table was refused, where, and what helps."""
    values = {key: _value(value) for key, value in trouble.values.items()}
    limit = trouble.values.get("limit")
    values["limit_size"] = filesizeformat(limit) if isinstance(limit, int) else ""
    said = str(TROUBLES[trouble.code]).format_map(_Blank(values))
    return f"{_place(trouble.row, trouble.column)}{said}"


def _place(row: int | None, column: str | None) -> str:
    if row and column:
        return _("Row {row}, column “{column}”: ").format(row=row, column=column)
    return _("Row {row}: ").format(row=row) if row else ""


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return number(value) if isinstance(value, int) else str(value)


def number(n: int) -> str:
    """A whole number in groups of three."""
    return number_format(n, force_grouping=True)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


# ── rows that can't be kept ──

CODES: Mapping[Code, Any] = {
    Code.COLUMN_NOT_CHOSEN: gettext_lazy("No column is chosen for “{field}”."),
    Code.COLUMN_NOT_THERE: gettext_lazy("The table has no such column."),
    Code.NO_ROWS: gettext_lazy("No list was given."),
    Code.MISSING_NAME: gettext_lazy("The row has no name."),
    Code.TOO_LONG: gettext_lazy("This is longer than {limit} characters."),
    Code.DUPLICATE_KEY: gettext_lazy("Row {other_row} has the same key."),
    Code.DUPLICATE_ORGANISATION: gettext_lazy(
        "Row {other_row} has the same organisation with other details."
    ),
    Code.BAD_EMAIL: gettext_lazy("This is no e-mail address, or more than one."),
    Code.EMAIL_OF_ANOTHER: gettext_lazy("Row {other_row} gives the same address to {other_name}."),
    Code.BAD_WEBSITE: gettext_lazy("This is no web address."),
    Code.UNCLEAR_YES_NO: gettext_lazy("This is neither yes nor no."),
    Code.UNKNOWN_ORGANISATION: gettext_lazy("No organisation has this name or key."),
    Code.AMBIGUOUS_ORGANISATION: gettext_lazy("Several organisations have this name: {names}."),
    Code.MISSING_END: gettext_lazy("One of the two organisations is missing."),
    Code.SELF_TIE: gettext_lazy("Both ends are the same organisation."),
    Code.CONTRADICTORY_TIE: gettext_lazy("Row {other_row} says something else about the same two."),
    Code.UNKNOWN_LEVEL: gettext_lazy("Nobody has said yet how close this is."),
    Code.BAD_DATE: gettext_lazy("This is no day written as year-month-day."),
}
MENDS = {
    Mend.CHOOSE_COLUMN: gettext_lazy("Choose the column above."),
    Mend.FILL_IN: gettext_lazy("Fill it in."),
    Mend.CORRECT: gettext_lazy("Correct it."),
    Mend.SHORTEN: gettext_lazy("Shorten it."),
    Mend.MAP_VALUE: gettext_lazy("Choose its rung above."),
    Mend.ADD_ORGANISATION: gettext_lazy("Add it to the organisations, or mend the spelling."),
    Mend.NAME_ONE: gettext_lazy("Write its full name or its key."),
    Mend.REMOVE_ROW: gettext_lazy("Take the row out."),
    Mend.AGREE: gettext_lazy("Make the two rows agree, or take one out."),
}


def problem_in_words(problem: Problem) -> Wrong:
    """A problem of the reading in words."""
    values = {key: _value(value) for key, value in problem.values.items()}
    if problem.code is Code.COLUMN_NOT_CHOSEN:
        values["field"] = str(FIELDS[Field(str(problem.values["field"]))])
    mend = str(MENDS[problem.mend])
    if nearest := problem.values.get("nearest"):
        mend = _("Did you mean “{name}”? {mend}").format(name=nearest, mend=mend)
    says = str(CODES[problem.code]).format_map(_Blank(values))
    return Wrong(str(KINDS[problem.kind]), problem.row, problem.column or "", problem.value, says, mend)


# ── what is worth telling ──


def remark_in_words(remark: Remark) -> str:
    """Something told once for all its rows."""
    said = _told(remark.code, remark.count).format(
        n=number(remark.count), row=remark.row, column=remark.column or ""
    )
    samples = ", ".join(f"“{one}”" for one in remark.samples)
    return _("{said} For example: {samples}.").format(said=said, samples=samples) if samples else said


def _told(code: Told, n: int) -> str:
    match code:
        case Told.SECTOR_UNKNOWN:
            return ngettext(
                "In {n} row the sector can’t be told from “{column}”: it stays open.",
                "In {n} rows the sector can’t be told from “{column}”: it stays open.", n,
            )  # fmt: skip
        case Told.BASE_UNKNOWN:
            return ngettext(
                "In {n} row “{column}” doesn’t say community-based or institution: it stays open.",
                "In {n} rows “{column}” doesn’t say community-based or institution: it stays open.", n,
            )  # fmt: skip
        case Told.SIZE_UNREAD:
            return ngettext(
                "In {n} row the size is no number: it stays open.",
                "In {n} rows the size is no number: it stays open.", n,
            )  # fmt: skip
        case Told.CONTACT_UNREAD:
            return ngettext(
                "In {n} row it is unclear how often the two are in contact: it counts as “at times”.",
                "In {n} rows it is unclear how often the two are in contact: they count as “at times”.", n,
            )  # fmt: skip
        case Told.REPORTED_BY_UNREAD:
            return ngettext(
                "In {n} row it is unclear who says so: the list speaks for both.",
                "In {n} rows it is unclear who says so: the list speaks for both.", n,
            )  # fmt: skip
        case _:
            return _told_of_rows(code, n)


def _told_of_rows(code: Told, n: int) -> str:
    match code:
        case Told.SAME_PERSON_MERGED:
            return ngettext(
                "{n} row repeats a person, and is taken once.",
                "{n} rows repeat a person, and are taken once.",
                n,
            )
        case Told.SAME_TIE_MERGED:
            return ngettext(
                "{n} row repeats a tie, and is taken once.", "{n} rows repeat a tie, and are taken once.", n
            )
        case Told.NO_TIE_ROWS:
            return ngettext(
                "{n} row says that there is no tie, and is left out.",
                "{n} rows say that there is no tie, and are left out.", n,
            )  # fmt: skip
        case Told.ASSUMED_NETWORKING:
            return ngettext(
                "{n} tie has no rung: it counts as networking.",
                "{n} ties have no rung: they count as networking.",
                n,
            )
        case _:
            return ngettext(
                "{n} organisation is taken from the list of people.",
                "{n} organisations are taken from the list of people.", n,
            )  # fmt: skip


NOTES = {
    "encoding_guessed": gettext_lazy(
        "The file is no UTF-8; it was read as {encoding}. Check accents and umlauts."
    ),
    "title_skipped": gettext_lazy("Lines above the column names were skipped."),
    "rows_padded": gettext_lazy("{count} rows are shorter than the others: their last cells are empty."),
    "column_named": gettext_lazy("A column without a name got one."),
    "other_sheets": gettext_lazy(
        "Only the first sheet was read, not: {sheets}. Save another as a file of its own."
    ),
    "no_stored_result": gettext_lazy("{count} formulas have no stored result: they were read as empty."),
    "error_values": gettext_lazy("{count} cells hold an error such as #REF!: they were read as empty."),
}


def note_in_words(note: Mapping[str, Any]) -> str:
    """Something people should know about how a table was read."""
    return str(NOTES[note["code"]]).format_map(_Blank({key: _value(value) for key, value in note.items()}))
