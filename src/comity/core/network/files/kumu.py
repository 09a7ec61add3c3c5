"""Kumu: elements and connections, as one JSON document or as two sheets.

A connection may be directed, undirected or mutual; lists (such as tags) are joined by |; in sheets all values are text.
"""

import json
from collections.abc import Mapping
from typing import Any

from comity.core.network.files.graph import Edge, Gathering, Graph, Node, Value
from comity.core.network.listing import BadList, decoded

_OWN_NODE, _OWN_EDGE = ("id", "_id", "label"), ("id", "_id", "from", "to", "direction")


def read_kumu(file: str, content: bytes) -> Graph:
    """Read a document of elements and connections. Raises BadList; what is wrong is told by its number in the list."""
    gathering = _Counted(file)
    told = _document(file, decoded(file, content, gathering.notes))
    keys: dict[str, str] = {}
    for at, element in enumerate(_listed(told, "elements", gathering), start=1):
        label = _text(element.get("label"))
        key = _text(element.get("id", element.get("_id"))) or label
        gathering.node(key, label, _attributes(element, _OWN_NODE), at)
        keys.setdefault(label, key)
        keys[key] = key
    for at, connection in enumerate(_listed(told, "connections", gathering), start=1):
        gathering.what = "connection"
        source, target = (keys.get(end, end) for end in (_text(connection.get("from")), _text(connection.get("to"))))
        way = _text(connection.get("direction")) or "undirected"
        data = _attributes(connection, _OWN_EDGE)
        gathering.edge((source, target), data, at, directed=way != "undirected")
        if way == "mutual":
            gathering.edge((target, source), data, at, directed=True)
    return gathering.done(directed=False)


def write_kumu(graph: Graph) -> bytes:
    """The graph as a document."""
    way = "directed" if graph.directed else "undirected"
    told = {"elements": [_element(node) for node in graph.nodes], "connections": [_tie(e, way) for e in graph.edges]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


class _Counted(Gathering):
    """Says "element 3" where others say "line 3": a document of JSON has no lines of its own."""

    what = "element"

    def trouble(self, at: int, problem: str, mend: str, *, column: str = "") -> BadList:
        return BadList(f"{self.file}, {self.what} {at}" if at else self.file, problem, mend, column=column)

    def _where(self, at: int) -> str:
        return f"{self.what} {at}"


def _document(file: str, text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise BadList(file, f"this is no JSON ({wrong.msg}).", "Export it from Kumu anew.", line=wrong.lineno) from None
    except ValueError:
        raise BadList(file, "a number in it has too many digits.", "Write such numbers as text.") from None
    except RecursionError:
        raise BadList(file, "its parts lie too deep in each other.", "This is no network.") from None
    if not isinstance(told, dict):
        raise BadList(file, "there are no elements in it.", 'A document of Kumu has "elements" and "connections".')
    return told


def _listed(told: dict[str, Any], name: str, gathering: Gathering) -> list[dict[str, Any]]:
    listed = told.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise gathering.trouble(0, f'"{name}" is no list of objects.', "Export it from Kumu anew.")
    return listed


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _attributes(told: Mapping[str, Any], own: tuple[str, ...]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in told.items():
        if name == "attributes" and isinstance(value, dict):
            found |= _attributes(value, ())
        elif name not in own and value is not None:
            found[name] = _value(value)
    return found


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return "|".join(_text(one) for one in value)
    return value if isinstance(value, (str, int, float, bool)) else json.dumps(value, ensure_ascii=False)


def _element(node: Node) -> dict[str, Value]:
    return _renamed(node.attributes, _OWN_NODE) | {"id": node.key, "label": node.name}


def _tie(edge: Edge, way: str) -> dict[str, Value]:
    return _renamed(edge.attributes, _OWN_EDGE) | {"from": edge.source, "to": edge.target, "direction": way}


def _renamed(attributes: Mapping[str, Value], own: tuple[str, ...]) -> dict[str, Value]:
    """Attributes whose names Kumu keeps for itself get an underscore behind."""
    return {f"{name}_" if name.lower() in own or name == "attributes" else name: v for name, v in attributes.items()}
