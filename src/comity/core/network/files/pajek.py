"""Pajek's .net: numbered vertices, then arcs and edges, as lists of pairs, lists of partners or a matrix.

Attributes follow as name and value after the label, as parameters do in Pajek: words in quotation marks, numbers bare.
A vertex's key stands there as `key` where it is not its number.
"""

import re
from dataclasses import dataclass, field

from comity.core.network.files.graph import Gathering, Graph, Value, as_text
from comity.core.network.listing import decoded

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_MOST = 2_000_000  # vertices: a number costs a file nothing, so it is not believed beyond
_SHAPES = ("ellipse", "box", "diamond", "triangle", "cross", "empty")


def read_pajek(file: str, content: bytes) -> Graph:
    """Read the first network of a file. Raises BadList."""
    gathering = Gathering(file)
    text = decoded(file, content, gathering.notes)
    reading = _Reading(gathering)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("%"):
            reading.line(line.strip(), number)
    if not reading.vertices:
        raise gathering.trouble(1, "there are no vertices in it.", "It begins with *Vertices and their number.")
    return gathering.done(directed=reading.arcs)


@dataclass
class _Reading:
    """Goes through the lines; `part` is the heading under which it stands."""

    gathering: Gathering
    part: str = ""
    vertices: int = 0
    arcs: bool = False
    keys: dict[int, str] = field(default_factory=dict)
    row: int = 0

    def line(self, text: str, at: int) -> None:
        if text.startswith("*"):
            self._heading(text, at)
        elif self.part == "*vertices":
            self._vertex(text, at)
        elif self.part in ("*arcs", "*edges"):
            self._pair(text, at)
        elif self.part in ("*arcslist", "*edgeslist"):
            first, *others = (self._key(word, at) for word in text.split())
            for other in others:
                self.gathering.edge((first, other), {}, at, directed=self.part == "*arcslist")
        elif self.part == "*matrix":
            self._cells(text, at)

    def _heading(self, text: str, at: int) -> None:
        word, *rest = text.split()
        self.part, self.row = word.lower(), 0
        if self.part == "*vertices":
            self.vertices = self._number(rest[0] if rest else "", at)
            if self.vertices > _MOST:
                raise self.gathering.trouble(at, f"more than {_MOST} vertices.", "Take a part of the network.")
        elif self.vertices:
            self.arcs = self.arcs or self.part in ("*arcs", "*arcslist", "*matrix")
            for number in range(1, self.vertices + 1):
                if number not in self.keys:
                    self.keys[number] = str(number)
                    self.gathering.node(str(number), "", {}, at)

    def _vertex(self, text: str, at: int) -> None:
        words = _words(text)
        number = self._number(as_text(words[0]), at)
        if not 1 <= number <= self.vertices:
            problem = f"vertex {number} is not between 1 and {self.vertices}."
            raise self.gathering.trouble(at, problem, "Mend it, or the number after *Vertices.")
        label = as_text(words[1]) if len(words) > 1 else ""
        attributes = _parameters(words[2:])
        key = as_text(attributes.pop("key", number))
        if number in self.keys:
            raise self.gathering.trouble(at, f"vertex {number} is listed twice.", "Give each vertex its own number.")
        self.keys[number] = key
        self.gathering.node(key, label, attributes, at)

    def _pair(self, text: str, at: int) -> None:
        words = _words(text)
        if len(words) < 2:
            raise self.gathering.trouble(at, "a tie has two ends.", "Write the numbers of both vertices.")
        ends = self._key(as_text(words[0]), at), self._key(as_text(words[1]), at)
        rest = words[2:]
        weight: dict[str, Value] = {}
        if rest and not isinstance(rest[0], str):
            weight = {} if rest[0] == 1 else {"weight": rest[0]}
            rest = rest[1:]
        self.gathering.edge(ends, weight | _parameters(rest), at, directed=self.part == "*arcs")

    def _cells(self, text: str, at: int) -> None:
        self.row += 1
        for column, word in enumerate(_words(text), start=1):
            if word not in (0, 0.0, "0"):
                weight: dict[str, Value] = {} if word == 1 else {"weight": word}
                ends = self._key(str(self.row), at), self._key(str(column), at)
                self.gathering.edge(ends, weight, at, directed=True)

    def _key(self, word: str, at: int) -> str:
        number = self._number(word, at)
        if number not in self.keys:
            problem = f"vertex {number} is not among the {self.vertices} vertices."
            raise self.gathering.trouble(at, problem, "Mend the number, or add the vertex under *Vertices.")
        return self.keys[number]

    def _number(self, word: str, at: int) -> int:
        if not word.isdecimal() or len(word) > 12:
            raise self.gathering.trouble(at, f'"{word[:40]}" is no number of a vertex.', "Write a whole number here.")
        return int(word)


def _words(text: str) -> list[Value]:
    """Words of a line: those in quotation marks as text, others as numbers where they are."""
    found: list[Value] = []
    for quoted in _WORD.finditer(text):
        if quoted[2] is None:
            found.append(re.sub(r"\\(.)", lambda sign: {"n": "\n", "r": "\r"}.get(sign[1], sign[1]), quoted[1]))
        else:
            found.append(_plain(quoted[2]))
    return found


def _plain(word: str) -> Value:
    if word in ("true", "false"):
        return word == "true"
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


def _parameters(words: list[Value]) -> dict[str, Value]:
    """Pairs of name and value, after places and a shape that may stand first."""
    at = 0
    while at < len(words) and not isinstance(words[at], (str, bool)):
        at += 1
    if at < len(words) and words[at] in _SHAPES and (len(words) - at) % 2:
        at += 1
    rest = words[at:]
    return {as_text(name): value for name, value in zip(rest[::2], rest[1::2], strict=False)}


def write_pajek(graph: Graph) -> bytes:
    """The graph as one network; arcs if it is directed."""
    number = {node.key: at for at, node in enumerate(graph.nodes, start=1)}
    lines = [f"*Vertices {len(graph.nodes)}"]
    for node in graph.nodes:
        own: dict[str, Value] = {} if node.key == str(number[node.key]) else {"key": node.key}
        lines.append(_line(str(number[node.key]), _quoted(node.name), own | node.attributes))
    lines.append("*Arcs" if graph.directed else "*Edges")
    for edge in graph.edges:
        rest = dict(edge.attributes)
        weight = rest.pop("weight", 1)
        bare = isinstance(weight, (int, float)) and not isinstance(weight, bool) and weight != 1
        ends = f"{number[edge.source]} {number[edge.target]}"
        kept = rest if bare or "weight" not in edge.attributes else edge.attributes
        lines.append(_line(ends, as_text(weight) if bare else "1", kept))
    return ("\n".join(lines) + "\n").encode()


def _line(first: str, second: str, attributes: dict[str, Value]) -> str:
    parameters = (f"{_quoted(name)} {_written(value)}" for name, value in attributes.items())
    return " ".join([first, second, *parameters])


def _written(value: Value) -> str:
    return _quoted(value) if isinstance(value, str) else as_text(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
