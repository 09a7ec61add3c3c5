"""Where each organisation stands on the map: near its partners, apart from everyone else, the same every time.

Each part of the network is laid out by stress majorisation (Gansner, Koren & North 2004) from classical scaling of its
distances. Parts stand side by side, isolates in rows beneath. Nothing is drawn by lot: equal networks, in whatever
order they are listed, get equal maps.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import linalg
from scipy.sparse import csgraph

from comity.core.network.network import Floats, Ints, Key, Network, Pair
from comity.core.network.paths import components

Point = tuple[float, float]

_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
_TRIES = 1500  # points at which a newcomer looks for room
_STRETCH = 1.6  # how much longer one axis may be drawn than the other
_LENGTHS = (1.0, 1.15, 1.08, 1.0, 0.9, 0.8)  # of a tie by level: closer partners stand closer


@dataclass(frozen=True)
class Frame:
    """The room for the nodes' centres, and the room each of them wants for itself and its name."""

    width: float
    height: float
    wide: float = 104.0
    high: float = 74.0


def lay_out(
    network: Network,
    frame: Frame,
    *,
    levels: Mapping[Pair, int] | None = None,
    before: Mapping[Key, Point] | None = None,
) -> dict[Key, Point]:
    """A place (x, y) for every organisation, 0..width and 0..height, y downward.

    levels: 1..5 for pairs (in either order) whose tie is closer or looser. As far as the frame allows, no two
    organisations stand within `frame.wide` and `frame.high` of each other. before: where some stood on an earlier map.
    Then they stay there, however their ties changed, and only newcomers look for a place: near their partners.
    """
    if network.n == 0:
        return {}
    ordered = _ordered(network)
    if before and not before.keys().isdisjoint(ordered.keys):
        return _joined(ordered, frame, before)
    parts = _parts(ordered)
    groups = [part for part in parts if len(part) > 1]
    alone = [int(part[0]) for part in parts if len(part) == 1]
    spots = np.zeros((ordered.n, 2))
    floor = frame.height - _rows_of(len(alone), frame) * min(frame.high, frame.height / 2)
    if not groups:
        floor = 0.0
    _place_groups(ordered, groups, spots, Frame(frame.width, floor, frame.wide, frame.high), levels or {})
    _place_alone(alone, spots, frame, floor + (frame.high / 2 if groups else 0))
    spots = np.clip(spots, 0, [frame.width, frame.height]).round(1)
    return {key: (float(x), float(y)) for key, (x, y) in zip(ordered.keys, spots, strict=True)}


def _joined(network: Network, frame: Frame, before: Mapping[Key, Point]) -> dict[Key, Point]:
    """Who stood somewhere stays; newcomers take the free place nearest to the middle of their partners."""
    spots = np.array([before.get(key, (np.nan, np.nan)) for key in network.keys], dtype=float)
    placed, ties = ~np.isnan(spots[:, 0]), network.adjacency
    new = np.flatnonzero(~placed)
    for _turn in range(len(new)):
        count = np.asarray(ties[new][:, placed].sum(axis=1)).ravel()
        place = int(new[np.argmax(np.where(placed[new], -1, count))])  # first who has most partners here
        partners = ties[place].indices[placed[ties[place].indices]]
        middle = spots[partners].mean(axis=0) if len(partners) else np.array([frame.width / 2, frame.height])
        spots[place] = _nearest_free(middle, spots[placed], frame)
        placed[place] = True
    return {key: (round(float(x), 1), round(float(y), 1)) for key, (x, y) in zip(network.keys, spots, strict=True)}


def _nearest_free(middle: Floats, taken: Floats, frame: Frame) -> Floats:
    """The point nearest to the middle around which there is room; where there is none, the one with the most."""
    at = np.arange(_TRIES)
    reach = np.sqrt(at / _TRIES) * max(frame.width, frame.height)
    ways = np.column_stack([np.cos(at * _GOLDEN_ANGLE), np.sin(at * _GOLDEN_ANGLE)])
    points = np.clip(middle + reach[:, None] * ways, 0, [frame.width, frame.height])
    apart = np.abs(points[:, None] - taken[None, :]) / np.array([frame.wide, frame.high])
    room = apart.max(axis=2).min(axis=1)
    free = np.flatnonzero(room >= 0.9)
    if not len(free):
        most: Floats = points[int(np.argmax(room))]
        return most
    away = np.hypot(*(points[free] - middle).T)
    found: Floats = points[free[int(np.argmin(away))]]
    return found


def _ordered(network: Network) -> Network:
    return Network.of(sorted(network.keys), network.undirected.pairs())


def _parts(network: Network) -> list[Ints]:
    """Places of each part, the largest first."""
    labels = components(network)
    parts = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _place_groups(
    network: Network, groups: list[Ints], spots: Floats, frame: Frame, levels: Mapping[Pair, int]
) -> None:
    if not groups:
        return
    shapes = [_shape(_lengths(network, group, levels)) for group in groups]
    for group, shape, offset in zip(groups, shapes, _shelves(shapes, frame), strict=True):
        spots[group] = shape + offset
    together = np.concatenate(groups)
    spots[together] = _spread(_staggered(_spread(_fitted(spots[together], frame), frame), frame), frame)


def _lengths(network: Network, group: Ints, levels: Mapping[Pair, int]) -> Floats:
    """Wanted distances within a part: shortest ways, where a tie is short between close or like-minded partners."""
    ties = network.adjacency[group][:, group].tocsr()
    count = np.asarray(ties.sum(axis=1)).ravel()
    tails, heads = ties.nonzero()
    shared = np.asarray((ties @ ties)[tails, heads]).ravel()
    union = count[tails] + count[heads] - shared
    near = (shared + 2) / (union + 1e-9)
    keys = [network.keys[place] for place in group]
    factor = [_length(levels, keys[a], keys[b]) for a, b in zip(tails, heads, strict=True)]
    ties[tails, heads] = np.array(factor) * (1.35 - 0.6 * np.minimum(near, 1))
    found: Floats = csgraph.shortest_path(ties, method="D", directed=False)
    return found


def _length(levels: Mapping[Pair, int], a: Key, b: Key) -> float:
    return _LENGTHS[levels.get((a, b), levels.get((b, a), 0))]


def _shape(wanted: Floats) -> Floats:
    """Spots whose distances come close to those wanted, turned so that the longest side lies flat."""
    spots = _scaled(wanted)
    weights = 1 / np.maximum(wanted, 1e-9) ** 2
    np.fill_diagonal(weights, 0)
    # The constant makes the Laplacian invertible and moves nothing: pulls sum to zero.
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + weights.mean())
    for _ in range(250 if len(wanted) <= 100 else 60):
        moved = inverse @ _pull(spots, wanted, weights)
        still = np.abs(moved - spots).max() < 1e-4
        spots = moved
        if still:
            break
    return _turned(spots)


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling into two dimensions; a faint spiral parts those it puts on one spot."""
    n = len(wanted)
    centre = np.eye(n) - 1 / n
    _, vectors = linalg.eigh(-centre @ wanted**2 @ centre / 2, subset_by_index=[n - 2, n - 1])
    flat = vectors[:, ::-1]
    turn = np.arange(n) * _GOLDEN_ANGLE
    spiral = np.sqrt((np.arange(n) + 1) / n)[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    reach = wanted.max() / 2
    start: Floats = _signed(flat) * reach / max(np.abs(flat).max(), 1e-9) + spiral * reach * 0.15
    return start


def _signed(vectors: Floats) -> Floats:
    """Fix the sign that linear algebra leaves open."""
    largest = np.argmax(np.abs(np.round(vectors, 6)), axis=0)
    signs = np.where(vectors[largest, [0, 1]] < 0, -1.0, 1.0)
    turned: Floats = vectors * signs
    return turned


def _pull(spots: Floats, wanted: Floats, weights: Floats) -> Floats:
    apart = np.hypot(*(spots[:, None, at] - spots[None, :, at] for at in (0, 1)))
    ratio = weights * np.divide(wanted, apart, out=np.zeros_like(wanted), where=apart > 1e-9)
    moved: Floats = ratio.sum(axis=1)[:, None] * spots - ratio @ spots
    return moved


def _turned(spots: Floats) -> Floats:
    """Longest side flat, most-crowded half up, top left corner at the origin."""
    spots = spots - spots.mean(axis=0)
    _, axes = np.linalg.eigh(spots.T @ spots)
    turned = spots @ _signed(axes[:, ::-1])
    placed: Floats = turned - turned.min(axis=0)
    return placed


def _shelves(shapes: list[Floats], frame: Frame) -> Iterator[Point]:
    """Offsets that put the parts side by side in rows about as wide as the frame is."""
    gap = 0.9
    sizes = [shape.max(axis=0) + gap for shape in shapes]
    area = sum(float(size[0] * size[1]) for size in sizes)
    row = max(np.sqrt(area * frame.width / max(frame.height, 1.0)) * 1.1, sizes[0][0])
    x = y = tallest = 0.0
    for size in sizes:
        if x and x + size[0] > row:
            x, y, tallest = 0.0, y + tallest, 0.0
        yield x, y
        x, tallest = x + float(size[0]), max(tallest, float(size[1]))


def _fitted(spots: Floats, frame: Frame) -> Floats:
    """Scaled to the frame and centred; the axes may differ by _STRETCH at most."""
    spots = spots - spots.min(axis=0)
    room = np.array([frame.width, frame.height])
    scale = room / np.maximum(spots.max(axis=0), 0.35)
    scale = np.minimum(scale, scale.min() * _STRETCH)
    fitted = spots * scale
    centred: Floats = fitted + (room - fitted.max(axis=0)) / 2
    return centred


def _spread(spots: Floats, frame: Frame) -> Floats:
    """Push apart who stands too close, each by half of what is missing, until all have room or none is left."""
    room, edge = np.array([frame.wide, frame.high]), np.array([frame.width, frame.height])
    n = len(spots)
    first, second = np.triu_indices(n, 1)
    for _ in range(300 if n <= 100 else 40):
        gap = spots[second] - spots[first]
        lack = room - np.abs(gap)
        close = (lack > 0.05).all(axis=1)
        if not close.any():
            break
        axis = np.argmin(lack[close] / room, axis=1)
        rows = np.arange(len(axis))
        way = np.where(gap[close][rows, axis] < 0, -1.0, 1.0)
        push = np.zeros((len(axis), 2))
        push[rows, axis] = way * lack[close][rows, axis] * 0.3
        for at in (0, 1):
            spots[:, at] += np.bincount(second[close], push[:, at], n) - np.bincount(
                first[close], push[:, at], n
            )
        spots = np.clip(spots, 0, edge)
    return spots


def _staggered(spots: Floats, frame: Frame) -> Floats:
    """Move who still stands too close up and down in turn: a chain longer than the frame becomes a zigzag."""
    lack = np.array([frame.wide, frame.high]) * 0.6 - np.abs(spots[:, None] - spots[None, :])
    np.fill_diagonal(lack[..., 0], -1)
    crowded = np.flatnonzero(((lack[..., 0] > 0) & (lack[..., 1] > 0)).any(axis=1))
    ranked = crowded[np.argsort(spots[crowded, 0], kind="stable")]
    spots = spots.copy()
    spots[ranked, 1] += np.where(np.arange(len(ranked)) % 2, 0.5, -0.5) * frame.high
    return np.clip(spots, 0, [frame.width, frame.height])


def _rows_of(count: int, frame: Frame) -> int:
    return -(-count // _per_row(frame)) if count else 0


def _per_row(frame: Frame) -> int:
    return max(int(frame.width // frame.wide) + 1, 1)


def _place_alone(alone: list[int], spots: Floats, frame: Frame, top: float) -> None:
    """Isolates in even rows from `top` to the frame's lower edge."""
    rows = _rows_of(len(alone), frame)
    for row in range(rows):
        members = alone[row::rows]
        y = top + (frame.height - top) * (row + 0.5) / rows if rows > 1 or not top else frame.height
        for at, place in enumerate(members):
            spots[place] = frame.width * (at + 0.5) / len(members), y
