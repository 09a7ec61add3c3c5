"""Who decides this, and how? The clause of the version in force, ready to be frozen into a question."""

from dataclasses import dataclass
from uuid import UUID

from comity.core.ballots.types import Rule, TieRule
from comity.core.rulebook.finding import Exceeds, Missing
from comity.core.rulebook.types import Grounds, Unit, Way, Weights


@dataclass(frozen=True, slots=True)
class Ruling:
    """What applies to a matter. way: the clause itself; its fields can be read here as well.

    version: the rulebook's version; kind: key of the kind of matter; amount: in minor units of `currency`;
    routed: limits of smaller bodies that the amount exceeds, the nearest last.
    """

    version: UUID
    number: int
    clause: str
    kind: str
    way: Way
    amount: int | None
    currency: str
    routed: tuple[Exceeds, ...] = ()

    @property
    def body(self) -> UUID | None:
        """The body that decides; None: whichever body it is put to."""
        return self.way.body

    @property
    def method(self) -> str:
        """Of `kinds.ways()`."""
        return self.way.method

    @property
    def rule(self) -> Rule:
        return self.way.rule

    @property
    def tie(self) -> TieRule:
        return self.way.rule.tie

    @property
    def unit(self) -> Unit:
        return self.way.unit

    @property
    def weights(self) -> Weights:
        return self.way.weights

    @property
    def private(self) -> bool:
        return self.way.private

    @property
    def notice(self) -> int:
        """Days from drafting in the open to opening."""
        return self.way.notice

    @property
    def shortest(self) -> int:
        """Days that answers are taken at least."""
        return self.way.shortest

    @property
    def longest(self) -> int:
        """Days that answers are taken at most."""
        return self.way.longest

    @property
    def grounds(self) -> Grounds:
        return self.way.grounds


@dataclass(frozen=True, slots=True)
class NoRuling:
    """No rule applies, and why: nothing binding can be decided on it."""

    missing: Missing
    kind: str
    amount: int | None = None

    def __bool__(self) -> bool:
        return False
