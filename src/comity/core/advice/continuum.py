"""Whose coalition is it? Between improvement, led by institutions, and empowerment, owned by the community.

Six facts, each a share held by organisations of the community. Those not known yet count for nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Fact(StrEnum):
    STARTED = "started"  #: of those who proposed it
    GOALS = "goals"  #: of the goals, those set by
    SEATS = "seats"
    CHAIRS = "chairs"
    MONEY = "money"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Held:
    """So many of so many; both whole and ≥ 0, of ≥ held."""

    held: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.held <= self.of:
            raise ValueError(f"{self.held} of {self.of} can't be held")

    @property
    def share(self) -> Fraction:
        return Fraction(self.held, self.of)


@dataclass(frozen=True, slots=True)
class Move:
    """What would move it: one more held under `fact` lifts the position by `gain`."""

    fact: Fact
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Position:
    """place: 0 improvement … 1 empowerment, the mean of known shares; None while nothing is known."""

    place: Fraction | None
    shares: Mapping[Fact, Fraction]
    moves: tuple[Move, ...]


def position(facts: Mapping[Fact, Held]) -> Position:
    """Where the coalition stands, and which single step would move it most (equals in the order of the facts)."""
    known = {fact: facts[fact] for fact in Fact if fact in facts and facts[fact].of}
    if not known:
        return Position(None, {}, ())
    shares = {fact: held.share for fact, held in known.items()}
    moves = [
        Move(fact, Fraction(1, held.of * len(known))) for fact, held in known.items() if held.held < held.of
    ]
    ranked = tuple(sorted(moves, key=lambda move: -move.gain))
    return Position(sum(shares.values(), Fraction(0)) / len(known), shares, ranked)
