"""Ranked ballots while they are counted: who holds each paper, and what it is worth now. Whole numbers throughout."""

import numpy as np
from numpy.typing import NDArray

from comity.core.ballots.polls import UNRANKED, RankedPoll
from comity.core.ballots.types import BadVotes, Fault

#: nobody: the paper names no option that is left
NOBODY = -1
#: whole numbers stay exact up to here: in products, and in sums
_MOST_PRODUCT, _MOST_SUM = 2**62, 2**53


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
        self.rank = np.ascontiguousarray(
            poll.places.T[:, says]
        )  # options × papers: each option's row lies together
        self.weight = np.array(poll.weights, dtype=np.int64)[says]
        self.worth = np.full(len(self.weight), unit, dtype=np.int64)
        self.holder = self._next(np.ones(len(self.weight), dtype=bool), set(range(self.options)))

    def of(self, option: int) -> NDArray[np.bool_]:
        """The papers that an option holds."""
        return np.equal(self.holder, option)

    def totals(self) -> list[int]:
        """What each option's papers are worth together; last, those that nobody holds."""
        held = np.where(self.holder == NOBODY, self.options, self.holder)
        found = np.bincount(held, weights=self.worth * self.weight, minlength=self.options + 1)
        return [int(total) for total in found]

    def sum(self, which: NDArray[np.bool_]) -> int:
        """What these papers are worth together."""
        return int(self.worth[which] @ self.weight[which])

    def pass_on(self, which: NDArray[np.bool_], to: set[int]) -> None:
        """Each of these papers goes to the option it likes best among `to`, or to nobody."""
        self.holder[which] = self._next(which, to)

    def _next(self, which: NDArray[np.bool_], to: set[int]) -> NDArray[np.int16]:
        papers = np.flatnonzero(which)
        best = np.full(len(papers), UNRANKED, dtype=np.int16)
        found = np.full(len(papers), NOBODY, dtype=np.int16)
        for option in sorted(to):
            place = self.rank[option][papers]
            nearer = place < best
            best = np.where(nearer, place, best)
            found = np.where(nearer, np.int16(option), found)
        return found
