"""What analysts bring to `comity measure` and `comity reach`: two lists, or one file of another program.

Either way it ends as two tables, of members and of ties, and is read by the same rules.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from comity.core.network.files import Format, Graph, read
from comity.core.network.files.graph import as_text, names_of
from comity.core.network.listing import (
    KEY_COLUMNS,
    NAME_COLUMNS,
    BadList,
    Row,
    Table,
    find_tie_columns,
    read_table,
)
from comity.core.network.network import Key, Pair

WAVE_COLUMNS = ("wave", "round", "year", "survey")
_NO, _YES = {"", "0", "no", "false", "n"}, {"1", "yes", "true", "y", "x"}


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Declare where a network is read from, and which rows of it."""
    add = parser.add_argument
    add("--members", metavar="FILE", help="one organisation a row: key and name")
    add("--ties", metavar="FILE", help="one tie or report a row: from and to")
    add("--network", metavar="FILE", help="a whole network: GraphML, GEXF, Pajek, Kumu, matrix, or ties as CSV")
    add("--read-as", choices=[kind.value for kind in Format], help="format of --network (else by its ending)")
    add(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="count only rows whose column has this value, or has not (COLUMN!=VALUE); repeatable",
    )
    add("--from-column", metavar="NAME", help="column of the tie's first end (else guessed)")
    add("--to-column", metavar="NAME", help="column of the tie's second end (else guessed)")
    add("--key-column", metavar="NAME", help="column of the member's key (else guessed)")
    add("--name-column", metavar="NAME", help="column of the member's name (else guessed)")


@dataclass
class Source:
    """Members and ties as read. file: where the members stand. directed: whether rows have a direction."""

    members: Table
    ties: Table
    roll: "Roll"
    directed: bool = True
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, args: argparse.Namespace) -> "Source":
        """Read what the options name. Raises BadList."""
        if args.network:
            kind = Format(args.read_as) if args.read_as else None
            graph = read(args.network, _content(args.network), kind, nodes=_nodes(args))
            members, ties = tables_of(graph, args.network)
            return cls(members, ties, Roll.of(members, "key", "name"), graph.directed, list(graph.notes))
        if not (args.members and args.ties):
            problem = "two lists are needed, or one network."
            raise BadList("options", problem, "Name them with --members and --ties, or with --network.")
        members, ties = (read_table(path, _content(path)) for path in (args.members, args.ties))
        roll = Roll.of(members, args.key_column, args.name_column)
        return cls(members, ties, roll, True, [*members.notes, *ties.notes])

    def pairs(self, args: argparse.Namespace, wave: str | None = None) -> list[Pair]:
        """The ties that all conditions leave, as keys; of one wave, if the list has several. Raises BadList."""
        rows = self._filtered(args.where)
        if wave is not None:
            at = self._wave_column()
            rows = [row for row in rows if _folded(row.cells[at]) == _folded(wave)]
            if not rows:
                self.notes.append(f'--wave {wave}: no row has it in column "{self.ties.columns[at]}".')
        ends = find_tie_columns(self.ties, args.from_column, args.to_column)
        return [(self._end(row, ends[0]), self._end(row, ends[1])) for row in rows]

    def attribute(self, name: str) -> dict[Key, str]:
        """A column of the members, per key. Raises BadList."""
        at = self.members.column(name)
        return {key: row.cells[at] for key, row in zip(self.roll.keys, self.members.rows, strict=True) if row.cells[at]}

    def answered(self, column: str, wave: str | None = None) -> list[Key]:
        """Who has answered: cells say yes or no, or list the waves. Raises BadList."""
        at, found = self.members.column(column), []
        for key, row in zip(self.roll.keys, self.members.rows, strict=True):
            said = row.cells[at].casefold()
            waves = said.replace(",", " ").replace(";", " ").replace("|", " ").split()
            if said not in _NO | _YES and wave is None:
                problem, mend = f'"{row.cells[at]}" is neither yes nor no.', "Write one, or choose a wave with --wave."
                raise BadList(self.members.file, problem, mend, row=row.number, column=column)
            if said in _YES or (wave is not None and _folded(wave) in waves):
                found.append(key)
        return found

    def _end(self, row: Row, at: int) -> Key:
        return self.roll.find(row.cells[at], self.ties.file, row.number, self.ties.columns[at])

    def _wave_column(self) -> int:
        at = self.ties.first_of(WAVE_COLUMNS)
        if at is None:
            mend = f'Call one "wave". Its columns are: {", ".join(self.ties.columns)}.'
            raise BadList(self.ties.file, "there is no column of waves.", mend)
        return at

    def _filtered(self, conditions: Sequence[str]) -> list[Row]:
        """The rows for which all conditions hold."""
        rows = self.ties.rows
        for condition in conditions:
            column, equal, value = condition.partition("=")
            wanted = not column.endswith("!")
            if not equal or not column.rstrip("!").strip():
                raise BadList("--where", f'"{condition}" is no condition.', "Write COLUMN=VALUE or COLUMN!=VALUE.")
            at = self.ties.column(column.removesuffix("!"))
            if not any(_folded(row.cells[at]) == _folded(value) for row in self.ties.rows):
                called = self.ties.columns[at]
                self.notes.append(f'--where {condition}: no row has "{value.strip()}" in column "{called}".')
            rows = [row for row in rows if (_folded(row.cells[at]) == _folded(value)) is wanted]
        return rows


@dataclass(frozen=True)
class Roll:
    """The members: their keys with the row each stands in, and what ties may call them (key, else name)."""

    file: str
    keys: dict[Key, int]
    names: Mapping[Key, str]
    by_name: dict[str, list[Key]]

    @classmethod
    def of(cls, table: Table, key_column: str | None, name_column: str | None) -> "Roll":
        """Read the keys and names of a table of members. Raises BadList."""
        name_at = table.column(name_column) if name_column else table.first_of(NAME_COLUMNS)
        key_at = table.column(key_column) if key_column else table.first_of(KEY_COLUMNS)
        key_at = name_at if key_at is None else key_at
        if key_at is None:
            problem = f"which column holds the members? Found: {', '.join(table.columns)}."
            raise BadList(table.file, problem, "Name it with --key-column or --name-column.", row=1)
        first: dict[Key, int] = {}
        names: dict[Key, str] = {}
        by_name: dict[str, list[Key]] = {}
        for row in table.rows:
            key = _member_key(table, row, key_at, first)
            first[key] = row.number
            names[key] = row.cells[key_at if name_at is None else name_at] or key
            by_name.setdefault(_folded(names[key]), []).append(key)
        return cls(table.file, first, names, by_name)

    def find(self, called: str, file: str, row: int | None, column: str) -> Key:
        """The key of whom a tie or an option names. Raises BadList."""
        if called in self.keys:
            return called
        named = self.by_name.get(_folded(called), []) if called else []
        if len(named) == 1:
            return named[0]
        if named:
            problem = f'"{called}" is the name of several members.'
            raise BadList(file, problem, "Use their keys.", row=row, column=column)
        problem = f'"{called}" is not among the members in {self.file}.' if called else "the cell is empty."
        mend = "Add the member there, or mend the spelling here."
        raise BadList(file, problem, mend, row=row, column=column)


def tables_of(graph: Graph, file: str) -> tuple[Table, Table]:
    """A graph as the two tables that lists would be."""
    of_nodes = [name for name in names_of(graph.nodes) if name.casefold() not in ("key", "name")]
    of_edges = [name for name in names_of(graph.edges) if name.casefold() not in ("from", "to")]
    nodes = [
        Row(at, (node.key, node.name, *(as_text(node.attributes.get(name, "")) for name in of_nodes)))
        for at, node in enumerate(graph.nodes, start=1)
    ]
    edges = [
        Row(at, (edge.source, edge.target, *(as_text(edge.attributes.get(name, "")) for name in of_edges)))
        for at, edge in enumerate(graph.edges, start=1)
    ]
    return Table(file, ("key", "name", *of_nodes), nodes), Table(file, ("from", "to", *of_edges), edges)


def _nodes(args: argparse.Namespace) -> tuple[str, bytes] | None:
    return (args.members, _content(args.members)) if args.members else None


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as wrong:
        raise BadList(path, f"the file can't be opened ({wrong.strerror}).", "Check the path.") from None


def _member_key(table: Table, row: Row, key_at: int, first: dict[Key, int]) -> Key:
    key, column = row.cells[key_at], table.columns[key_at]
    if not key:
        problem, mend = "the cell is empty.", "Every member needs one."
        raise BadList(table.file, problem, mend, row=row.number, column=column)
    if key in first:
        problem = f'"{key}" stands in row {first[key]} already.'
        raise BadList(table.file, problem, "Give each member its own.", row=row.number, column=column)
    return key


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
