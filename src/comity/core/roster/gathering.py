"""What the readers of the three tables share: cells by field, problems, remarks, and finding organisations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process

from comity.core.roster.fields import REQUIRED, Field, Kind
from comity.core.roster.folding import comparable
from comity.core.roster.problems import Code, Problem, Remark, Told
from comity.core.roster.types import ColumnMap, Known, Organisation, Table

PROBLEMS_AT_MOST = 500
_SAMPLES = 5

LENGTHS: Mapping[Field, int] = {
    Field.KEY: 100,
    Field.NAME: 200,
    Field.SHORT: 60,
    Field.PLACE: 200,
    Field.WORDS: 4000,
    Field.WEBSITE: 1000,
    Field.CONTACT_NAME: 200,
    Field.CONTACT_ROLE: 200,
    Field.ROLE: 200,
    Field.SOURCE: 500,
}


@dataclass(slots=True)
class Findings:
    """Problems and remarks as they come up."""

    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    remarks: dict[tuple[Kind, Told], Remark] = field(default_factory=dict)

    def problem(self, problem: Problem) -> None:
        """Keep it, or only count it once there are many."""
        if len(self.problems) < PROBLEMS_AT_MOST:
            self.problems.append(problem)
        else:
            self.more += 1

    def remark(self, kind: Kind, code: Told, row: int, column: str | None = None, value: str = "") -> None:
        """Count it, with the first row and a few values."""
        known = self.remarks.get((kind, code)) or Remark(kind, code, 0, row, column)
        samples = known.samples
        if value and value not in samples and len(samples) < _SAMPLES:
            samples = (*samples, value)
        self.remarks[kind, code] = Remark(kind, code, known.count + 1, known.row, known.column, samples)


@dataclass(frozen=True, slots=True)
class Row:
    """A row seen through the chosen columns."""

    kind: Kind
    number: int
    cells: Mapping[Field, str]
    columns: Mapping[Field, str]
    findings: Findings

    def __getitem__(self, field: Field) -> str:
        """The cell of this field; empty where no column is chosen."""
        return self.cells.get(field, "")

    def wrong(self, code: Code, field: Field, **values: object) -> None:
        """Note a problem with this field's cell."""
        self.findings.problem(
            Problem(self.kind, code, self.number, self.columns.get(field), self[field][:200], values)
        )

    def tell(self, code: Told, field: Field) -> None:
        """Note a remark about this field's cell."""
        self.findings.remark(self.kind, code, self.number, self.columns.get(field), self[field][:60])

    def check_lengths(self) -> None:
        """Every text must fit its field."""
        for field_, limit in LENGTHS.items():
            if len(self[field_]) > limit:
                self.wrong(Code.TOO_LONG, field_, limit=limit)


def rows(table: Table, chosen: ColumnMap, findings: Findings) -> Iterator[Row]:
    """The rows through the chosen columns; none, with problems noted, where the choice doesn't fit."""
    index = {name: i for i, name in enumerate(table.header)}
    lacking = [f for f in REQUIRED[chosen.kind] if f not in chosen.columns]
    for field_ in lacking:
        findings.problem(Problem(chosen.kind, Code.COLUMN_NOT_CHOSEN, values={"field": field_}))
    strangers = [(f, name) for f, name in chosen.columns.items() if name not in index]
    for field_, name in strangers:
        values = {"field": field_, "columns": tuple(table.header)}
        findings.problem(Problem(chosen.kind, Code.COLUMN_NOT_THERE, column=name, values=values))
    if lacking or strangers:
        return
    places = [(f, index[name]) for f, name in chosen.columns.items()]
    for number, cells in zip(table.numbers, table.rows, strict=True):
        yield Row(chosen.kind, number, {f: cells[i] for f, i in places}, chosen.columns, findings)


class Directory:
    """Finds organisations by key, name or short name, whatever their case and space."""

    def __init__(self, existing: tuple[Known, ...]) -> None:
        self._by_key: dict[str, Organisation] = {}
        self._new: dict[str, list[Organisation | Known]] = {}
        self._known: dict[str, list[Organisation | Known]] = {}
        for known in existing:
            self._known.setdefault(comparable(known.name), []).append(known)

    def add(self, organisation: Organisation) -> None:
        """Make it findable."""
        if organisation.key:
            self._by_key[key_key(organisation.key)] = organisation
        for name in {comparable(organisation.name), comparable(organisation.short)} - {""}:
            self._new.setdefault(name, []).append(organisation)

    def find(self, words: str) -> tuple[Organisation | Known, ...]:
        """All that the words may mean: key before the file's own names before organisations that are there."""
        if found := self._by_key.get(key_key(words)):
            return (found,)
        name = comparable(words)
        return tuple(self._new.get(name) or self._known.get(name) or ())

    def nearest(self, words: str) -> str:
        """The name most like these words, for "did you mean"; empty when none is near."""
        names = self._new or self._known
        found = process.extractOne(comparable(words), names.keys(), score_cutoff=75)
        return names[found[0]][0].name if found else ""


def find_one(row: Row, field_: Field, directory: Directory) -> Organisation | Known | None:
    """The organisation a cell names, or None with the problem noted."""
    found = directory.find(row[field_])
    if len(found) == 1:
        return found[0]
    if found:
        row.wrong(Code.AMBIGUOUS_ORGANISATION, field_, names=tuple(one.name for one in found))
    else:
        few = len(row.findings.problems) < PROBLEMS_AT_MOST
        row.wrong(Code.UNKNOWN_ORGANISATION, field_, nearest=directory.nearest(row[field_]) if few else "")
    return None


def key_key(key: str) -> str:
    """Keys differ in case at most."""
    return " ".join(key.casefold().split())
