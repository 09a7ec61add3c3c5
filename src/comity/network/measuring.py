"""`comity measure`: the figures of a network from two lists, without a database.

For analysts, and for checking our figures against other programs. What each option and figure means is in
docs/network-measures.md. Exit codes: 0 measured, 2 the lists or options can't be read.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from comity.core.network.listing import (
    KEY_COLUMNS,
    NAME_COLUMNS,
    BadList,
    Row,
    Table,
    find_tie_columns,
    read_table,
)
from comity.core.network.measures import Figures, component_sizes, degree_centralisation, figures
from comity.core.network.network import Network, Pair
from comity.core.network.paths import TooManyPaths
from comity.core.network.reports import Report, Reports, Rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `comity measure`."""
    parser.description = "Measure a network from a list of members and a list of ties (CSV)."
    parser.add_argument(
        "--members", required=True, metavar="FILE", help="one organisation a row: key and name"
    )
    parser.add_argument("--ties", required=True, metavar="FILE", help="one tie or report a row: from and to")
    parser.add_argument(
        "--rule",
        choices=[rule.value for rule in Rule],
        default=Rule.GIVEN.value,
        help="when a row makes a tie: each pair listed is one (given, the default); or rows are reports "
        "and one is enough (either), both must report (confirmed), or each counts by itself (directed)",
    )
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="count only rows whose column has this value, or has not (COLUMN!=VALUE); repeatable",
    )
    parser.add_argument("--from-column", metavar="NAME", help="column of the tie's first end (else guessed)")
    parser.add_argument("--to-column", metavar="NAME", help="column of the tie's second end (else guessed)")
    parser.add_argument("--key-column", metavar="NAME", help="column of the member's key (else guessed)")
    parser.add_argument("--name-column", metavar="NAME", help="column of the member's name (else guessed)")
    parser.add_argument("--json", action="store_true", help="figures as JSON, unrounded")


def run(args: argparse.Namespace) -> int:
    """Measure and print. Returns the exit code; what is wrong goes to stderr."""
    try:
        found = measure(args)
    except (BadList, TooManyPaths) as wrong:
        print(f"comity measure: {wrong}", file=sys.stderr)
        return 2
    print(json.dumps(found.as_json(), indent=2, ensure_ascii=False) if args.json else found.as_text())
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m comity.network.measuring`."""
    parser = argparse.ArgumentParser(prog="comity measure")
    add_arguments(parser)
    return run(parser.parse_args(argv))


@dataclass(frozen=True)
class Finding:
    """What was measured, under which rule, and what the reader should know about it."""

    rule: Rule
    figures: Figures
    sizes: list[int]
    out_centralisation: float | None
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Figures by name, unrounded; null where undefined."""
        shown: dict[str, object] = {"rule": self.rule.value, **vars(self.figures)}
        shown["component_sizes"] = self.sizes
        if self.rule is Rule.DIRECTED:
            shown["degree_centralisation_out"] = self.out_centralisation
        return shown | {"notes": self.notes}

    def as_text(self) -> str:
        """A table for reading: each figure with its meaning, then the notes."""
        rows = [(label, _shown(value), meaning) for label, value, meaning in self._lines()]
        left, middle = (max(len(row[at]) for row in rows) for at in (0, 1))
        table = [f"{label:<{left}}  {value:>{middle}}  {meaning}" for label, value, meaning in rows]
        return "\n".join(table + [f"Note: {note}" for note in self.notes])

    def _lines(self) -> list[tuple[str, float | int | None, str]]:
        it, sizes = self.figures, self.sizes
        largest = f"The largest part holds {sizes[0]} of {it.n}." if sizes else "There is nobody."
        directed = self.rule is Rule.DIRECTED
        degree = "How far being named gathers on one" if directed else "How far ties gather on one"
        return [
            ("Organisations", it.n, "Everyone on the list of members."),
            ("Ties", it.ties, _TIES[self.rule]),
            ("Density", it.density, "The share of all possible ties that exist."),
            (
                "Degree centralisation",
                it.degree_centralisation,
                f"{degree} organisation: 0 all alike, 1 a star.",
            ),
            (
                "Betweenness centralisation",
                it.betweenness_centralisation,
                "How far contact must run through one.",
            ),
            ("Transitivity", it.transitivity, "How often two partners of one organisation know each other."),
            ("Reciprocity", it.reciprocity, "The share of reports that the other side returns."),
            ("Components", it.components, f"Parts without a tie between them. {largest}"),
            ("Isolates", it.isolates, "Organisations without any tie."),
        ]


_TIES = {
    Rule.GIVEN: "Each pair on the list, counted once.",
    Rule.EITHER: "Pairs of which at least one side reports.",
    Rule.CONFIRMED: "Pairs of which both sides report.",
    Rule.DIRECTED: "Reports; each direction counts by itself.",
}


def _shown(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def measure(args: argparse.Namespace) -> Finding:
    """Read both lists and measure. Raises BadList, TooManyPaths."""
    rule = Rule(args.rule)
    members, ties = _read(args.members), _read(args.ties)
    roll = _Roll.of(members, args.key_column, args.name_column)
    kept = _filtered(ties, args.where)
    pairs = _pairs(ties, kept, roll, args.from_column, args.to_column)
    network, told = _networks(list(roll.keys), pairs, rule)
    found = figures(network, reports=told)
    notes = [*members.notes, *ties.notes, *_notes(pairs, network, rule), *_undefined(found, rule)]
    outward = degree_centralisation(network, side="out")
    return Finding(rule, found, component_sizes(network), outward, notes)


def _read(path: str) -> Table:
    try:
        return read_table(path, Path(path).read_bytes())
    except OSError as wrong:
        raise BadList(path, f"the file can't be opened ({wrong.strerror}).", "Check the path.") from None


@dataclass(frozen=True)
class _Roll:
    """The members: their keys with the row each stands in, and what ties may call them (key, else name)."""

    file: str
    keys: dict[str, int]
    by_name: dict[str, list[str]]

    @classmethod
    def of(cls, table: Table, key_column: str | None, name_column: str | None) -> "_Roll":
        name_at = table.column(name_column) if name_column else table.first_of(NAME_COLUMNS)
        key_at = table.column(key_column) if key_column else table.first_of(KEY_COLUMNS)
        key_at = name_at if key_at is None else key_at
        if key_at is None:
            problem = f"which column holds the members? Found: {', '.join(table.columns)}."
            raise BadList(table.file, problem, "Name it with --key-column or --name-column.", row=1)
        first: dict[str, int] = {}
        by_name: dict[str, list[str]] = {}
        for row in table.rows:
            key = _member_key(table, row, key_at, first)
            first[key] = row.number
            by_name.setdefault(_folded(row.cells[key_at if name_at is None else name_at]), []).append(key)
        return cls(table.file, first, by_name)

    def find(self, called: str, file: str, row: int, column: str) -> str:
        """The key of whom a tie names."""
        if called in self.keys:
            return called
        named = self.by_name.get(_folded(called), []) if called else []
        if len(named) == 1:
            return named[0]
        if named:
            raise BadList(
                file, f'"{called}" is the name of several members.', "Use their keys.", row=row, column=column
            )
        problem = f'"{called}" is not among the members in {self.file}.' if called else "the cell is empty."
        raise BadList(
            file, problem, "Add the member there, or mend the spelling here.", row=row, column=column
        )


def _member_key(table: Table, row: Row, key_at: int, first: dict[str, int]) -> str:
    key, column = row.cells[key_at], table.columns[key_at]
    if not key:
        raise BadList(
            table.file, "the cell is empty.", "Every member needs one.", row=row.number, column=column
        )
    if key in first:
        problem = f'"{key}" stands in row {first[key]} already.'
        raise BadList(table.file, problem, "Give each member its own.", row=row.number, column=column)
    return key


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _filtered(ties: Table, conditions: Sequence[str]) -> list[Row]:
    """The rows for which all conditions hold."""
    rows = ties.rows
    for condition in conditions:
        column, equal, value = condition.partition("=")
        wanted = not column.endswith("!")
        if not equal or not column.rstrip("!").strip():
            raise BadList(
                "--where", f'"{condition}" is no condition.', "Write COLUMN=VALUE or COLUMN!=VALUE."
            )
        at = ties.column(column.removesuffix("!"))
        if not any(_folded(row.cells[at]) == _folded(value) for row in ties.rows):
            ties.notes.append(
                f'--where {condition}: no row has "{value.strip()}" in column "{ties.columns[at]}".'
            )
        rows = [row for row in rows if (_folded(row.cells[at]) == _folded(value)) is wanted]
    return rows


def _pairs(ties: Table, rows: list[Row], roll: _Roll, start: str | None, end: str | None) -> list[Pair]:
    at = find_tie_columns(ties, start, end)
    columns = [ties.columns[place] for place in at]
    found = [
        [
            roll.find(row.cells[place], ties.file, row.number, column)
            for place, column in zip(at, columns, strict=True)
        ]
        for row in rows
    ]
    return [(first, second) for first, second in found]


def _networks(keys: list[str], pairs: list[Pair], rule: Rule) -> tuple[Network, Network | None]:
    """The network under the rule, and the reports behind it if the rows are reports."""
    if rule is Rule.GIVEN:
        return Network.of(keys, pairs), None
    reports = Reports.of(keys, [Report(a, b) for a, b in pairs])
    return reports.network(rule), reports.network(Rule.DIRECTED)


def _notes(pairs: list[Pair], network: Network, rule: Rule) -> list[str]:
    """What was dropped, merged or taken for granted."""
    to_self = sum(a == b for a, b in pairs)
    listed = {(a, b) for a, b in pairs if a != b}
    repeated = len(pairs) - to_self - len(listed)
    returned = len(listed) - len({frozenset(pair) for pair in listed})
    notes = [f"{to_self} ties of a member with itself were left out."] if to_self else []
    if repeated:
        notes.append(f"{repeated} rows repeat an earlier one and were merged with it.")
    if rule is Rule.GIVEN and returned:
        notes.append(
            f"{returned} pairs are listed in both directions and count once; see --rule confirmed, directed."
        )
    if rule is Rule.CONFIRMED:
        notes.append("Every member is taken to have answered: who kept silent lowers the figures.")
    if rule is Rule.DIRECTED:
        notes.append(
            "Degree centralisation is that of being named; transitivity and components ignore direction."
        )
    return notes


def _undefined(found: Figures, rule: Rule) -> list[str]:
    """Why a figure is missing."""
    few = f"needs more organisations than {found.n}"
    untold = (
        "has no meaning for ties listed without direction"
        if rule is Rule.GIVEN
        else "needs at least one report"
    )
    reasons = {
        "density": few,
        "degree_centralisation": few,
        "betweenness_centralisation": few,
        "transitivity": "needs an organisation with two ties",
        "reciprocity": untold,
    }
    return [
        f"{name} is undefined: it {why}." for name, why in reasons.items() if getattr(found, name) is None
    ]


if __name__ == "__main__":
    sys.exit(main())
