"""Ranked ballots while they are counted: who holds each paper, and what it is worth now. Whole numbers throughout."""

import numpy as np
from numpy.typing import NDArray

from comity.core.ballots.polls import UNRANKED, RankedPoll
from comity.core.ballots.types import BadVotes, Fault

#: the place in `totals` of what nobody holds: the papers that name no option that is left
NOBODY = -1
#: whole numbers stay exact up to here: in products, and in sums
_MOST_PRODUCT, _MOST_SUM = 2**62, 2**53

Which = NDArray[np.intp]


class Papers:
    """The ballots of a poll that rank anything. worth: what each counts, in units of 1/`unit`; weight: how often.

    Raises BadVotes for options ranked equal, and for more votes than can be counted exactly.
    """

    def __init__(self, poll: RankedPoll, *, unit: int = 1) -> None:
        poll.require_strict()
        if poll.weight * unit * unit > _MOST_PRODUCT or poll.weight * unit > _MOST_SUM:
            raise BadVotes(Fault.TOO_MUCH_TO_COUNT, weight=poll.weight)
        self.unit, self.options = unit, len(poll.options)
        says = poll.says()
        places, weight = poll.places.T, np.array(poll.weights, dtype=np.int64)
        if not says.all():
            places, weight = places[:, says], weight[says]
        #: options × papers: an option's place among all, so that the least of a paper's numbers names its best option
        self.liked = places.astype(np.int32) * self.options
        self.liked += np.arange(self.options, dtype=np.int32)[:, np.newaxis]
        self.weight = weight
        self.worth = np.full(len(weight), unit, dtype=np.int64)
        self.holder = self._named(self.liked.min(axis=0))

    def of(self, option: int) -> Which:
        """The papers that an option holds, by their places."""
        return np.flatnonzero(self.holder == option)

    def totals(self) -> list[int]:
        """What each option's papers are worth together; last, those that nobody holds."""
        found = np.bincount(self.holder, weights=self.worth * self.weight, minlength=self.options + 1)
        return [int(total) for total in found]

    def sum(self, which: Which) -> int:
        """What these papers are worth together."""
        return int(self.worth[which] @ self.weight[which])

    def pass_on(self, which: Which, to: set[int]) -> None:
        """Each of these papers goes to the option it likes best among `to`, or to nobody."""
        best = np.full(len(which), UNRANKED * self.options, dtype=np.int32)
        for option in to:
            np.minimum(best, self.liked[option][which], out=best)
        self.holder[which] = self._named(best)

    def _named(self, best: NDArray[np.int32]) -> NDArray[np.int32]:
        """The options that these numbers name; one more than there are, for nobody."""
        nobody = np.int32(self.options)
        return np.where(best < UNRANKED * self.options, best % nobody, nobody)
