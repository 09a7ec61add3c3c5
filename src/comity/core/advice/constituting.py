"""When a coalition is constituted: once enough of those invited have approved it."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class FoundingRule:
    """At least so many approvals, and at least this share of all invited: both."""

    at_least: int
    share: Fraction

    def __post_init__(self) -> None:
        if self.at_least < 1 or not 0 <= self.share <= 1:
            raise ValueError("A founding rule needs at least one approval, and a share between 0 and 1.")

    def needed(self, invited: int) -> int:
        """How many approvals it takes where so many are invited."""
        return max(self.at_least, ceil(self.share * invited))

    def missing(self, *, approved: int, invited: int) -> int:
        """How many approvals are still missing; 0: it is met."""
        return max(0, self.needed(invited) - approved)
