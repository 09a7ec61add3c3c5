"""The trend as a picture: one point a wave, its range behind it, the way between. Sizes in the picture's own units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from comity.network.pulse.queries import in_tenths

WIDE, HIGH, SIDE, TOP = 640, 200, 40, 16
#: the newest waves that fit
SHOWN = 12


@dataclass(frozen=True)
class Point:
    """One wave: where it stands, from where to where its range goes, how it reads, whether it fell."""

    x: int
    y: float
    top: float
    bottom: float
    mean: str
    label: str
    fell: bool


@dataclass(frozen=True)
class Picture:
    points: list[Point]
    grid: list[tuple[int, float]]

    @property
    def way(self) -> str:
        return " ".join(f"{'M' if n == 0 else 'L'}{one.x} {one.y}" for n, one in enumerate(self.points))


def drawn(waves: Sequence[Any]) -> Picture | None:
    """The waves that show something, each with `level`; None while there is none."""
    told = [one for one in waves if one.level is not None][-SHOWN:]
    if not told:
        return None
    gap = (WIDE - 2 * SIDE) / max(len(told) - 1, 1)
    points = [
        Point(
            round(SIDE + gap * n) if len(told) > 1 else WIDE // 2, _y(one.level.tenths), _y(one.level.high),
            _y(one.level.low), in_tenths(one.level.tenths), date_format(one.closed_at, "M Y"), bool(one.fell),
        )
        for n, one in enumerate(told)
    ]  # fmt: skip
    return Picture(points, [(mark, _y(10 * mark)) for mark in (1, 2, 3, 4)])


def _y(tenths: int) -> float:
    return round(TOP + (40 - tenths) / 30 * (HIGH - 2 * TOP - 12), 1)
