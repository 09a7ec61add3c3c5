"""From tables to a roster: everything, or every problem with its row, column, value and mend."""

from collections.abc import Mapping, Sequence

from comity.core.roster.fields import Field, Kind
from comity.core.roster.gathering import Directory, Findings
from comity.core.roster.guessing import guess_columns
from comity.core.roster.likeness import suggest
from comity.core.roster.organisations import read_organisations
from comity.core.roster.people import People, organisations_named_by_people
from comity.core.roster.problems import Code, Problem
from comity.core.roster.ties import read_ties
from comity.core.roster.types import ColumnMap, Known, Organisation, Problems, Roster, Table


def parse_roster(
    tables: Mapping[Kind, Table],
    maps: Mapping[Kind, ColumnMap] | None = None,
    existing: Sequence[Known] = (),
) -> Roster | Problems:
    """Read up to three tables together. A kind without a map is guessed.

    People and ties name organisations by key, name or short name, case and space aside: first those of the file,
    then `existing`. Without a table of organisations, the ones that people name are taken from there.
    Organisations like one another, or like existing ones, come back as suggestions; nothing is merged.
    """
    maps = {kind: (maps or {}).get(kind) or guess_columns(table, kind) for kind, table in tables.items()}
    findings, directory, people = Findings(), Directory(tuple(existing)), People()
    if not tables:
        findings.problem(Problem(Kind.ORGANISATIONS, Code.NO_ROWS))
    organisations: list[Organisation] = []
    if table := tables.get(Kind.ORGANISATIONS):
        organisations = read_organisations(table, maps[Kind.ORGANISATIONS], directory, people, findings)
    if table := tables.get(Kind.PEOPLE):
        if Kind.ORGANISATIONS not in tables and Field.ORGANISATION in maps[Kind.PEOPLE].columns:
            organisations = organisations_named_by_people(table, maps[Kind.PEOPLE], directory, findings)
        people.read(table, maps[Kind.PEOPLE], directory, findings)
    ties = []
    if table := tables.get(Kind.TIES):
        ties = read_ties(table, maps[Kind.TIES], directory, findings)
    remarks = tuple(findings.remarks.values())
    if findings.problems:
        return Problems(tuple(findings.problems), findings.more, remarks)
    suggestions = suggest(organisations, existing)
    return Roster(tuple(organisations), tuple(people.people), tuple(ties), suggestions, remarks)
