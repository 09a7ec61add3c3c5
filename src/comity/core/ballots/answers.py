"""Yes/no ballots as their methods count them: the votes, the rule and the roll, and what else some methods ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from comity.core.ballots.types import Roll, Rule, Vote


class Side(StrEnum):
    """On which side of the table a unit sits."""

    COMMUNITY = "community"
    INSTITUTIONS = "institutions"


@dataclass(frozen=True, slots=True)
class Said:
    """What units answered. objecting: units whose objection stands; sides: unit → side, where sides are asked."""

    votes: Sequence[Vote]
    rule: Rule
    roll: Roll
    objecting: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict)
