"""Who has how much say in a body: voting power, who is needed, who never decides, and what absence does.

Members are opaque keys with a whole weight ≥ 0 (0: no vote). Groups are whatever the caller sorts members into. Shares
are exact fractions. Voting power is that of `core.power`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from comity.core.ballots.types import Threshold
from comity.core.power import TooMuch, banzhaf, shapley_shubik

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Say:
    """One member: its weight, its share of all weight, and its share of voting power by both indices.

    `shapley` is None where there are too many members or too much weight for it to be counted. `needed`: nothing
    carries without this member. `idle`: it has a vote that never decides.
    """

    key: str
    weight: int
    of_weight: Fraction
    banzhaf: Fraction
    shapley: Fraction | None
    needed: bool
    idle: bool


@dataclass(frozen=True, slots=True)
class Told:
    """All members, the weight that carries when everyone answers, and how few can reach it together."""

    members: tuple[Say, ...]
    weight: int
    quota: int
    fewest: int

    @property
    def equal(self) -> bool:
        """Whether all are equally strong."""
        return len({one.banzhaf for one in self.members}) == 1

    def of_group(self, keys: Sequence[str]) -> Fraction:
        """The voting power (Banzhaf) of some members, added up."""
        wanted = set(keys)
        return sum((one.banzhaf for one in self.members if one.key in wanted), NOTHING)


def says(weights: Mapping[str, int], threshold: Threshold) -> Told:
    """Count it all for a majority of the weight of those who may vote.

    Raises ValueError for a negative weight or when nobody has a vote, TooMuch beyond what can be counted exactly.
    """
    total = sum(weights.values())
    if total < 1 or min(weights.values()) < 0:
        raise ValueError("Somebody must have a vote, and no weight is below 0.")
    quota, listed = threshold.needed(total), list(weights.values())
    powers, orders = banzhaf(listed, quota), _orders(listed, quota)
    members = tuple(
        Say(
            key=key, weight=weight, of_weight=Fraction(weight, total), banzhaf=power, shapley=order,
            needed=weight > 0 and total - weight < quota, idle=weight > 0 and not power,
        )
        for (key, weight), power, order in zip(weights.items(), powers, orders, strict=True)
    )  # fmt: skip
    return Told(members, total, quota, fewest(listed, quota))


def fewest(weights: Sequence[int], quota: int) -> int:
    """How few members can carry together; 0 when all of them can't."""
    reached = 0
    for number, weight in enumerate(sorted(weights, reverse=True), 1):
        reached += weight
        if reached >= quota:
            return number
    return 0


@dataclass(frozen=True, slots=True)
class Away:
    """What happens when a group stays away: how many units are left, and whether they are a quorum."""

    group: str
    units: int
    left: int
    quorate: bool


def away(groups: Mapping[str, Sequence[str]], units: int, quorum: int) -> tuple[Away, ...]:
    """For each group of units, whether the others alone would be enough. quorum: units needed, 0 for none."""
    return tuple(
        Away(name, len(keys), units - len(keys), units - len(keys) >= max(quorum, 1)) for name, keys in groups.items()
    )


def _orders(weights: Sequence[int], quota: int) -> tuple[Fraction | None, ...]:
    try:
        return tuple(shapley_shubik(weights, quota))
    except TooMuch:
        return (None,) * len(weights)
