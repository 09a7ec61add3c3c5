"""Ties that a rule leaves open: settled by a published lot that everyone can draw again, and always told."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Settled(StrEnum):
    """What settled a tie."""

    EARLIER = "earlier"  # an earlier stage at which they were not equal
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Tie:
    """Options that were equal where only one could be taken: which it was, by what, at which stage (from 1)."""

    options: tuple[str, ...]
    chosen: str
    settled: Settled
    stage: int = 1


@dataclass(frozen=True, slots=True)
class Lot:
    """A draw that anyone can repeat: options in the order of sha256(seed, newline, name).

    seed: published once voting has closed and nobody can choose it any more (say, the numbers of a public lottery).
    """

    seed: str

    def order(self, options: Iterable[str]) -> list[str]:
        """The options in the order in which they are drawn, whatever order they come in."""
        return sorted(options, key=lambda name: (sha256(f"{self.seed}\n{name}".encode()).digest(), name))

    def draw(self, options: Iterable[str]) -> str:
        """The option drawn first. Raises IndexError when there is none."""
        return self.order(options)[0]
