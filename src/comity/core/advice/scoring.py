"""Several people score the same thing by the same criteria, each alone: what they say together and where apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

#: points that a criterion can get, 0 to this
MOST = 4


@dataclass(frozen=True, slots=True)
class Spread:
    """What was given for one criterion: the fewest and most points, and the mean of all."""

    least: int
    most: int
    mean: Fraction

    @property
    def width(self) -> int:
        """How far the two ends lie apart."""
        return self.most - self.least


@dataclass(frozen=True, slots=True)
class Compared:
    """sheets: per cent of what could be reached, for each who scored; mean: of those; criteria: how far they differ."""

    sheets: Mapping[str, int]
    mean: int
    criteria: Mapping[str, Spread]

    @property
    def width(self) -> int:
        """Per cent between the one who thinks most of it and the one who thinks least."""
        return max(self.sheets.values(), default=0) - min(self.sheets.values(), default=0)


def share(points: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """The share of all points that could be given, each criterion by its weight; 0 where nothing is weighed."""
    reachable = sum(MOST * weight for weight in weights.values())
    got = sum(points.get(key, 0) * weight for key, weight in weights.items())
    return Fraction(got, reachable) if reachable else Fraction(0)


def compare(sheets: Mapping[str, Mapping[str, int]], weights: Mapping[str, int]) -> Compared:
    """Put sheets side by side. sheets: who → criterion → points; weights: criterion → how much it counts."""
    shares = {who: share(points, weights) for who, points in sheets.items()}
    together = sum(shares.values(), Fraction(0)) / len(shares) if shares else Fraction(0)
    given = {key: [points[key] for points in sheets.values() if key in points] for key in weights}
    spreads = {key: Spread(min(all_), max(all_), Fraction(sum(all_), len(all_))) for key, all_ in given.items() if all_}
    return Compared({who: percent(one) for who, one in shares.items()}, percent(together), spreads)


def percent(part: Fraction) -> int:
    """Rounded to the nearest whole, halves up."""
    return int(part * 100 + Fraction(1, 2))
