"""Which rung fits two or more organisations: the lowest of needed, affordable and borne by trust, one step at a time.

What each side answers stays its own. What comes of all answers together is one rung, and whether it must wait.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

from comity.core.network.rungs import COLLABORATION, MULTISECTOR, NETWORKING, NONE


class Mean(StrEnum):
    """What a relationship takes."""

    TIME = "time"
    SKILLS = "skills"
    MONEY = "money"
    BACKING = "backing"  # of the community
    COMMITMENT = "commitment"
    PEOPLE = "people"


class Supply(IntEnum):
    """How a side stands with one of the means."""

    LACK = 0
    CAN_GET = 1
    HAVE = 2


class Factor(StrEnum):
    """What an answer holds back."""

    NEEDED = "needed"  # no more is wanted
    AFFORDABLE = "affordable"  # the means carry no more
    BORNE = "borne"  # trust carries no more


#: rung → the means it takes
TAKES: Mapping[int, frozenset[Mean]] = {
    1: frozenset({Mean.PEOPLE}),
    2: frozenset({Mean.PEOPLE, Mean.TIME}),
    3: frozenset({Mean.PEOPLE, Mean.TIME, Mean.SKILLS, Mean.COMMITMENT}),
    4: frozenset(Mean),
    5: frozenset(Mean),
}
#: "would we rely on them if it went wrong", from not yet to fully → the rung that bears
RELIES = (1, 2, 3, 5)
#: "will we stay", from can't say to as long as it takes → the rung that bears
STAYS = (1, 2, 3, 5)
#: from this rung on, a step raises what both could lose
RISKY = COLLABORATION
#: so long the rung before must have held to show that the two can be trusted with it
TRUSTED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side says: which rung it wants, how it stands with each of the means, and its trust (places in RELIES
    and STAYS). ValueError for what can't be."""

    wants: int
    means: Mapping[Mean, Supply]
    relies: int
    stays: int

    def __post_init__(self) -> None:
        if self.wants not in range(NETWORKING, MULTISECTOR + 1):
            raise ValueError("Only one of the five rungs can be wanted.")
        if set(self.means) != set(Mean):
            raise ValueError("Each of the means needs an answer.")
        if self.relies not in range(len(RELIES)) or self.stays not in range(len(STAYS)):
            raise ValueError("Trust has four answers.")

    @property
    def affordable(self) -> int:
        """The highest rung whose means, and those of all rungs below, are there or can be got."""
        rung = NONE
        while rung < MULTISECTOR and not self.lacks(rung + 1):
            rung += 1
        return rung

    @property
    def borne(self) -> int:
        """The highest rung that this side's trust bears."""
        return min(RELIES[self.relies], STAYS[self.stays])

    def lacks(self, rung: int) -> list[Mean]:
        """The means of a rung that this side lacks."""
        return [mean for mean in Mean if mean in TAKES[rung] and self.means[mean] == Supply.LACK]

    def must_get(self, rung: int) -> list[Mean]:
        """The means of a rung that this side has not yet, but can get."""
        return [mean for mean in Mean if mean in TAKES[rung] and self.means[mean] == Supply.CAN_GET]

    def holds_back(self, rung: int) -> list[Factor]:
        """What of this side's answers stands against that rung."""
        bounds = {Factor.NEEDED: self.wants, Factor.AFFORDABLE: self.affordable, Factor.BORNE: self.borne}
        return [factor for factor, bound in bounds.items() if bound < rung]

    def leaps(self, today: int) -> bool:
        """It wants more than one rung above today's."""
        return self.wants > today + 1


@dataclass(frozen=True, slots=True)
class Advice:
    """rung: what fits now. waits_for: a rung that fits but raises shared risk before trust is shown; 0: none waits."""

    rung: int
    waits_for: int = 0


def advise(answers: Sequence[Answer], today: int, *, held_for: timedelta | None, knowingly: bool = False) -> Advice:
    """What fits all sides. today: their rung (of a group, the lowest of any pair); held_for: since when it holds.

    A step that raises shared risk waits until today's rung has held long enough, unless all take it knowingly.
    ValueError with fewer than two answers.
    """
    if len(answers) < 2:
        raise ValueError("Advice needs two sides.")
    fits = min(min(one.wants, one.affordable, one.borne) for one in answers)
    fits = min(fits, today + 1, MULTISECTOR)
    if fits > today and fits >= RISKY and not knowingly and (held_for is None or held_for < TRUSTED):
        return Advice(today, fits)
    return Advice(fits)


def lowest(rungs: Iterable[int]) -> int:
    """The rung of a group: the lowest of any pair in it; 0 of none."""
    return min(rungs, default=NONE)
