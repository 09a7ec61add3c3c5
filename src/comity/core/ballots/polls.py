"""Ballots on several options: what units marked, checked to fit the options and each other.

An option is a name, a mark speaks of options by their place in `options` (from 0). Every ballot carries a whole weight.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from comity.core.ballots.types import BadRule, BadVotes, Fault

T = TypeVar("T")
Numbers = NDArray[np.int64]

#: more options than anyone can read, and as many ranks as a table of counts may hold
MOST_OPTIONS = 1_000
#: above this weights could leave the range of exact machine numbers
MOST_WEIGHT = 10**9
#: the place of an option that a ballot leaves out
UNRANKED = np.iinfo(np.int16).max

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


@dataclass(frozen=True, slots=True, eq=False)
class RankedPoll(Poll):
    """Ballots that put options in an order, perhaps not all of them. Made by `of_lists` or `of_rankings`.

    places: ballots × options, the place (from 0) that each ballot gives to each option, UNRANKED for none.
    """

    places: NDArray[np.int16]

    def __post_init__(self) -> None:
        self._check(len(self.places))

    @classmethod
    def of_lists(cls, options: Iterable[str], ballots: Iterable[tuple[Sequence[int], int]]) -> "RankedPoll":
        """From strict orders, each with its weight."""
        names, pairs = tuple(options), list(ballots)
        orders = [order for order, _ in pairs]
        sizes = np.fromiter(map(len, orders), dtype=np.int64, count=len(orders))
        flat = np.fromiter(chain.from_iterable(orders), dtype=np.int64, count=int(sizes.sum()))
        places = np.arange(len(flat)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        ballot = np.repeat(np.arange(len(orders)), sizes)
        return cls(
            names, tuple(weight for _, weight in pairs), _table(names, len(orders), ballot, flat, places)
        )

    @classmethod
    def of_rankings(
        cls, options: Iterable[str], weights: Iterable[int], rankings: Sequence[Ranking]
    ) -> "RankedPoll":
        """From orders in which several options may stand at one place."""
        names = tuple(options)
        spots = [
            (ballot, option, place)
            for ballot, ranking in enumerate(rankings)
            for place, group in enumerate(ranking)
            for option in group
        ]
        ballot, flat, places = np.array(spots, dtype=np.int64).reshape(-1, 3).T
        return cls(names, tuple(weights), _table(names, len(rankings), ballot, flat, places))

    @property
    def rankings(self) -> tuple[Ranking, ...]:
        """The ballots as groups of options, best first."""
        return tuple(_ranking(row) for row in self.places.tolist())

    def says(self) -> NDArray[np.bool_]:
        """Which ballots rank anything."""
        found: NDArray[np.bool_] = (self.places != UNRANKED).any(axis=1)
        return found

    def require_strict(self) -> None:
        """Raise BadVotes for a ballot that ranks two options equal: this method must know which comes first."""
        ranked = (self.places != UNRANKED).sum(axis=1, dtype=np.int16)
        last = (self.places + np.int16(1)).max(
            axis=1, initial=0
        )  # counted from 1; UNRANKED turns over below 0
        if (unclear := np.flatnonzero(ranked != last)).size:
            raise BadVotes(Fault.RANKED_EQUAL, unit=int(unclear[0]) + 1)


def _table(
    options: tuple[str, ...], ballots: int, ballot: Numbers, option: Numbers, place: Numbers
) -> NDArray[np.int16]:
    """The table of places from three lists of the same length."""
    if (strange := np.flatnonzero((option < 0) | (option >= len(options)))).size:
        first = int(strange[0])
        raise BadVotes(Fault.UNKNOWN_OPTION, unit=int(ballot[first]) + 1, option=int(option[first]) + 1)
    marked = np.bincount(ballot * len(options) + option, minlength=ballots * len(options))
    if (twice := np.flatnonzero(marked > 1)).size:
        unit, which = divmod(int(twice[0]), len(options))
        raise BadVotes(Fault.MARKED_TWICE, unit=unit + 1, option=options[which])
    table = np.full((len(options), ballots), UNRANKED, dtype=np.int16)
    table[option, ballot] = place
    return table.T  # what is asked of all ballots about one option lies together


def _ranking(row: list[int]) -> Ranking:
    groups: dict[int, list[int]] = {}
    for option, place in enumerate(row):
        if place != UNRANKED:
            groups.setdefault(place, []).append(option)
    return tuple(tuple(groups[place]) for place in sorted(groups))


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
