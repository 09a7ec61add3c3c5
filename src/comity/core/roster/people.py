"""Reading people: from their own table, or as contacts beside organisations."""

from comity.core.roster.fields import Field, Kind
from comity.core.roster.folding import comparable
from comity.core.roster.gathering import Directory, Findings, Row, find_one, rows
from comity.core.roster.problems import Code, Told
from comity.core.roster.types import ColumnMap, Known, Organisation, Person, Table
from comity.core.roster.values import is_empty, read_email, read_yes_no


class People:
    """Collects people; the same one twice in an organisation is told once, one address for two is a problem."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._seen: set[tuple[str, str, int]] = set()
        self._by_email: dict[str, Person] = {}

    def add_contact(self, row: Row, organisation: Organisation) -> None:
        """The contact person in a row of organisations, where one is named."""
        name, address = row[Field.CONTACT_NAME], _email(row, Field.CONTACT_EMAIL)
        if name or row[Field.CONTACT_EMAIL]:
            self._add(row, Field.CONTACT_EMAIL, name, address, organisation, row[Field.CONTACT_ROLE])

    def read(self, table: Table, chosen: ColumnMap, directory: Directory, findings: Findings) -> None:
        """The table of people."""
        for row in rows(table, chosen, findings):
            row.check_lengths()
            if not row[Field.NAME]:
                row.wrong(Code.MISSING_NAME, Field.NAME)
                continue
            organisation = find_one(row, Field.ORGANISATION, directory) if row[Field.ORGANISATION] else None
            address = _email(row, Field.EMAIL)
            self._add(row, Field.EMAIL, row[Field.NAME], address, organisation, row[Field.ROLE])

    def _add(
        self, row: Row, field: Field, name: str, address: str, where: Organisation | Known | None, role: str
    ) -> None:
        name = name or address.partition("@")[0]
        mark = address.casefold() or comparable(name)
        if (mark, comparable(name), id(where)) in self._seen:
            row.tell(Told.SAME_PERSON_MERGED, field)
            return
        self._seen.add((mark, comparable(name), id(where)))
        person = Person(row.number, name, address, where, role, _may_vote(row))
        if address:
            first = self._by_email.setdefault(address.casefold(), person)
            if comparable(first.name) != comparable(name):
                row.wrong(Code.EMAIL_OF_ANOTHER, field, other_row=first.row, other_name=first.name)
        self.people.append(person)


def organisations_named_by_people(
    table: Table, chosen: ColumnMap, directory: Directory, findings: Findings
) -> list[Organisation]:
    """Where only people are given, their organisations are taken from their rows, once each."""
    new: list[Organisation] = []
    for row in rows(table, chosen, Findings()):  # problems come up when the people themselves are read
        name = row[Field.ORGANISATION]
        if not name or directory.find(name):
            continue
        organisation = Organisation(row.number, name)
        directory.add(organisation)
        new.append(organisation)
        findings.remark(
            Kind.PEOPLE,
            Told.ORGANISATIONS_FROM_PEOPLE,
            row.number,
            chosen.columns[Field.ORGANISATION],
            name[:60],
        )
    return new


def _email(row: Row, field: Field) -> str:
    cell = row[field]
    if is_empty(cell):
        return ""
    address = read_email(cell)
    if address is None:
        row.wrong(Code.BAD_EMAIL, field)
    return address or ""


def _may_vote(row: Row) -> bool | None:
    cell = row[Field.MAY_VOTE]
    if not cell:
        return None
    answer = read_yes_no(cell)
    if answer is None and not is_empty(cell):
        row.wrong(Code.UNCLEAR_YES_NO, Field.MAY_VOTE)
    return answer
