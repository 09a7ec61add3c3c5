"""GraphML: keys with types, nodes and edges with data."""

from collections.abc import Callable
from xml.etree import ElementTree as xml

from comity.core.network.files.graph import Edge, Gathering, Graph, Node, Value, as_text, names_of
from comity.core.network.files.tree import Element, plain_text, read_tree, written

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NAMES = ("name", "label")
_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_READ: dict[str, Callable[[str], Value]] = {
    "int": int, "long": int, "float": float, "double": float, "boolean": lambda text: _yes(text), "string": str,
}  # fmt: skip


def read_graphml(file: str, content: bytes) -> Graph:
    """Read the first graph of a document. Raises BadList."""
    root, gathering = read_tree(file, content), Gathering(file)
    graph = root.first("graph") if root.name == "graphml" else None
    if graph is None:
        raise gathering.trouble(root.line, "there is no graph in it.", "A GraphML file has <graphml> and <graph>.")
    keys = {key.attributes.get("id", ""): key for key in root.all("key")}
    directed = graph.attributes.get("edgedefault") == "directed"
    for node in graph.all("node"):
        data = _data(node, keys, "node", gathering)
        called = next((name for name in data if name.casefold() in _NAMES), None)
        name = as_text(data.pop(called)) if called else ""
        gathering.node(node.attributes.get("id", ""), name, data, node.line)
    for edge in graph.all("edge"):
        ends = (edge.attributes.get("source", ""), edge.attributes.get("target", ""))
        way = edge.attributes.get("directed", str(directed).lower()) == "true"
        gathering.edge(ends, _data(edge, keys, "edge", gathering), edge.line, directed=way)
    return gathering.done(directed=directed)


def write_graphml(graph: Graph) -> bytes:
    """The graph as a document; names stand under the key `name`."""
    root = xml.Element("graphml", xmlns=NAMESPACE)
    numbers: dict[tuple[str, str, type], str] = {}
    parts = (("node", graph.nodes), ("edge", graph.edges))
    _declare(root, numbers, "node", "name", str)
    for of, listed in parts:
        for name in names_of(listed):
            for kind in dict.fromkeys(type(part.attributes[name]) for part in listed if name in part.attributes):
                _declare(root, numbers, of, name, kind)
    drawn = xml.SubElement(root, "graph", edgedefault="directed" if graph.directed else "undirected")
    for node in graph.nodes:
        one = xml.SubElement(drawn, "node", id=plain_text(node.key))
        xml.SubElement(one, "data", key=numbers["node", "name", str]).text = plain_text(node.name)
        _fill(one, "node", node, numbers)
    for edge in graph.edges:
        one = xml.SubElement(drawn, "edge", source=plain_text(edge.source), target=plain_text(edge.target))
        _fill(one, "edge", edge, numbers)
    return written(root)


def _data(element: Element, keys: dict[str, Element], of: str, gathering: Gathering) -> dict[str, Value]:
    """Attributes of a node or edge, defaults included."""
    found: dict[str, Value] = {}
    for key in keys.values():
        default = key.first("default")
        if default is not None and key.attributes.get("for", "all") in (of, "all"):
            found[_called(key)] = _value(default, key, gathering)
    for data in element.all("data"):
        number = data.attributes.get("key", "")
        if number not in keys:
            mend = "Declare it with <key> at the top."
            raise gathering.trouble(data.line, f'the key "{number}" is not declared.', mend)
        if not data.children:  # drawing programs keep pictures there
            found[_called(keys[number])] = _value(data, keys[number], gathering)
    return found


def _called(key: Element) -> str:
    return key.attributes.get("attr.name") or key.attributes.get("id", "")


def _value(data: Element, key: Element, gathering: Gathering) -> Value:
    kind = key.attributes.get("attr.type", "string")
    try:
        return _READ.get(kind, str)(data.text if kind == "string" else data.text.strip())
    except ValueError:
        problem = f'"{data.text.strip()[:40]}" is no {kind}.'
        raise gathering.trouble(data.line, problem, f'Mend it, or declare "{_called(key)}" as a string.') from None


def _yes(text: str) -> bool:
    if text.lower() not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return text.lower() in ("true", "1")


def _declare(root: xml.Element, numbers: dict[tuple[str, str, type], str], of: str, name: str, kind: type) -> None:
    number = f"d{len(numbers)}"
    if (of, name, kind) not in numbers:
        numbers[of, name, kind] = number
        told = {"id": number, "for": of, "attr.name": plain_text(name), "attr.type": _TYPES[kind]}
        xml.SubElement(root, "key", told)


def _fill(element: xml.Element, of: str, part: Node | Edge, numbers: dict[tuple[str, str, type], str]) -> None:
    for name, value in part.attributes.items():
        xml.SubElement(element, "data", key=numbers[of, name, type(value)]).text = plain_text(as_text(value))
