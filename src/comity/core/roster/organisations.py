"""Reading the table of organisations, with the contact people it may bring along."""

from dataclasses import fields, replace

from comity.core.roster import words
from comity.core.roster.fields import Base, Field, Sector
from comity.core.roster.folding import comparable, fold
from comity.core.roster.gathering import Directory, Findings, Row, key_key, rows
from comity.core.roster.people import People
from comity.core.roster.problems import Code, Told
from comity.core.roster.types import ColumnMap, Organisation, Table
from comity.core.roster.values import is_empty, read_email, read_size, read_website

_CONTACT_FIELDS = (Field.CONTACT_NAME, Field.CONTACT_EMAIL)
_OWN_FIELDS = tuple(f.name for f in fields(Organisation) if f.name not in ("row", "name"))


def read_organisations(
    table: Table, chosen: ColumnMap, directory: Directory, people: People, findings: Findings
) -> list[Organisation]:
    """Organisations in the order of the table. One that returns with another contact person is told once."""
    found: dict[str, Organisation] = {}
    keys: dict[str, int] = {}
    contacts: list[tuple[Row, str]] = []
    for row in rows(table, chosen, findings):
        organisation = _organisation(row)
        if organisation is None:
            continue
        name = comparable(organisation.name)
        if name in found:
            organisation = _merged(row, found[name], organisation)
        elif (
            organisation.key
            and (other := keys.setdefault(key_key(organisation.key), row.number)) != row.number
        ):
            row.wrong(Code.DUPLICATE_KEY, Field.KEY, other_row=other)
        found[name] = organisation
        contacts.append((row, name))
    for organisation in found.values():
        directory.add(organisation)
    for row, name in contacts:
        people.add_contact(row, found[name])
    return list(found.values())


def _organisation(row: Row) -> Organisation | None:
    row.check_lengths()
    if not row[Field.NAME]:
        row.wrong(Code.MISSING_NAME, Field.NAME)
        return None
    return Organisation(
        row=row.number,
        name=row[Field.NAME],
        key=row[Field.KEY],
        short=row[Field.SHORT],
        sector=_sector(row),
        base=_base(row),
        place=_given(row, Field.PLACE),
        size=_size(row),
        website=_website(row),
        email=email(row, Field.EMAIL),
        words=row[Field.WORDS],
    )


def _merged(row: Row, first: Organisation, again: Organisation) -> Organisation:
    """A second row of the same organisation may add details and another contact, and must contradict nothing."""
    brings_contact = any(row[field] for field in _CONTACT_FIELDS)
    clashes = [n for n in _OWN_FIELDS if _differ(getattr(first, n), getattr(again, n))]
    if clashes or not brings_contact:
        row.wrong(Code.DUPLICATE_ORGANISATION, Field.NAME, other_row=first.row, fields=tuple(clashes))
        return first
    blank = {n: getattr(again, n) for n in _OWN_FIELDS if getattr(first, n) in ("", None)}
    return replace(first, **blank)


def _differ(this: object, that: object) -> bool:
    return this not in ("", None) and that not in ("", None) and this != that


def _given(row: Row, field: Field) -> str:
    return "" if is_empty(row[field]) else row[field]


def _sector(row: Row) -> Sector | None:
    cell = _given(row, Field.SECTOR)
    sector = words.SECTORS.get(fold(cell)) if cell else None
    if cell and sector is None:
        row.tell(Told.SECTOR_UNKNOWN, Field.SECTOR)
    return sector


def _base(row: Row) -> Base | None:
    cell = _given(row, Field.BASE)
    base = words.BASES.get(fold(cell)) if cell else None
    if cell and base is None:
        row.tell(Told.BASE_UNKNOWN, Field.BASE)
    return base


def _size(row: Row) -> int | None:
    cell = _given(row, Field.SIZE)
    size = read_size(cell) if cell else None
    if cell and size is None:
        row.tell(Told.SIZE_UNREAD, Field.SIZE)
    return size


def _website(row: Row) -> str:
    cell = _given(row, Field.WEBSITE)
    website = read_website(cell) if cell else ""
    if website is None:
        row.wrong(Code.BAD_WEBSITE, Field.WEBSITE)
    return website or ""


def email(row: Row, field: Field) -> str:
    """The address in this cell; empty where there is none, with a problem where it can't be one."""
    cell = _given(row, field)
    address = read_email(cell) if cell else ""
    if address is None:
        row.wrong(Code.BAD_EMAIL, field)
    return address or ""
