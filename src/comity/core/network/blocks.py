"""A network too large to draw, as groups: circles as large as members are many, lines as wide as ties between.

Charts are not mirrored: give the svg direction="ltr". Equal groups and ties give the same picture.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.core.network.layout import Frame, lay_out
from comity.core.network.network import Key, Network, Pair

#: radius of the largest circle and of the smallest; width of the widest line; room for a name below
_LARGEST, _SMALLEST, _WIDEST, _NAME = 58.0, 14.0, 14.0, 40.0
#: so many lines have their number written on them
_TOLD = 24


@dataclass(frozen=True)
class Block:
    """A group of organisations: how many belong to it, and how many ties they have among themselves."""

    key: Key
    members: int
    inside: int


@dataclass(frozen=True)
class Between:
    """How many ties lead from one group to another."""

    a: Key
    b: Key
    ties: int


@dataclass(frozen=True)
class Blocks:
    """The groups, the largest first, and the ties between them, the most first."""

    blocks: tuple[Block, ...]
    between: tuple[Between, ...]

    @classmethod
    def of(cls, groups: Mapping[Key, Key], ties: Iterable[Pair]) -> "Blocks":
        """groups: of each organisation the key of its group. Direction is ignored. KeyError for a tie with others."""
        size, inside, across = Counter(groups.values()), Counter[Key](), Counter[Pair]()
        for one, other in ties:
            a, b = sorted((groups[one], groups[other]))
            if a == b:
                inside[a] += 1
            else:
                across[a, b] += 1
        blocks = [Block(key, n, inside[key]) for key, n in size.items()]
        between = [Between(*pair, n) for pair, n in across.items()]
        return cls(
            tuple(sorted(blocks, key=lambda one: (-one.members, one.key))),
            tuple(sorted(between, key=lambda one: (-one.ties, one.a, one.b))),
        )


@dataclass(frozen=True)
class DrawnBlock:
    """A circle, and where its name stands below it."""

    block: Block
    x: float
    y: float
    radius: float
    name_y: float


@dataclass(frozen=True)
class DrawnBetween:
    """A line and its width; where its number stands, if it is told."""

    between: Between
    d: str
    width: float
    at: tuple[float, float] | None


@dataclass(frozen=True)
class BlocksDrawing:
    """view_box: x, y, width, height. Draw lines, circles, then words."""

    view_box: tuple[float, float, float, float]
    lines: tuple[DrawnBetween, ...]
    circles: tuple[DrawnBlock, ...]


def draw_blocks(found: Blocks) -> BlocksDrawing:
    """Lay out and draw groups: those with ties between them stand near each other."""
    keys = [one.key for one in found.blocks]
    network = Network.of(keys, [(one.a, one.b) for one in found.between])
    spots = lay_out(network, _frame(len(keys)))
    most = max((one.members for one in found.blocks), default=1)
    circles = tuple(_circle(one, *spots[one.key], most) for one in found.blocks)
    widest = max((one.ties for one in found.between), default=1)
    lines = tuple(_line(one, spots, widest, circles, told=at < _TOLD) for at, one in enumerate(found.between))
    return BlocksDrawing(_around(circles), lines[::-1], circles)


def _frame(n: int) -> Frame:
    """Room for so many of the largest circles with their names."""
    wide, high = 2 * _LARGEST + 70, 2 * _LARGEST + _NAME + 20
    across = max(round((n * 1.5) ** 0.5), 2)
    return Frame(across * wide, max(-(-n // across), 2) * high, wide=wide, high=high)


def _circle(block: Block, x: float, y: float, most: int) -> DrawnBlock:
    radius = round(max(_LARGEST * (block.members / most) ** 0.5, _SMALLEST), 1)
    return DrawnBlock(block, round(x, 1), round(y, 1), radius, round(y + radius + 17, 1))


def _line(
    one: Between, spots: Mapping[Key, tuple[float, float]], widest: int, circles: Sequence[DrawnBlock], *, told: bool
) -> DrawnBetween:  # fmt: skip
    (ax, ay), (bx, by) = spots[one.a], spots[one.b]
    width = round(max(_WIDEST * one.ties / widest, 1.0), 1)
    x, y = round((ax + bx) / 2, 1), round((ay + by) / 2, 1)
    free = all((x - at.x) ** 2 + (y - at.y) ** 2 > (at.radius + 14) ** 2 for at in circles)
    middle = (x, y) if told and free else None
    return DrawnBetween(one, f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}", width, middle)


def _around(circles: Sequence[DrawnBlock]) -> tuple[float, float, float, float]:
    if not circles:
        return 0, 0, 620, 260
    left, right = min(one.x - one.radius for one in circles), max(one.x + one.radius for one in circles)
    top, bottom = min(one.y - one.radius for one in circles), max(one.name_y + 24 for one in circles)
    side = max(620 - (right - left), 160) / 2
    return left - side, top - 12, right - left + 2 * side, bottom - top + 20
