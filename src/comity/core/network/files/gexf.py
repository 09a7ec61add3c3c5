"""GEXF, the format of Gephi (versions 1.1 to 1.3): nodes and edges with typed attributes."""

from collections.abc import Callable, Iterable
from xml.etree import ElementTree as xml

from comity.core.network.files.graph import Edge, Gathering, Graph, Node, Value, as_text, names_of
from comity.core.network.files.tree import Element, plain_text, read_tree, written

NAMESPACE = "http://gexf.net/1.3"
_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_READ: dict[str, Callable[[str], Value]] = {
    "integer": int, "long": int, "short": int, "byte": int, "float": float, "double": float,
    "boolean": lambda text: text.lower() == "true",
}  # fmt: skip


def read_gexf(file: str, content: bytes) -> Graph:
    """Read a document; the weight of an edge becomes its attribute `weight`. Raises BadList."""
    root, gathering = read_tree(file, content), Gathering(file)
    graph = root.first("graph") if root.name == "gexf" else None
    if graph is None:
        raise gathering.trouble(root.line, "there is no graph in it.", "A GEXF file has <gexf> and <graph>.")
    kinds = {of: _declared(graph, of) for of in ("node", "edge")}
    default = graph.attributes.get("defaultedgetype", "undirected")
    for node in _below(graph, "nodes", "node"):
        data = _data(node, kinds["node"], gathering)
        gathering.node(node.attributes.get("id", ""), node.attributes.get("label", ""), data, node.line)
    for edge in _below(graph, "edges", "edge"):
        _read_edge(edge, kinds["edge"], gathering, default)
    return gathering.done(directed=default == "directed")


def _read_edge(edge: Element, kinds: dict[str, Element], gathering: Gathering, default: str) -> None:
    data, way = _data(edge, kinds, gathering), edge.attributes.get("type", default)
    if "weight" in edge.attributes and "weight" not in data:
        data["weight"] = _typed(edge.attributes["weight"], "double", "weight", gathering, edge.line)
    ends = (edge.attributes.get("source", ""), edge.attributes.get("target", ""))
    gathering.edge(ends, data, edge.line, directed=way != "undirected")
    if way == "mutual":
        gathering.edge((ends[1], ends[0]), data, edge.line, directed=True)


def write_gexf(graph: Graph) -> bytes:
    """The graph as a document of version 1.3."""
    root = xml.Element("gexf", xmlns=NAMESPACE, version="1.3")
    drawn = xml.SubElement(root, "graph", defaultedgetype="directed" if graph.directed else "undirected")
    numbers = {of: _declare(drawn, of, listed) for of, listed in (("node", graph.nodes), ("edge", graph.edges))}
    nodes, edges = xml.SubElement(drawn, "nodes"), xml.SubElement(drawn, "edges")
    for node in graph.nodes:
        one = xml.SubElement(nodes, "node", id=plain_text(node.key), label=plain_text(node.name))
        _fill(one, node, numbers["node"])
    for at, edge in enumerate(graph.edges):
        ends = {"id": str(at), "source": plain_text(edge.source), "target": plain_text(edge.target)}
        _fill(xml.SubElement(edges, "edge", ends), edge, numbers["edge"])
    return written(root)


def _declared(graph: Element, of: str) -> dict[str, Element]:
    """Attributes of nodes or edges by their id."""
    groups = (group for group in graph.all("attributes") if group.attributes.get("class") == of)
    return {one.attributes.get("id", ""): one for group in groups for one in group.all("attribute")}


def _below(graph: Element, group: str, name: str) -> Iterable[Element]:
    return (one for listed in graph.all(group) for one in listed.all(name))


def _data(element: Element, kinds: dict[str, Element], gathering: Gathering) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for kind in kinds.values():
        default = kind.first("default")
        if default is not None:
            title, type_ = kind.attributes.get("title", ""), kind.attributes.get("type", "string")
            found[title] = _typed(default.text, type_, title, gathering, default.line)
    for value in _below(element, "attvalues", "attvalue"):
        number = value.attributes.get("for", value.attributes.get("id", ""))
        if number not in kinds:
            problem = f'the attribute "{number}" is not declared.'
            raise gathering.trouble(value.line, problem, "Declare it under <attributes>.")
        kind = kinds[number]
        title, type_ = kind.attributes.get("title", number), kind.attributes.get("type", "string")
        found[title] = _typed(value.attributes.get("value", ""), type_, title, gathering, value.line)
    return found


def _typed(text: str, kind: str, name: str, gathering: Gathering, line: int) -> Value:
    try:
        return _READ.get(kind, str)(text)
    except ValueError:
        mend = f'Mend it, or declare "{name}" as a string.'
        raise gathering.trouble(line, f'"{text[:40]}" is no {kind}.', mend) from None


def _declare(drawn: xml.Element, of: str, parts: Iterable[Node | Edge]) -> dict[tuple[str, type], str]:
    listed = list(parts)
    numbers: dict[tuple[str, type], str] = {}
    for name in names_of(listed):
        for kind in dict.fromkeys(type(part.attributes[name]) for part in listed if name in part.attributes):
            numbers[name, kind] = str(len(numbers))
    if numbers:
        group = xml.SubElement(drawn, "attributes", {"class": of})
        for (name, kind), number in numbers.items():
            xml.SubElement(group, "attribute", id=number, title=plain_text(name), type=_TYPES[kind])
    return numbers


def _fill(element: xml.Element, part: Node | Edge, numbers: dict[tuple[str, type], str]) -> None:
    if part.attributes:
        values = xml.SubElement(element, "attvalues")
        for name, value in part.attributes.items():
            told = {"for": numbers[name, type(value)], "value": plain_text(as_text(value))}
            xml.SubElement(values, "attvalue", told)
