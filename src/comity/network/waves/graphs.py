"""A wave as files of other programs hold it: who was asked, and who says what of whom. Ratings stay here."""

from comity.core.network.files import Edge, Format, Graph, Value
from comity.network.models import Report, Rung
from comity.network.queries.graphs import filled, keys_of, nodes_of
from comity.network.waves.maps import WaveMap


def graph_of_wave(found: WaveMap, kind: Format) -> Graph:
    """Each report is an edge from who says so to whom is named; of a list each tie is one edge without direction."""
    reading = found.reading
    keys = keys_of(reading.names, kind)
    answered: dict[str, Value] = {key: key in reading.reports.answered for key in reading.names}
    edges: dict[tuple[str, str], Edge] = {}
    for row in found.rows:
        ends = found.key_of[row.rater_id], found.key_of[row.rated_id]
        if row.level is None or (found.wave.given and ends[::-1] in edges):
            continue
        edges[ends] = Edge(keys[ends[0]], keys[ends[1]], _told(row, reading.reports.dyad(*ends).value))
    nodes = nodes_of(reading, keys, answered=answered)
    return Graph(nodes, tuple(edges.values()), directed=not found.wave.given)


def _told(row: Report, state: str) -> dict[str, Value]:
    assert row.level is not None
    return filled({
        "level": row.level, "rung": Rung(row.level).name.lower(), "weight": max(row.level, 1), "state": state,
        "contact": row.contact, "kinds": " ".join(row.kinds), "gave": row.gave, "received": row.received,
    })  # fmt: skip
