"""Networks of other programs come in as lists do: organisations and ties, looked at first, entered as a whole."""

import re

from comity.base.sheets.reading import BadSheet, Trouble
from comity.core.network.files import BadList, Format, Graph, read
from comity.core.network.files.graph import as_text, names_of
from comity.core.roster.fields import Kind
from comity.network.roster.sources import LIMITS, Given

#: endings of files that hold a network, beside those of lists
ENDINGS = (".graphml", ".gexf", ".xml", ".net", ".paj", ".json", ".dl")
_GEXF = re.compile(rb"<(?:\w+:)?gexf\b")
_BEGINS = (
    (b"<", Format.GRAPHML), (b"{", Format.KUMU), (b"*", Format.PAJEK), (b"dl ", Format.MATRIX), (b"DL ", Format.MATRIX),
    *((sign, Format.MATRIX) for sign in (b",", b";", b"\t", b'"",', b'"";')),
)  # fmt: skip
#: columns in which a program keeps how strong a tie is
_STRENGTH = ("level", "rung", "weight", "strength", "value")


def format_of(content: bytes) -> Format | None:
    """The format of a network by how it begins; None for a list. A matrix begins with an empty cell."""
    plain = content.removeprefix(b"\xef\xbb\xbf").lstrip(b" \r\n")
    found = next((kind for begin, kind in _BEGINS if plain.startswith(begin)), None)
    return Format.GEXF if found is Format.GRAPHML and _GEXF.search(plain[:4000]) else found


def is_sheet(source: str | bytes) -> bool:
    """Whether it is a list or a matrix in separated values, which need no other program."""
    content = source.encode() if isinstance(source, str) else source
    kind = format_of(content)
    return kind is None or (kind is Format.MATRIX and content.lstrip()[:2].lower() != b"dl")


def network_in(source: str | bytes, called: str) -> Graph | None:
    """The network in a file or a pasted text; None where it is a list.

    Raises BadList, which says where and what helps; BadSheet where it is too large.
    """
    content = source.encode() if isinstance(source, str) else source
    kind = format_of(content)
    if kind is None:
        return None
    graph = read(called or "network", content, kind)
    if max(len(graph.nodes), len(graph.edges)) > LIMITS.rows:
        raise BadSheet(Trouble.TOO_MANY_ROWS, limit=LIMITS.rows)
    return graph


def tables_in(graph: Graph, called: str) -> dict[Kind, Given]:
    """Its organisations and ties as the lists of a roster. A tie with a direction is the word of where it begins."""
    name = {node.key: node.name for node in graph.nodes}
    of_nodes = [one for one in names_of(graph.nodes) if one.casefold() not in ("name", "label", "key", "id")]
    nodes = [(node.name, *(as_text(node.attributes.get(one, "")) for one in of_nodes)) for node in graph.nodes]
    found = {Kind.ORGANISATIONS: _given(("name", *of_nodes), nodes, called)}
    if graph.edges:
        header, rows = ties_in(graph, name)
        found[Kind.TIES] = _given(header, rows, called)
    return found


def ties_in(graph: Graph, name: dict[str, str]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Header and rows of the ties, ends by name. How strong a tie is stands under "level"."""
    own = ("from", "to", "level", "reported_by")
    names = names_of(graph.edges)
    strength = next((one for word in _STRENGTH for one in names if one.casefold() == word), None)
    others = [one for one in names if one != strength and one.casefold() not in own]
    told = [(as_text(edge.attributes.get(strength, "")) if strength else "1",
             *(as_text(edge.attributes.get(one, "")) for one in others)) for edge in graph.edges]  # fmt: skip
    ends = [(name[edge.source], name[edge.target]) for edge in graph.edges]
    by = [("one side",) if graph.directed else () for _pair in ends]
    header = ("from", "to", "level", *others, *(("reported_by",) if graph.directed else ()))
    return header, [(*pair, *cells, *who) for pair, cells, who in zip(ends, told, by, strict=True)]


def answers_in(graph: Graph) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and rows of the ties as answers of where they begin; who answered and names nobody has a row, too."""
    header, rows = ties_in(graph, {node.key: node.name for node in graph.nodes})
    if not graph.directed:
        return header, tuple(rows)
    speak = {edge.source for edge in graph.edges}
    quiet = [
        node.name for node in graph.nodes
        if node.key not in speak and node.attributes.get("answered") in (True, "true", "True")
    ]  # fmt: skip
    return header[:-1], (*(row[:-1] for row in rows), *((name, *("" for _cell in header[2:])) for name in quiet))


def _given(header: tuple[str, ...], rows: list[tuple[str, ...]], called: str) -> Given:
    numbers = tuple(range(1, len(rows) + 1))
    return Given(header, tuple(tuple(cell.strip() for cell in row) for row in rows), numbers, called)


__all__ = ["ENDINGS", "BadList", "answers_in", "format_of", "is_sheet", "network_in", "tables_in", "ties_in"]
