"""What every voting method shares: votes, the roll, the rule and the outcome.

The voting unit is whatever the rule says it is: an organisation, a person or a seat. Units are named by
opaque strings. Weights are whole numbers, shares are fractions; no float ever enters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Choice(StrEnum):
    """What a unit can say on a yes/no ballot."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Base(StrEnum):
    """The weight of which a threshold is a share."""

    YES_AND_NO = "yes_and_no"  # abstentions left out
    CAST = "cast"  # yes, no and abstentions
    PRESENT = "present"  # everyone present, also those who stayed silent
    ELIGIBLE = "eligible"  # everyone on the roll


class Counted(StrEnum):
    """Which units count toward the quorum."""

    CAST = "cast"  # units that voted, abstaining included
    PRESENT = "present"  # units present; who voted counts as present


class TieRule(StrEnum):
    """What happens when yes and no weigh the same and that decides."""

    NOT_CARRIED = "not_carried"
    CHAIR = "chair"
    LOT = "lot"


class Why(StrEnum):
    """The reason of an outcome, for people to read."""

    MAJORITY = "majority"
    TOO_FEW = "too_few"
    NO_QUORUM = "no_quorum"
    TIE = "tie"
    TIE_SETTLED = "tie_settled"
    OBJECTION = "objection"
    NO_OBJECTION = "no_objection"
    CHOSEN = "chosen"  # of several options, some were taken
    NONE_CHOSEN = "none_chosen"


#: the reasons for which something carries; a settled tie may, too
CARRIES = frozenset({Why.MAJORITY, Why.NO_OBJECTION, Why.CHOSEN})


class Fault(StrEnum):
    """What is wrong with votes, a roll or a rule; `values` of the error name the unit and the number."""

    WEIGHT_BELOW_ONE = "weight_below_one"
    DUPLICATE_UNIT = "duplicate_unit"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_ON_ROLL = "not_on_roll"
    MORE_THAN_ITS_WEIGHT = "more_than_its_weight"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    QUORUM_OUT_OF_RANGE = "quorum_out_of_range"
    PRESENCE_UNKNOWN = "presence_unknown"
    NO_TIE = "no_tie"
    TIE_RULE_FORBIDS = "tie_rule_forbids"
    LEAD_OUT_OF_RANGE = "lead_out_of_range"
    OPTIONS_OUT_OF_RANGE = "options_out_of_range"
    OPTION_TWICE = "option_twice"
    UNKNOWN_OPTION = "unknown_option"
    MARKED_TWICE = "marked_twice"
    RANKED_EQUAL = "ranked_equal"
    WEIGHTS_DONT_FIT = "weights_dont_fit"
    SCALE_UPSIDE_DOWN = "scale_upside_down"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    TOO_MANY_DOTS = "too_many_dots"
    SEATS_OUT_OF_RANGE = "seats_out_of_range"
    COST_BELOW_ONE = "cost_below_one"
    BUDGET_BELOW_ONE = "budget_below_one"
    TOO_MUCH_TO_COUNT = "too_much_to_count"
    SETTING_UNKNOWN = "setting_unknown"
    SETTING_UNFIT = "setting_unfit"
    SETTING_MISSING = "setting_missing"
    RANK_OUT_OF_RANGE = "rank_out_of_range"
    NO_MARK = "no_mark"


class BallotFault(ValueError):
    """Something that must not be counted. `code` is a `Fault`, `values` what a message needs."""

    def __init__(self, code: Fault, **values: object) -> None:
        super().__init__(f"{code.value}: {values}")
        self.code = code
        self.values: Mapping[str, object] = values


class BadVotes(BallotFault):
    """The votes don't fit the roll or each other."""


class BadRule(BallotFault):
    """The rule can't be applied: to anything, or to this roll."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One unit's answer. Under a rule that allows splitting, a unit may send one vote per choice.

    `weight` is what this vote carries; together a unit's votes never exceed its weight on the roll.
    """

    unit: str
    choice: Choice
    weight: int = 1

    def __post_init__(self) -> None:
        if not isinstance(self.choice, Choice):
            raise BadVotes(Fault.UNKNOWN_CHOICE, unit=self.unit, choice=self.choice)
        if not _whole(self.weight) or self.weight < 1:
            raise BadVotes(Fault.WEIGHT_BELOW_ONE, unit=self.unit, weight=self.weight)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share that must be passed (`exceed`) or reached. Build it with `more_than` or `at_least`."""

    share: Fraction
    exceed: bool

    def __post_init__(self) -> None:
        if (
            not isinstance(self.share, Fraction)
            or not 0 < self.share <= 1
            or (self.exceed and self.share == 1)
        ):
            raise BadRule(Fault.SHARE_OUT_OF_RANGE, share=self.share)

    def met(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` is enough."""
        line = self.share * whole
        return part > line if self.exceed else part >= line

    def needed(self, whole: int) -> int:
        """The smallest whole number that meets the threshold on `whole`."""
        line = self.share * whole
        return floor(line) + 1 if self.exceed else ceil(line)


def more_than(share: Fraction) -> Threshold:
    """Strictly more: `more_than(Fraction(1, 2))` of ten needs six."""
    return Threshold(share, exceed=True)


def at_least(share: Fraction) -> Threshold:
    """That much is enough: `at_least(Fraction(2, 3))` of nine needs six."""
    return Threshold(share, exceed=False)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many units must take part, in units and never in weight.

    `need` is a share of the eligible units, or a fixed number of units.
    """

    need: Threshold | int
    counted: Counted = Counted.CAST

    def __post_init__(self) -> None:
        if not isinstance(self.need, Threshold) and (not _whole(self.need) or self.need < 1):
            raise BadRule(Fault.QUORUM_OUT_OF_RANGE, need=self.need)

    def units(self, eligible: int) -> int:
        """How many units that is when `eligible` units are on the roll."""
        return self.need.needed(eligible) if isinstance(self.need, Threshold) else self.need


@dataclass(frozen=True, slots=True)
class Rule:
    """How a yes/no ballot is decided; frozen when voting opens. `quorum=None` means none is asked."""

    threshold: Threshold = Threshold(Fraction(1, 2), exceed=True)
    base: Base = Base.YES_AND_NO
    quorum: Quorum | None = None
    tie: TieRule = TieRule.NOT_CARRIED
    may_split: bool = False

    @property
    def counts_presence(self) -> bool:
        """Whether it can be counted only where somebody notes who is present."""
        present = self.quorum is not None and self.quorum.counted is Counted.PRESENT
        return present or self.base is Base.PRESENT


@dataclass(frozen=True, slots=True)
class Roll:
    """Who may vote, with which weight, and who is present; both snapshots.

    `eligible`: unit → weight ≥ 1. `present`: units in the room, or None where nobody meets (then the units
    that voted are the ones present). Whoever votes counts as present.
    """

    eligible: Mapping[str, int]
    present: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for unit, weight in self.eligible.items():
            if not _whole(weight) or weight < 1:
                raise BadVotes(Fault.WEIGHT_BELOW_ONE, unit=unit, weight=weight)
        for unit in sorted(self.present or ()):
            if unit not in self.eligible:
                raise BadVotes(Fault.NOT_ON_ROLL, unit=unit)
        object.__setattr__(self, "eligible", dict(self.eligible))

    @classmethod
    def of_units(cls, units: Iterable[str], present: Iterable[str] | None = None) -> "Roll":
        """A roll on which every unit weighs one."""
        return cls(dict.fromkeys(units, 1), None if present is None else frozenset(present))

    def weight_of(self, units: Iterable[str]) -> int:
        """The weight of these units together."""
        return sum(self.eligible[unit] for unit in units)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the count says, with every figure needed to explain or repeat it.

    Weights: `weight` per choice, `base_weight` (the whole of which a share is asked), `needed` (the smallest
    yes weight that carries). Units: `cast`, `present`, `eligible`, `quorum` (0 when none is asked).
    `tied`: yes and no weigh the same, whether or not that decides; `why` is TIE when it does.
    """

    carried: bool
    why: Why
    weight: Mapping[Choice, int]
    base_weight: int
    needed: int
    cast: int
    present: int
    eligible: int
    quorum: int
    tied: bool = False
    settled_by: TieRule | None = None
    #: of a double majority: each half by its name
    parts: "tuple[tuple[str, Outcome], ...]" = ()

    def decided(self, why: Why, *, needed: int) -> "Outcome":
        """The same figures with what they decide."""
        return replace(self, carried=why in CARRIES, why=why, needed=needed)

    @property
    def turnout(self) -> Fraction:
        """Units that voted, as a share of the units eligible."""
        return Fraction(self.cast, self.eligible) if self.eligible else Fraction(0)

    @property
    def quorate(self) -> bool:
        """Whether enough units took part."""
        return self.why is not Why.NO_QUORUM


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
