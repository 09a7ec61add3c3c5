"""Cells of the coverage matrix: a sector, a population, a competence and a place, and who covers them.

Words are compared folded, so that case and accents make no difference; an empty word stands for any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from comity.core.roster.folding import comparable

DIMENSIONS = ("sector", "population", "competence", "place")


class Wanted(NamedTuple):
    """One cell that somebody has to cover: where several are named, by one organisation that has all of them."""

    sector: str = ""
    population: str = ""
    competence: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an organisation, or somebody it might win, would cover; words as `folded` gives them."""

    sector: frozenset[str] = field(default_factory=frozenset)
    population: frozenset[str] = field(default_factory=frozenset)
    competence: frozenset[str] = field(default_factory=frozenset)
    place: frozenset[str] = field(default_factory=frozenset)


def folded(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared, without empty ones."""
    return frozenset(comparable(word) for word in words if word.strip())


def covers(profile: Profile, wanted: Wanted) -> bool:
    """Whether it has everything that the cell names."""
    return all(
        not word or comparable(word) in getattr(profile, name) for name, word in zip(DIMENSIONS, wanted, strict=True)
    )


def cells_of(profile: Profile, wanted: Iterable[Wanted]) -> frozenset[Wanted]:
    """Which of the cells it covers."""
    return frozenset(cell for cell in wanted if covers(profile, cell))


def combined(
    sectors: Sequence[str], populations: Sequence[str], competences: Sequence[str], places: Sequence[str]
) -> list[Wanted]:
    """Every combination of the words given; a dimension without words stays open. Nothing where all are empty."""
    named = [list(dict.fromkeys(words)) or [""] for words in (sectors, populations, competences, places)]
    return [Wanted(*cell) for cell in product(*named) if any(cell)]
