"""Which of five kinds of coalition fits what the founders want: by purpose, membership, structure and money."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Trait(StrEnum):
    """What is asked, the weightiest first."""

    PURPOSE = "purpose"
    MEMBERSHIP = "membership"
    STRUCTURE = "structure"
    MONEY = "money"


class CoalitionKind(StrEnum):
    """The five kinds, the lightest first."""

    INFORMATION = "information"
    ASSOCIATION = "association"
    COUNCIL = "council"
    CAMPAIGN = "campaign"
    ONGOING = "ongoing"


#: how much each trait counts: what it is for decides more than how it is paid
WEIGHTS: dict[Trait, int] = {Trait.PURPOSE: 4, Trait.MEMBERSHIP: 2, Trait.STRUCTURE: 2, Trait.MONEY: 1}

#: choice → the kinds whose nature it is (2) and those that can live with it (1); others can't (0)
CHOICES: dict[Trait, dict[str, dict[CoalitionKind, int]]] = {
    Trait.PURPOSE: {
        "inform": {CoalitionKind.INFORMATION: 2, CoalitionKind.ASSOCIATION: 1},
        "further": {CoalitionKind.ASSOCIATION: 2},
        "align": {CoalitionKind.COUNCIL: 2, CoalitionKind.ONGOING: 1},
        "one_aim": {CoalitionKind.CAMPAIGN: 2, CoalitionKind.ONGOING: 1},
        "many_years": {CoalitionKind.ONGOING: 2, CoalitionKind.COUNCIL: 1, CoalitionKind.ASSOCIATION: 1},
    },
    Trait.MEMBERSHIP: {
        "anyone": {CoalitionKind.INFORMATION: 2, CoalitionKind.ASSOCIATION: 1},
        "for_dues": {CoalitionKind.ASSOCIATION: 2, CoalitionKind.ONGOING: 1},
        "active_leaders": {CoalitionKind.COUNCIL: 2},
        "pact": {CoalitionKind.CAMPAIGN: 2, CoalitionKind.COUNCIL: 1},
        "pledge": {CoalitionKind.ONGOING: 2},
    },
    Trait.STRUCTURE: {
        "channel": {CoalitionKind.INFORMATION: 2},
        "offices": {CoalitionKind.ASSOCIATION: 2, CoalitionKind.ONGOING: 1},
        "equals": {CoalitionKind.COUNCIL: 2, CoalitionKind.INFORMATION: 1},
        "steering": {CoalitionKind.CAMPAIGN: 2, CoalitionKind.COUNCIL: 1, CoalitionKind.ONGOING: 1},
        "board": {CoalitionKind.ONGOING: 2, CoalitionKind.ASSOCIATION: 1},
    },
    Trait.MONEY: {
        "none": {CoalitionKind.INFORMATION: 2, CoalitionKind.COUNCIL: 1},
        "dues": {CoalitionKind.ASSOCIATION: 2, CoalitionKind.ONGOING: 1, CoalitionKind.COUNCIL: 1},
        "outside": {CoalitionKind.CAMPAIGN: 2, CoalitionKind.ASSOCIATION: 1, CoalitionKind.INFORMATION: 1},
        "in_kind": {CoalitionKind.ONGOING: 2, CoalitionKind.COUNCIL: 1, CoalitionKind.CAMPAIGN: 1},
        "mixed": {
            CoalitionKind.ASSOCIATION: 1, CoalitionKind.COUNCIL: 1, CoalitionKind.CAMPAIGN: 1, CoalitionKind.ONGOING: 1,
        },
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How one kind fits. share: 0..1 of what is weighed. points: per trait that was answered 2 its nature, 1, or 0."""

    kind: CoalitionKind
    share: Fraction
    points: Mapping[Trait, int]


class UnknownChoice(ValueError):
    """There is no such choice for that trait."""


def fits(chosen: Mapping[Trait, str]) -> list[Fit]:
    """All five kinds, the best first; of equals the lighter. Traits not answered yet count for nobody.

    Raises UnknownChoice.
    """
    found = []
    for kind in CoalitionKind:
        points = {trait: _points(trait, chosen[trait], kind) for trait in Trait if chosen.get(trait)}
        most = sum(2 * WEIGHTS[trait] for trait in points)
        got = sum(WEIGHTS[trait] * value for trait, value in points.items())
        found.append(Fit(kind, Fraction(got, most) if most else Fraction(0), points))
    return sorted(found, key=lambda fit: -fit.share)


def _points(trait: Trait, choice: str, kind: CoalitionKind) -> int:
    if choice not in CHOICES[trait]:
        raise UnknownChoice(f"{choice!r} is no choice of {trait}")
    return CHOICES[trait][choice].get(kind, 0)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a kind begins with: bodies by their kind, and how many months a term lasts (None: no term is set)."""

    bodies: tuple[str, ...]
    term_months: int | None


#: kind → what it begins with; rules, membership and dues are those of the rulebook's preset of the same name
SET_UPS: dict[CoalitionKind, SetUp] = {
    CoalitionKind.INFORMATION: SetUp((), None),
    CoalitionKind.ASSOCIATION: SetUp(("executive",), 24),
    CoalitionKind.COUNCIL: SetUp(("strategic",), 12),
    CoalitionKind.CAMPAIGN: SetUp(("strategic", "action"), 12),
    CoalitionKind.ONGOING: SetUp(("strategic", "executive", "action"), 36),
}
