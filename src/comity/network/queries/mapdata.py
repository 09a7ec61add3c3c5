"""The map as data: who stands where, in which colour, and which lines lead from whom to whom."""

from typing import Any

from comity.network.queries.looks import Seen
from comity.network.queries.reading import Reading


def map_data(seen: Seen, reading: Reading) -> dict[str, Any]:
    """Short lists, since large maps are asked for: nodes as [key, name, sector, css, x, y, scale, faint], ties as
    [place of one end, of the other, rung, told by one side only, faint]."""
    scales = dict(seen.look.scales)
    nodes = [
        [one.node.key, one.node.name, one.node.sector.value, one.css.split()[0], one.node.x, one.node.y,
         scales.get(one.node.key, 1.0), int(one.off)]
        for one in seen.nodes
    ]  # fmt: skip
    at = {one.node.key: place for place, one in enumerate(seen.nodes)}
    ties = [
        [at[one.tie.a], at[one.tie.b], one.tie.level, int(one.tie.open_end is not None), int(one.off)]
        for one in seen.ties
    ]
    return {"nodes": nodes, "ties": ties, "ego": seen.look.ego, "organisations": len(reading.organisations)}
