"""Reading the table of ties: who is linked with whom, on which rung, how often in contact."""

from datetime import date

from comity.core.roster import words
from comity.core.roster.fields import Contact, Field, Reported, Rung
from comity.core.roster.folding import comparable, fold
from comity.core.roster.gathering import Directory, Findings, Row, find_one, rows
from comity.core.roster.problems import Code, Told
from comity.core.roster.types import ColumnMap, Known, Organisation, Table, Tie
from comity.core.roster.values import is_empty, read_day


def read_ties(table: Table, chosen: ColumnMap, directory: Directory, findings: Findings) -> list[Tie]:
    """Ties in the order of the table. The same one twice is told once; two that contradict are a problem."""
    found: dict[tuple[int, int], Tie] = {}
    for row in rows(table, chosen, findings):
        tie = _tie(row, chosen, directory)
        if tie is None:
            continue
        ends = id(tie.from_), id(tie.to)
        pair = ends if chosen.directed else (min(ends), max(ends))
        first = found.setdefault(pair, tie)
        if first is tie:
            continue
        if (first.level, first.contact, first.on) == (tie.level, tie.contact, tie.on):
            row.tell(Told.SAME_TIE_MERGED, Field.TO)
        else:
            row.wrong(Code.CONTRADICTORY_TIE, Field.TO, other_row=first.row)
    return list(found.values())


def _tie(row: Row, chosen: ColumnMap, directory: Directory) -> Tie | None:
    row.check_lengths()
    from_, to = _end(row, Field.FROM, directory), _end(row, Field.TO, directory)
    contact, level, on = _contact(row), _level(row, chosen), _on(row)
    if from_ is None or to is None or level is None:
        return None
    if from_ is to:
        row.wrong(Code.SELF_TIE, Field.TO)
        return None
    if _says_nothing(row, chosen) or _says_no(level, contact, chosen):
        row.tell(Told.NO_TIE_ROWS, Field.TO)
        return None
    return Tie(row.number, from_, to, level, contact, _reported(row, chosen), row[Field.SOURCE], on)


def _says_nothing(row: Row, chosen: ColumnMap) -> bool:
    """Level and contact are asked for and both left blank: a pair listed without an answer."""
    asked = [field for field in (Field.LEVEL, Field.CONTACT) if field in chosen.columns]
    return bool(asked) and all(is_empty(row[field]) for field in asked)


def _says_no(level: Rung, contact: Contact | None, chosen: ColumnMap) -> bool:
    """Neither working relationship nor contact. A blank frequency beside an answered level is only missing."""
    return level is Rung.NONE and (contact is Contact.NEVER or Field.CONTACT not in chosen.columns)


def _end(row: Row, field: Field, directory: Directory) -> Organisation | Known | None:
    if row[field]:
        return find_one(row, field, directory)
    row.wrong(Code.MISSING_END, field)
    return None


def _contact(row: Row) -> Contact | None:
    """How often; a word or number nobody can place still says that there is contact."""
    cell = row[Field.CONTACT]
    if is_empty(cell):
        return None
    contact = words.CONTACTS.get(fold(cell))
    if contact is None:
        row.tell(Told.CONTACT_UNREAD, Field.CONTACT)
    return contact or Contact.SOME


def _level(row: Row, chosen: ColumnMap) -> Rung | None:
    """The rung of the cell. None, with the problem noted, where the value isn't matched.

    Without a level, contact counts as networking, and so does a tie of which only the ends are told.
    """
    cell = row[Field.LEVEL]
    if not is_empty(cell):
        level = chosen.levels.get(comparable(cell))
        if level is None:
            row.wrong(Code.UNKNOWN_LEVEL, Field.LEVEL)
        return level
    if words.CONTACTS.get(fold(row[Field.CONTACT])) is Contact.NEVER:
        return Rung.NONE
    if not _says_nothing(row, chosen):
        row.tell(Told.ASSUMED_NETWORKING, Field.LEVEL)
    return Rung.NETWORKING


def _on(row: Row) -> date | None:
    cell = row[Field.ON]
    if is_empty(cell):
        return None
    on = read_day(cell)
    if on is None:
        row.wrong(Code.BAD_DATE, Field.ON)
    return on


def _reported(row: Row, chosen: ColumnMap) -> Reported:
    cell = fold(row[Field.REPORTED_BY])
    if cell in words.BOTH_SIDES:
        return Reported.BOTH
    if cell in words.ONE_SIDE:
        return Reported.FROM
    if cell:
        row.tell(Told.REPORTED_BY_UNREAD, Field.REPORTED_BY)
    return Reported.FROM if chosen.directed and not cell else Reported.GIVEN
