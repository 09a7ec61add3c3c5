"""The map as lines, shapes and words for a template to loop over; colours and strokes stay with the style sheet.

Draw in this order: ties, then nodes, then labels. Charts are not mirrored: give the svg direction="ltr".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from comity.core.network.labels import Label, Named, place_labels
from comity.core.network.layout import Frame, Point, lay_out
from comity.core.network.measures import degrees
from comity.core.network.network import Floats, Key, Network

_RADIUS = 22.0
_HALF = 0.62  # of the way a one-sided tie goes
_HEAD = 13.0  # length of an arrow head
_GAP = 3.0  # between an arrow and the shape it points at
_OPEN = 5.0  # radius of the circle at its end
_BENDS = (
    0.0,
    12.0,
    -12.0,
    24.0,
    -24.0,
    42.0,
    -42.0,
    64.0,
    -64.0,
)  # how far a tie may swing out to pass a third organisation
_MARGIN = 12.0
_NARROWEST = 620.0  # a smaller picture would be blown up to giant letters


class Sector(StrEnum):
    """Told by shape and colour alike."""

    PUBLIC = "public"
    PRIVATE = "private"
    NONPROFIT = "nonprofit"
    CITIZEN = "citizen"
    UNKNOWN = ""


@dataclass(frozen=True)
class Member:
    """An organisation to draw. note: a muted line under its name, such as that it has not answered."""

    key: Key
    name: str
    initials: str
    sector: Sector = Sector.UNKNOWN
    note: str = ""


@dataclass(frozen=True)
class Bond:
    """A tie to draw: level 1 networking, 2 coordination, 3 cooperation, 4 collaboration, 5 multisector.

    one_sided: only `a` says so. unheard: and the other never answered. way: "one" from a to b, "both": drawn whole,
    with arrows. change: "kept", "gained" or "lost" since an earlier map, where two are compared.
    """

    a: Key
    b: Key
    level: int = 1
    one_sided: bool = False
    change: str = ""
    unheard: bool = False
    way: str = ""


@dataclass(frozen=True)
class DrawnTie:
    """A path with its classes. inner: the second path's classes on a multisector tie. open_end: circle's centre.

    unheard: the other side never answered. heads: paths of arrow heads. change: what became of it since an earlier
    map; mark: the middle of a tie that was gained or lost, for its sign.
    """

    a: Key
    b: Key
    level: int
    d: str
    css: str
    inner: str
    open_end: Point | None
    change: str = ""
    mark: Point | None = None
    unheard: bool = False
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnNode:
    """A shape with its class, the initials' place (anchor: middle) and the label (hidden: no lines)."""

    key: Key
    name: str
    initials: str
    sector: Sector
    x: float
    y: float
    d: str
    css: str
    initials_y: float
    label: Label


@dataclass(frozen=True)
class Drawing:
    """view_box: x, y, width, height. open_radius: of the circles at one-sided ties. Sizes of type in the same units."""

    view_box: tuple[float, float, float, float]
    ties: tuple[DrawnTie, ...]
    nodes: tuple[DrawnNode, ...]
    label_size: float
    initials_size: float = 12.5
    open_radius: float = _OPEN


@dataclass(frozen=True)
class _Shape:
    """Outline around (0, 0): how far it reaches and the path after its moved start."""

    start: Point
    outline: str
    css: str
    left: float
    up: float
    down: float
    initials: float = 5.0


_SHAPES = {
    Sector.PUBLIC: _Shape(
        (-16, -19),
        "h32a3 3 0 0 1 3 3v32a3 3 0 0 1-3 3h-32a3 3 0 0 1-3-3v-32a3 3 0 0 1 3-3z",
        "fp",
        19,
        19,
        19,
    ),
    Sector.PRIVATE: _Shape((0, -25), "l25 25-25 25-25-25z", "fv", 25, 25, 25),
    Sector.NONPROFIT: _Shape((-22, 0), "a22 22 0 1 1 44 0a22 22 0 1 1-44 0z", "fn", 22, 22, 22),
    Sector.CITIZEN: _Shape((0, -28), "l26 48h-52z", "fc", 26, 28, 20, 13.0),
    Sector.UNKNOWN: _Shape((-12, -21), "h24l12 21-12 21h-24l-12-21z", "ink", 24, 21, 21),
}


def draw(
    members: Sequence[Member], bonds: Sequence[Bond], *, before: Mapping[Key, Point] | None = None
) -> Drawing:
    """Lay out and draw a network. Equal members and bonds, in any order, give the same picture.

    before: where organisations stand on another map (x and y of its nodes): they stand in the same places on this one.
    Raises UnknownKey for a bond with somebody who is not among the members.
    """
    members = sorted(members, key=lambda member: member.key)
    bonds = sorted(bonds, key=lambda bond: (bond.level, not bond.one_sided, bond.a, bond.b))
    network = Network.of([member.key for member in members], [(bond.a, bond.b) for bond in bonds])
    width, height, size = _room(max(network.n, len(before or ())))
    frame = Frame(width - 9 * size, height - 5.5 * size, wide=7.4 * size, high=4.9 * size)
    around = (7.0 * size, 5.5 * size)
    levels = {(bond.a, bond.b): bond.level for bond in bonds}
    moved = {key: (x - around[0], y - around[1]) for key, (x, y) in (before or {}).items()}
    spots = lay_out(network, frame, levels=levels, before=moved)
    spots = {key: (round(x + around[0], 1), round(y + around[1], 1)) for key, (x, y) in spots.items()}
    shapes = {member.key: _SHAPES[member.sector] for member in members}
    routes = [
        _to_the_rim(route, shapes[bond.b], shapes[bond.a] if bond.way == "both" else None) if bond.way
        else _half(route) if bond.one_sided else route
        for bond, route in _routes(bonds, spots)
    ]  # fmt: skip
    labels = _labels(
        members,
        network,
        spots,
        _pieces(bonds, routes),
        (frame.width + 2 * around[0], frame.height + 2 * around[1], size),
    )
    nodes = tuple(_node(member, spots[member.key], labels[member.key]) for member in members)
    ties = tuple(_tie(bond, route) for bond, route in zip(bonds, routes, strict=True))
    return Drawing(_cropped(nodes, routes), ties, nodes, size)


def _room(n: int) -> tuple[float, float, float]:
    """Width, height and label size for so many organisations."""
    area = 28_000 * max(n, 4) if n <= 25 else 700_000 * (n / 25) ** 0.75
    width = max(round((area * 1.28) ** 0.5), round(_NARROWEST))
    return width, max(round(area / width), 260), round(15 * max(1.0, (width / 1000) ** 0.8), 1)


def _routes(bonds: Sequence[Bond], spots: dict[Key, Point]) -> list[tuple[Bond, Floats]]:
    """For each bond start, control and end of its curve; straight where no third organisation is in the way."""
    keys = sorted(spots)
    where = np.array([spots[key] for key in keys]).reshape(-1, 2)
    at = {key: place for place, key in enumerate(keys)}
    swings = _BENDS if len(keys) <= 60 else (0.0,)
    return [(bond, _route(where, at[bond.a], at[bond.b], swings)) for bond in bonds]


def _route(where: Floats, a: int, b: int, swings: Sequence[float]) -> Floats:
    start, end = where[a], where[b]
    along = end - start
    across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-9) * (1 if a < b else -1)
    others = np.delete(where, [a, b], axis=0)
    curves = [np.array([start, (start + end) / 2 + 2 * swing * across, end]) for swing in swings]
    if len(swings) == 1 or not len(others):
        return curves[0]
    clear = [_clearance(curve, others) for curve in curves]
    enough = [curve for curve, room in zip(curves, clear, strict=True) if room > _RADIUS + 3]
    return enough[0] if enough else curves[int(np.argmax(clear))]


def _clearance(curve: Floats, others: Floats) -> float:
    points = _along(curve, np.linspace(0.04, 0.96, 24))
    return float(np.hypot(*(points[:, None, at] - others[None, :, at] for at in (0, 1))).min())


def _along(curve: Floats, t: Floats) -> Floats:
    """Points on a quadratic curve."""
    t = t[:, None]
    points: Floats = (1 - t) ** 2 * curve[0] + 2 * t * (1 - t) * curve[1] + t**2 * curve[2]
    return points


def _labels(
    members: Sequence[Member],
    network: Network,
    spots: dict[Key, Point],
    pieces: Floats,
    room: tuple[float, float, float],
) -> dict[Key, Label]:
    width, height, size = room
    named = []
    for member, weight in zip(members, degrees(network), strict=True):
        shape, (x, y) = _SHAPES[member.sector], spots[member.key]
        reach = (shape.left, shape.left, shape.up, shape.down)
        named.append(Named(member.key, x, y, *reach, member.name, member.note, int(weight)))
    return place_labels(named, pieces, width=width, height=height, size=size)


def _node(member: Member, spot: Point, label: Label) -> DrawnNode:
    (x, y), shape = spot, _SHAPES[member.sector]
    d = f"M{_number(x + shape.start[0])} {_number(y + shape.start[1])}{shape.outline}"
    css, initials_y = f"{shape.css} sep", round(y + shape.initials, 1)
    return DrawnNode(member.key, member.name, member.initials, member.sector, x, y, d, css, initials_y, label)


def _tie(bond: Bond, route: Floats) -> DrawnTie:
    css, inner = f"tie t{bond.level}", "tie t5i" if bond.level == 5 else ""
    open_end = _open_end(route) if bond.one_sided and not bond.way else None
    if bond.way:
        heads = (_head(route), *((_head(route[::-1]),) if bond.way == "both" else ()))
        return DrawnTie(bond.a, bond.b, bond.level, _path(route), css, inner, None, unheard=bond.unheard, heads=heads)
    if not bond.change:
        return DrawnTie(bond.a, bond.b, bond.level, _path(route), css, inner, open_end, unheard=bond.unheard)
    x, y = _along(route, np.array([0.5]))[0].round(1)
    mark = None if bond.change == "kept" else (float(x), float(y))
    return DrawnTie(bond.a, bond.b, bond.level, _path(route), f"tie {bond.change}", "", None, bond.change, mark)


def _to_the_rim(route: Floats, end: _Shape, start: _Shape | None) -> Floats:
    """A curve that stops before the shape at its end, so that an arrow has room; at its start, too, if asked."""
    length = max(float(np.hypot(*(route[2] - route[0]))), 1e-9)
    last = 1 - min((max(end.left, end.up, end.down) + _GAP) / length, 0.45)
    first = min((max(start.left, start.up, start.down) + _GAP) / length, 0.45) if start else 0.0
    low, high = _along(route, np.array([first, last]))
    # the control point of the piece between two points of a quadratic curve
    control = (
        (1 - first) * (1 - last) * route[0] + (first + last - 2 * first * last) * route[1] + first * last * route[2]
    )
    return np.array([low, control, high])


def _head(route: Floats) -> str:
    """An arrow head at the end of a route."""
    _, turn, tip = route
    ahead = (tip - turn) / max(float(np.hypot(*(tip - turn))), 1e-9)
    aside = np.array([-ahead[1], ahead[0]])
    tip = tip + ahead * 2
    corners = (tip, tip - ahead * _HEAD + aside * _HEAD * 0.5, tip - ahead * _HEAD - aside * _HEAD * 0.5)
    return "M" + "L".join(" ".join(_number(value) for value in point) for point in corners) + "z"


def _half(route: Floats) -> Floats:
    """The first part of a curve, which is a curve itself."""
    start, control, _ = route
    return np.array([start, start + (control - start) * _HALF, _along(route, np.array([_HALF]))[0]])


def _open_end(route: Floats) -> Point:
    """Centre of the circle that touches the route's end."""
    _, turn, end = route
    ahead = (end - turn) / max(float(np.hypot(*(end - turn))), 1e-9)
    x, y = end + ahead * _OPEN
    return round(float(x), 1), round(float(y), 1)


def _pieces(bonds: Sequence[Bond], routes: list[Floats]) -> Floats:
    """What labels should keep off: the ties as straight pieces, their circles as crosses drawn thick."""
    steps = np.linspace(0, 1, 6) if len(routes) <= 600 else np.array([0.0, 1.0])
    lines = [_along(route, steps) for route in routes]
    circles = [_open_end(route) for bond, route in zip(bonds, routes, strict=True)
               if bond.one_sided and not bond.way]  # fmt: skip
    crosses = [(x - _OPEN, y, x + _OPEN, y) for x, y in circles] + [
        (x, y - _OPEN, x, y + _OPEN) for x, y in circles
    ]
    return np.vstack([np.zeros((0, 4)), *(np.hstack([line[:-1], line[1:]]) for line in lines), *crosses * 2])


def _path(route: Floats) -> str:
    start, control, end = (" ".join(_number(value) for value in point) for point in route)
    (ax, ay), (bx, by), (cx, cy) = route
    straight = abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) < 1
    return f"M{start}L{end}" if straight else f"M{start}Q{control} {end}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _cropped(nodes: Sequence[DrawnNode], routes: list[Floats]) -> tuple[float, float, float, float]:
    """Just around everything drawn."""
    if not nodes:
        return 0, 0, _NARROWEST, 260
    boxes = [(node.x - 26, node.y - 28, node.x + 26, node.y + 25) for node in nodes]
    boxes += [node.label.box for node in nodes if not node.label.hidden]
    points = [_along(route, np.linspace(0, 1, 9)) for route in routes]
    corners = np.vstack([np.array(boxes).reshape(-1, 2), *points])
    low, high = np.floor(corners.min(axis=0) - _MARGIN), np.ceil(corners.max(axis=0) + _MARGIN)
    spare = max(_NARROWEST - float(high[0] - low[0]), 0.0)
    low[0], high[0] = low[0] - spare / 2, high[0] + spare / 2
    return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])
