"""A network as files hold it: nodes with names and attributes, ties with attributes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from comity.core.network.listing import BadList
from comity.core.network.network import Key, Network

Value = str | int | float | bool
Attributes = dict[str, Value]


@dataclass(frozen=True)
class Node:
    """An organisation: its key, its name (the key if it has none), and what else is known about it."""

    key: Key
    name: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """A tie from source to target; in an undirected graph the order says nothing."""

    source: Key
    target: Key
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True)
class Graph:
    """Nodes and ties; no key and no pair twice, no tie to oneself. notes: what was put up with when it was read."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    directed: bool = False
    notes: tuple[str, ...] = ()

    def network(self) -> Network:
        """The ties alone."""
        pairs = [(edge.source, edge.target) for edge in self.edges]
        return Network.of([node.key for node in self.nodes], pairs, directed=self.directed)

    def attribute(self, name: str) -> dict[Key, str]:
        """One attribute as text, for everyone who has it; its name in any case. Raises KeyError if nobody has."""
        found = {
            node.key: as_text(value)
            for node in self.nodes
            for called, value in node.attributes.items()
            if called.casefold() == name.casefold()
        }
        if not found:
            raise KeyError(name)
        return found


def as_text(value: Value) -> str:
    """A value as a cell holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def names_of(parts: Iterable[Node | Edge]) -> list[str]:
    """All names of attributes that occur, in the order of their first appearance."""
    return list(dict.fromkeys(name for part in parts for name in part.attributes))


class Gathering:
    """Puts a graph together while a file is read, and refuses what contradicts itself.

    at: the line (of text and XML) or row (of lists) that is being read, for what it says.
    """

    def __init__(self, file: str, *, rows: bool = False) -> None:
        self.file, self._rows = file, rows
        self.nodes: dict[Key, Node] = {}
        self._node_at: dict[Key, int] = {}
        self._edges: dict[tuple[Key, Key, bool], tuple[Edge, int]] = {}
        self.notes: list[str] = []
        self._to_self = self._repeated = 0

    def trouble(self, at: int, problem: str, mend: str, *, column: str = "") -> BadList:
        """What is wrong, where, and how to mend it."""
        if self._rows:
            return BadList(self.file, problem, mend, row=at, column=column)
        return BadList(self.file, problem, mend, line=at, column=column)

    def node(self, key: Key, name: str, attributes: Mapping[str, Value], at: int) -> None:
        """Add somebody. Raises BadList for a key that is empty or taken."""
        if not key:
            raise self.trouble(at, "a node has no key.", "Every node needs one.")
        if key in self.nodes:
            problem = f'"{key}" stands in {self._where(self._node_at[key])} already.'
            raise self.trouble(at, problem, "Give each node its own key.")
        self.nodes[key] = Node(key, name or key, _filled(attributes))
        self._node_at[key] = at

    def edge(self, ends: tuple[Key, Key], attributes: Mapping[str, Value], at: int, *, directed: bool) -> None:
        """Add a tie. One to oneself is left out, a repeated one merged; BadList for one that contradicts another."""
        (source, target), edge = ends, Edge(*ends, _filled(attributes))
        if source == target:
            self._to_self += 1
            return
        place = (source, target, True) if directed else (min(ends), max(ends), False)
        before = self._edges.get(place)
        if before is None:
            self._edges[place] = edge, at
        elif before[0].attributes == edge.attributes:
            self._repeated += 1
        else:
            problem = f'the tie of "{source}" and "{target}" stands in {self._where(before[1])} with other attributes.'
            raise self.trouble(at, problem, "Keep one of the two.")

    def done(self, *, directed: bool) -> Graph:
        """The graph. directed: what it is where there are no ties. Raises BadList for a tie with somebody unknown."""
        for edge, at in self._edges.values():
            for end in (edge.source, edge.target):
                if end not in self.nodes:
                    mend = "Add it there, or mend the spelling here."
                    raise self.trouble(at, f'"{end}" is not among the nodes.', mend)
        kinds = {way for *_, way in self._edges}
        if self._to_self:
            self.notes.append(f"{self.file}: {self._to_self} ties of a node with itself were left out.")
        if self._repeated:
            self.notes.append(f"{self.file}: {self._repeated} ties repeat an earlier one and were merged with it.")
        edges = self._mixed() if len(kinds) > 1 else [edge for edge, _ in self._edges.values()]
        nodes = tuple(self.nodes.values())
        return Graph(nodes, tuple(edges), True in kinds if kinds else directed, tuple(self.notes))

    def _mixed(self) -> list[Edge]:
        """Where some ties have a direction, those without one run both ways; what is said with direction stays."""
        found = {(edge.source, edge.target): edge for (*_, way), (edge, _) in self._edges.items() if way}
        for (*_, way), (edge, _) in self._edges.items():
            if not way:
                found.setdefault((edge.source, edge.target), edge)
                found.setdefault((edge.target, edge.source), Edge(edge.target, edge.source, edge.attributes))
        self.notes.append(f"{self.file}: ties without direction are read as running both ways, since others have one.")
        return list(found.values())

    def _where(self, at: int) -> str:
        return f"{'row' if self._rows else 'line'} {at}"


def _filled(attributes: Mapping[str, Value]) -> Attributes:
    """Without what is empty: an empty cell says nothing."""
    return {name: value for name, value in attributes.items() if value != ""}
