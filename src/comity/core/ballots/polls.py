"""Ballots on several options: what units marked, checked to fit the options and each other.

An option is a name, a mark speaks of options by their place in `options` (from 0). Every ballot carries a whole weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from comity.core.ballots.types import BadRule, BadVotes, Fault

T = TypeVar("T")

#: more options than anyone can read, and as many ranks as a table of counts may hold
MOST_OPTIONS = 1_000
#: above this weights could leave the range of exact machine numbers
MOST_WEIGHT = 10**9

#: options in groups, best first; those in one group are equally good
Ranking = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """Options, and a weight for each ballot. Subclasses add the marks."""

    options: tuple[str, ...]
    weights: tuple[int, ...]

    def _check(self, marks: int) -> None:
        if not 1 <= len(self.options) <= MOST_OPTIONS:
            raise BadRule(Fault.OPTIONS_OUT_OF_RANGE, options=len(self.options), most=MOST_OPTIONS)
        if len(set(self.options)) < len(self.options):
            raise BadRule(Fault.OPTION_TWICE, option=_first_twice(self.options))
        if len(self.weights) != marks:
            raise BadVotes(Fault.WEIGHTS_DONT_FIT, weights=len(self.weights), ballots=marks)
        for number, weight in enumerate(self.weights, 1):
            if not 1 <= weight <= MOST_WEIGHT:
                raise BadVotes(Fault.WEIGHT_BELOW_ONE, unit=number, weight=weight)

    def _check_options(self, ballot: int, options: Iterable[int]) -> None:
        marked = list(options)
        for option in marked:
            if not 0 <= option < len(self.options):
                raise BadVotes(Fault.UNKNOWN_OPTION, unit=ballot, option=option + 1)
        if len(set(marked)) < len(marked):
            raise BadVotes(Fault.MARKED_TWICE, unit=ballot, option=self.options[_first_twice(marked)])

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """The options' names."""
        return tuple(self.options[place] for place in places)

    @property
    def weight(self) -> int:
        """All ballots together."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class RankedPoll(Poll):
    """Ballots that put options in an order, perhaps not all of them."""

    rankings: tuple[Ranking, ...]

    def __post_init__(self) -> None:
        self._check(len(self.rankings))
        for number, ranking in enumerate(self.rankings, 1):
            self._check_options(number, (option for group in ranking for option in group))

    @classmethod
    def of_lists(cls, options: Iterable[str], ballots: Iterable[tuple[Iterable[int], int]]) -> "RankedPoll":
        """From strict orders, each with its weight."""
        pairs = [(tuple((option,) for option in order), weight) for order, weight in ballots]
        return cls(
            tuple(options), tuple(weight for _, weight in pairs), tuple(ranking for ranking, _ in pairs)
        )

    def require_strict(self) -> None:
        """Raise BadVotes for a ballot that ranks two options equal: this method must know which comes first."""
        for number, ranking in enumerate(self.rankings, 1):
            for group in ranking:
                if len(group) != 1:
                    raise BadVotes(Fault.RANKED_EQUAL, unit=number)


@dataclass(frozen=True, slots=True)
class ApprovalPoll(Poll):
    """Ballots that name the options they can live with."""

    approvals: tuple[frozenset[int], ...]

    def __post_init__(self) -> None:
        self._check(len(self.approvals))
        for number, approved in enumerate(self.approvals, 1):
            self._check_options(number, approved)


@dataclass(frozen=True, slots=True)
class ScoredPoll(Poll):
    """Ballots that give options whole numbers from `lowest` to `highest`."""

    scores: tuple[Mapping[int, int], ...]
    lowest: int
    highest: int

    def __post_init__(self) -> None:
        self._check(len(self.scores))
        if self.lowest >= self.highest:
            raise BadRule(Fault.SCALE_UPSIDE_DOWN, lowest=self.lowest, highest=self.highest)
        for number, scores in enumerate(self.scores, 1):
            self._check_options(number, scores)
            for option, score in scores.items():
                if not self.lowest <= score <= self.highest:
                    name = self.options[option]
                    raise BadVotes(Fault.SCORE_OUT_OF_RANGE, unit=number, option=name, score=score)


def require_seats(poll: Poll, seats: int) -> None:
    """Raise BadRule unless there are between one seat and as many as options."""
    if not 1 <= seats <= len(poll.options):
        raise BadRule(Fault.SEATS_OUT_OF_RANGE, seats=seats, options=len(poll.options))


def _first_twice(things: Iterable[T]) -> T:
    seen: set[T] = set()
    for thing in things:
        if thing in seen:
            return thing
        seen.add(thing)
    raise ValueError("Nothing stands there twice.")
