"""The position over time as a drawing."""

from dataclasses import dataclass

from django.utils.formats import date_format

from comity.journey.continuum import Point

LEFT, RIGHT, TOP, BOTTOM = 60, 610, 16, 184


@dataclass(frozen=True)
class Dot:
    """One point, and the day beneath it where there is room."""

    x: float
    y: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Picture:
    grid: list[tuple[int, float]]
    dots: list[Dot]

    @property
    def way(self) -> str:
        """The line through all points."""
        return "".join(f"{'L' if place else 'M'}{dot.x} {dot.y}" for place, dot in enumerate(self.dots))


def drawn(points: list[Point]) -> Picture:
    """Days from left to right, the position from below."""
    step, last = (RIGHT - LEFT) / max(1, len(points) - 1), len(points) - 1
    dots = [
        Dot(round(LEFT + step * place, 1) if last else RIGHT, _y(one.place), _label(points, place),
            "end" if place == last else "start")
        for place, one in enumerate(points)
    ]  # fmt: skip
    return Picture([(mark, _y(mark)) for mark in (0, 50, 100)], dots)


def _label(points: list[Point], place: int) -> str:
    return date_format(points[place].day, "F Y") if place in (0, len(points) - 1) else ""


def _y(place: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * place / 100, 1)
