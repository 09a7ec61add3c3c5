"""Ranked ballots while they are counted: who holds each paper, and what it is worth now. Whole numbers throughout."""

import numpy as np
from numpy.typing import NDArray

from comity.core.ballots.polls import RankedPoll
from comity.core.ballots.types import BadVotes, Fault

#: nobody: the paper names no option that is left
NOBODY = -1
#: the place of an option that a ballot leaves out
UNRANKED = np.iinfo(np.int16).max
#: sums of worths stay exact below this
_MOST = 2**62


class Papers:
    """The ballots of a poll that rank anything. worth: what each counts, in units of 1/`unit`; weight: how often.

    Raises BadVotes for options ranked equal, and for more votes than can be counted exactly.
    """

    def __init__(self, poll: RankedPoll, *, unit: int = 1) -> None:
        poll.require_strict()
        if poll.weight * unit * unit > _MOST:
            raise BadVotes(Fault.TOO_MUCH_TO_COUNT, weight=poll.weight)
        self.unit, self.options = unit, len(poll.options)
        every = places(poll)
        says = every.min(axis=1, initial=UNRANKED) != UNRANKED
        self.rank = every[says]
        self.weight = np.array(poll.weights, dtype=np.int64)[says]
        self.worth = np.full(len(self.weight), unit, dtype=np.int64)
        self.holder = self._next(np.ones(len(self.weight), dtype=bool), set(range(self.options)))

    def of(self, option: int) -> NDArray[np.bool_]:
        """The papers that an option holds."""
        return np.equal(self.holder, option)

    def total(self, option: int) -> int:
        """What an option's papers are worth together."""
        return self.sum(self.of(option))

    def sum(self, which: NDArray[np.bool_]) -> int:
        """What these papers are worth together."""
        return int(self.worth[which] @ self.weight[which])

    def pass_on(self, which: NDArray[np.bool_], to: set[int]) -> None:
        """Each of these papers goes to the option it likes best among `to`, or to nobody."""
        self.holder[which] = self._next(which, to)

    def _next(self, which: NDArray[np.bool_], to: set[int]) -> NDArray[np.int16]:
        open_to = np.array(sorted(to), dtype=np.int16)
        if not open_to.size:
            return np.full(int(which.sum()), NOBODY, dtype=np.int16)
        ranks = self.rank[np.ix_(which, open_to)]
        best = ranks.argmin(axis=1)
        found: NDArray[np.int16] = open_to[best]
        found[ranks[np.arange(len(best)), best] == UNRANKED] = NOBODY
        return found


def places(poll: RankedPoll) -> NDArray[np.int16]:
    """Ballots × options: the place each ballot gives to each option, from 0; the largest number for none."""
    table = np.full((len(poll.rankings), len(poll.options)), UNRANKED, dtype=np.int16)
    spots = [
        (ballot, option, place)
        for ballot, ranking in enumerate(poll.rankings)
        for place, group in enumerate(ranking)
        for option in group
    ]
    if spots:
        ballots, options, ranks = np.array(spots, dtype=np.int64).T
        table[ballots, options] = ranks
    return table
