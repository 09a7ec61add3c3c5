"""Names on the map, placed so that none covers an organisation or another name, and few cover ties."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from comity.core.network.network import Floats, Ints, Key

Anchor = Literal["start", "middle", "end"]
Flags = npt.NDArray[np.bool_]

_LINE = 1.16  # of the font size, from one line to the next
_ASCENT = 0.84  # of the font size, from a line's top to its baseline
_LONGEST = 24  # ems of the average letter in one line
_NEAR = np.array([-9.0, -9.0, 9.0, 9.0])  # closer than this a name could be taken for another node's
_APART = np.array([-6.0, -4.0, 6.0, 4.0])  # room between two names
_FEW = 60  # organisations, up to which every place is tried
_NARROW, _WIDE = "fijlrtI.,:;'’|!()[] ", "mwMWQ@%&—"


@dataclass(frozen=True)
class Named:
    """A node and its name. left..down: how far its shape reaches from (x, y); weight: whose name matters more."""

    key: Key
    x: float
    y: float
    left: float
    right: float
    up: float
    down: float
    name: str
    note: str = ""
    weight: int = 0


@dataclass(frozen=True)
class Line:
    """One line of a label: its text, the baseline, and whether it is the muted note."""

    text: str
    y: float
    muted: bool = False


@dataclass(frozen=True)
class Label:
    """A placed name. box: left, top, right, bottom. Without lines it is hidden: there was no free place."""

    anchor: Anchor
    x: float
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float]

    @property
    def hidden(self) -> bool:
        return not self.lines


_HIDDEN = Label("middle", 0.0, (), (0.0, 0.0, 0.0, 0.0))


def place_labels(
    nodes: Sequence[Named], ties: Floats, *, width: float, height: float, size: float = 15.0
) -> dict[Key, Label]:
    """A label for every node within 0..width, 0..height.

    ties: k × 4 straight pieces (x, y, x, y) that labels should keep off where they can. size: the font's.
    Up to 60 nodes wrap and move further out to find a place; above, who finds none is hidden.
    """
    ordered = sorted(nodes, key=lambda node: node.key)
    choices = [_choices(node, size, len(nodes) <= _FEW) for node in ordered]
    owner = np.repeat(np.arange(len(ordered)), [len(each) for each in choices])
    labels = [label for each in choices for label, _ in each]
    boxes = np.array([label.box for label in labels]).reshape(-1, 4)
    cost = np.array([price for each in choices for _, price in each])
    free = _inside(boxes, width, height) & ~_overlap(boxes, _shapes(ordered)).any(axis=1)
    mistaken = _overlap(boxes + _NEAR, _shapes(ordered)) & (owner[:, None] != np.arange(len(ordered)))
    cost += np.where(free, _crossed(boxes, ties) / size + 0.9 * mistaken.sum(axis=1), np.inf)
    weights = np.array([node.weight for node in ordered])
    chosen = _choose(owner, cost, _clashes(boxes, owner), weights)
    return {node.key: labels[at] if at >= 0 else _HIDDEN for node, at in zip(ordered, chosen, strict=True)}


def text_width(text: str, size: float) -> float:
    """A generous guess of how wide a text is drawn in a proportional typeface."""
    return size * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.33
    if letter in _WIDE:
        return 0.9
    return 0.68 if letter.isupper() else 0.56


def wrap(text: str, lines: int) -> list[str]:
    """Break a name into at most so many lines of even length; what still doesn't fit is cut with an ellipsis."""
    words = text.split()
    total = text_width(" ".join(words), 1.0)
    target = max(total / lines, max((text_width(word, 1.0) for word in words), default=0.0))
    broken: list[str] = []
    for word in words:
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and (len(broken) == lines or text_width(longer, 1.0) <= target * 1.12):
            broken[-1] = longer
        else:
            broken.append(word)
    return [_cut(line) for line in broken]


def _cut(line: str) -> str:
    longest = _LONGEST * 0.56
    if text_width(line, 1.0) <= longest:
        return line
    while line and text_width(line, 1.0) > longest - 1:
        line = line[:-1]
    return line.rstrip() + "…"


def _choices(node: Named, size: float, thorough: bool) -> list[tuple[Label, float]]:
    """Every way to write this name beside its node, with its price; none for a nameless node."""
    blocks: list[list[str]] = []
    for lines in (1, 2, 3) if thorough else (1, 2):
        block = wrap(node.name, lines)
        if block and block not in blocks:
            blocks.append(block)
    found = []
    for turn, block in enumerate(blocks):
        price = 0.7 * turn + _awkward(block)
        for extra, label in _around(node, block, size, (2.0, 14.0) if thorough else (2.0,)):
            found.append((label, price + extra))
    return found


def _awkward(block: list[str]) -> float:
    """What it costs to write very long lines, or to cut a name."""
    long = max(text_width(line, 1.0) for line in block) > 12
    return (1.0 if long else 0.0) + (8.0 if any(line.endswith("…") for line in block) else 0.0)


def _around(
    node: Named, block: list[str], size: float, gaps: Sequence[float]
) -> Iterator[tuple[float, Label]]:
    rows = [*((line, False) for line in block), *([(node.note, True)] if node.note else [])]
    wide, high = max(text_width(text, size) for text, _ in rows), len(rows) * size * _LINE
    thorough = len(gaps) > 1
    for gap in gaps:
        below, above = node.y + node.down + gap, node.y - node.up - gap - high
        right, left, middle = node.x + node.right + gap + 3, node.x - node.left - gap - 3, node.y - high / 2
        places: list[tuple[float, Anchor, float, float]] = [
            (0.0, "middle", node.x, below),
            (0.2, "middle", node.x, above),
            (0.3, "start", right, middle),
            (0.3, "end", left, middle),
            (0.9, "start", node.x + node.right * 0.6, below - 4),
            (0.9, "end", node.x - node.left * 0.6, below - 4),
            (1.0, "start", node.x + node.right * 0.6, above + 4),
            (1.0, "end", node.x - node.left * 0.6, above + 4),
            (1.1, "start", right, node.y),
            (1.1, "end", left, node.y),
            (1.2, "start", right, node.y - high),
            (1.2, "end", left, node.y - high),
        ]
        for price, anchor, x, top in places if thorough else places[:6]:
            yield price + (gap - gaps[0]) / 6, _label(rows, anchor, x, top, wide, size)


def _label(
    rows: list[tuple[str, bool]], anchor: Anchor, x: float, top: float, wide: float, size: float
) -> Label:
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    lines = tuple(
        Line(text, round(top + size * (_ASCENT + at * _LINE), 1), muted)
        for at, (text, muted) in enumerate(rows)
    )
    return Label(anchor, round(x, 1), lines, (left, top, left + wide, top + len(rows) * size * _LINE))


def _shapes(nodes: Sequence[Named]) -> Floats:
    pad = 1.5
    reach = [
        (at.x - at.left - pad, at.y - at.up - pad, at.x + at.right + pad, at.y + at.down + pad)
        for at in nodes
    ]
    return np.array(reach).reshape(-1, 4)


def _inside(boxes: Floats, width: float, height: float) -> Flags:
    within: Flags = (boxes >= 0).all(axis=1) & (boxes[:, 2] <= width) & (boxes[:, 3] <= height)
    return within


def _overlap(boxes: Floats, others: Floats) -> Flags:
    left, top, right, bottom = (boxes[:, at, None] for at in range(4))
    found: Flags = (
        (left < others[:, 2]) & (right > others[:, 0]) & (top < others[:, 3]) & (bottom > others[:, 1])
    )
    return found


def _clashes(boxes: Floats, owner: Ints) -> Flags:
    found: Flags = _overlap(boxes, boxes + _APART) & (owner[:, None] != owner)
    return found


def _crossed(boxes: Floats, ties: Floats) -> Floats:
    """How much length of ties each box covers (Liang–Barsky clipping, all pairs at once, in slices)."""
    covered = np.zeros(len(boxes))
    start, run = ties[:, None, :2], ties[:, None, 2:] - ties[:, None, :2]
    length = np.hypot(run[..., 0], run[..., 1])
    safe = np.where(np.abs(run) < 1e-9, 1e-9, run)
    step = max(2**20 // max(len(ties), 1), 1)
    for first in range(0, len(boxes), step):
        part = boxes[None, first : first + step]
        one, two = (part[..., :2] - start) / safe, (part[..., 2:] - start) / safe
        enter = np.maximum(np.minimum(one, two).max(axis=-1), 0)
        leave = np.minimum(np.maximum(one, two).min(axis=-1), 1)
        covered[first : first + step] = (np.maximum(leave - enter, 0) * length).sum(axis=0)
    return covered


def _choose(owner: Ints, cost: Floats, clashes: Flags, weights: Ints) -> list[int]:
    """For each node its best choice that clashes with no other's; −1 where none is left.

    Everyone takes the cheapest place, then in turns whichever is best given the others', clashes growing dearer.
    At last the lighter of two that still clash gives way.
    """
    mine = [np.flatnonzero((owner == at) & np.isfinite(cost)) for at in range(len(weights))]
    chosen = [int(own[np.argmin(cost[own])]) if len(own) else -1 for own in mine]
    crowd = clashes[[at for at in chosen if at >= 0]].sum(
        axis=0
    )  # per choice, how many chosen it clashes with
    order = sorted((at for at in range(len(mine)) if len(mine[at])), key=lambda at: (len(mine[at]), at))
    for turn in range(24):
        before = list(chosen)
        for at in order:
            own = mine[at]
            best = int(own[np.argmin(cost[own] + (2 + turn) * crowd[own])])
            if best != chosen[at]:
                crowd += clashes[best].astype(int) - clashes[chosen[at]]
                chosen[at] = best
        if chosen == before and not crowd[[chosen[at] for at in order]].any():
            break
    return _give_way(chosen, mine, cost, clashes, weights)


def _give_way(chosen: list[int], mine: list[Ints], cost: Floats, clashes: Flags, weights: Ints) -> list[int]:
    crowd = np.zeros(len(cost), dtype=bool)
    final = [-1] * len(chosen)
    for at in sorted(range(len(chosen)), key=lambda at: (-weights[at], at)):
        own = mine[at]
        free = own[~crowd[own]]
        if len(free):
            final[at] = chosen[at] if chosen[at] in free else int(free[np.argmin(cost[free])])
            crowd |= clashes[final[at]]
    return final
