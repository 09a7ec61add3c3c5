"""The network as files of other programs hold it: organisations and ties with all that the reader may know of them."""

from collections.abc import Mapping
from typing import Any

from comity.core.network.files import Edge, Format, Graph, Node, Value
from comity.network.models import Rung, Tie
from comity.network.queries.reading import Reading

#: formats in which people read the ends of ties: there an organisation's key is its name
BY_NAME = {Format.PAJEK, Format.MATRIX, Format.CSV, Format.KUMU_CSV}


def graph_of(reading: Reading, kind: Format) -> Graph:
    """The ties that count. An edge runs from the first to the second side and has no direction."""
    keys = keys_of(reading.names, kind)
    edges = []
    for tie in reading.ties:
        ends = str(tie.first_id), str(tie.second_id)
        level = reading.level_of.get(frozenset(ends))
        if level is not None:
            told = _told(tie, level, done=tie.pk in reading.done)
            edges.append(Edge(keys[ends[0]], keys[ends[1]], told))
    return Graph(nodes_of(reading, keys), tuple(edges))


def keys_of(names: Mapping[str, str], kind: Format) -> dict[str, str]:
    """What each organisation is called in the file: its id, or its name where people are to read it.

    A second one of the same name gets a number behind.
    """
    if kind not in BY_NAME:
        return {key: key for key in names}
    taken: dict[str, int] = {}
    found = {}
    for key, name in names.items():
        taken[name] = taken.get(name, 0) + 1
        found[key] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return found


def nodes_of(reading: Reading, keys: Mapping[str, str], **more: Mapping[str, Value]) -> tuple[Node, ...]:
    """Organisations with name, sector, place, how many people they are, and what else is given by key."""
    found = []
    for one in reading.organisations:
        key = str(one.pk)
        told = {"sector": one.sector, "place": one.place, "size": one.people_count}
        told |= {name: values[key] for name, values in more.items() if key in values}
        found.append(Node(keys[key], reading.names[key], filled(told)))
    return tuple(found)


def filled(told: Mapping[str, Any]) -> dict[str, Value]:
    """Without what is not known."""
    return {name: value for name, value in told.items() if value is not None and value != ""}


def _told(tie: Tie, level: int, *, done: bool) -> dict[str, Value]:
    return filled({
        "level": level, "rung": Rung(level).name.lower(), "weight": max(level, 1),
        "rests_on": "what they did together" if done else "what they say", "first_says": tie.first_says,
        "second_says": tie.second_says, "list_says": tie.list_says, "contact": tie.contact, "source": tie.source,
        "said_on": tie.said_on.isoformat(),
    })  # fmt: skip
