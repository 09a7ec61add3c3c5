"""The single transferable vote after Meek: several seats, every ballot shared anew among all it names in each round.

Each option keeps a part of whatever reaches it, 1 at first; the rest goes on to the ballot's next option. A round
shares all ballots out, takes the quota and elects whoever reaches it. The quota is what all options hold ÷ (seats + 1),
cut off after nine places, plus 0.000000001: always more than that share, so no more can reach it than there are seats.
Those elected then keep part × quota ÷ votes, until together they hold less than 0.000001 too much, or no less than a
round before. Nobody new by then: the option with the fewest votes drops out, keeps 0, and the ballots are shared as if
it had not stood. As many options left as seats: they are elected.

Parts are rounded up at nine places, and so is what an option keeps of a ballot; what it does not keep goes on whole, so
no vote is lost. Options are equal last if what those elected still hold above the quota, and 0.000000001 for each of
them (so much the quota may exceed the share), could bring the fewest level with them: the published lot tells which
drops out.
Source: B. L. Meek's method, in the arithmetic of Hill, Wichmann and Woodall (Algorithm 123), with nine decimal places.
"""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from comity.core.ballots.lots import Lot, Settled, Tie
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.polls import UNRANKED, RankedPoll, require_seats
from comity.core.ballots.stages import Stage, Staged, Step
from comity.core.ballots.types import BadVotes, Fault

#: nine decimal places
UNIT = 10**9
#: a surplus below a millionth of a vote is none
TOLERANCE = UNIT // 10**6
#: sums stay exact up to here
_MOST_SUM = 2**62
#: places on ballots read, in all rounds together: some tens of seconds
_MOST_READ = 5 * 10**8


def count(poll: RankedPoll, *, seats: int, lot: Lot) -> Staged:
    """Count the ballots for so many seats. Without a single first preference there are no winners and no stages.

    The quota of each stage stands there; the result's is the last. Raises BadVotes for what would take too long.
    """
    require_seats(poll, seats)
    sheets = _Sheets(poll)
    if not sheets.valid:
        return Staged((), (), (), 0)
    running = _Count(poll.options, sheets, seats, lot)
    while running.seats_left:
        running.next_stage()
    stages = tuple(running.stages)
    return Staged(tuple(running.winners), stages, tuple(running.ties), sheets.valid, stages[-1].quota)


class _Sheets:
    """The ballots that rank anything, equal ones together: `orders`, their options best first, then `nobody`."""

    def __init__(self, poll: RankedPoll) -> None:
        poll.require_strict()
        if poll.weight * UNIT > _MOST_SUM:
            raise BadVotes(Fault.TOO_MUCH_TO_COUNT, weight=poll.weight)
        says, self.nobody, self.read = poll.says(), len(poll.options), 0
        places = poll.places[says]
        orders = np.argsort(places, axis=1, kind="stable")
        orders[np.take_along_axis(places, orders, axis=1) == UNRANKED] = self.nobody
        self.orders, which = np.unique(orders, axis=0, return_inverse=True)
        self.weight = np.zeros(len(self.orders), dtype=np.int64)
        np.add.at(self.weight, which.reshape(-1), np.array(poll.weights, dtype=np.int64)[says])
        self.valid = int(self.weight.sum())

    def share_out(self, keep: list[int]) -> list[int]:
        """What each option keeps of all ballots; last, what nobody keeps."""
        self.read += self.orders.size
        if self.read > _MOST_READ:
            raise BadVotes(Fault.TOO_MUCH_TO_COUNT, weight=self.valid)
        parts = np.array([*keep, 0], dtype=np.int64)
        left: NDArray[np.int64] = np.full(len(self.weight), UNIT, dtype=np.int64)
        held = np.zeros(self.nobody + 1, dtype=np.int64)
        for option in self.orders.T:
            kept = -(-left * parts[option] // UNIT)  # rounded up
            np.add.at(held, option, kept * self.weight)
            left -= kept
        held[self.nobody] = left @ self.weight
        return [int(votes) for votes in held]


@dataclass
class _Count:
    """The count as it goes: options by their place; votes, parts and quota in billionths."""

    names: tuple[str, ...]
    sheets: _Sheets
    seats: int
    lot: Lot
    held: list[int] = field(default_factory=list)
    quota: int = 0
    step: Step = Step.FIRST
    of: str | None = None
    elected: list[int] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keep = [UNIT] * len(self.names)
        self.left = set(range(len(self.names)))

    @property
    def seats_left(self) -> int:
        return self.seats - len(self.elected)

    @property
    def winners(self) -> list[str]:
        return [self.names[option] for option in self.elected]

    def next_stage(self) -> None:
        """Rounds until somebody is elected, or until no surplus is left and the last drops out."""
        before: int | None = None
        while True:
            self._share_out()
            if reached := self._reached():
                self._elect(reached)
                return
            surplus = sum(max(0, self.held[option] - self.quota) for option in self.elected)
            if surplus < TOLERANCE or (before is not None and surplus >= before):
                self._exclude(surplus)
                return
            before = surplus
            self._keep_less()

    def _share_out(self) -> None:
        self.held = self.sheets.share_out(self.keep)
        self.quota = sum(self.held[:-1]) // (self.seats + 1) + 1

    def _reached(self) -> list[int]:
        """Whoever reaches the quota, the most votes first; all that are left once they are no more than the seats."""
        all_in = len(self.left) <= self.seats_left
        drawn = {name: place for place, name in enumerate(self.lot.order(self.names))}
        found = [option for option in self.left if all_in or self.held[option] >= self.quota]
        found.sort(key=lambda option: (-self.held[option], drawn[self.names[option]]))
        return found[: self.seats_left]

    def _elect(self, reached: list[int]) -> None:
        self._note(elected=self._named(reached))
        self.left -= set(reached)
        self.elected += reached
        self.step, self.of = Step.KEEPING, None
        self._keep_less()

    def _exclude(self, surplus: int) -> None:
        fewest = min(self.held[option] for option in self.left) + surplus + len(self.elected)
        equal = self._named([option for option in sorted(self.left) if self.held[option] <= fewest])
        out = self.lot.draw(equal)
        if len(equal) > 1:
            self.ties.append(Tie(equal, out, Settled.LOT, len(self.stages) + 1))
        self._note(excluded=(out,))
        option = self.names.index(out)
        self.left.remove(option)
        self.keep[option] = 0
        self.step, self.of = Step.EXCLUSION, out

    def _keep_less(self) -> None:
        """Those elected keep so much that they would hold the quota, if the others kept what they do; rounded up."""
        for option in self.elected:
            if self.held[option] > self.quota:
                self.keep[option] = -(-self.keep[option] * self.quota // self.held[option])

    def _note(self, *, elected: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> None:
        stay = sorted(self.left | set(self.elected))
        totals = {self.names[option]: Fraction(self.held[option], UNIT) for option in stay}
        exhausted, quota = Fraction(self.held[-1], UNIT), Fraction(self.quota, UNIT)
        self.stages.append(
            Stage(self.step, self.of, totals, exhausted, Fraction(0), elected, excluded, quota)
        )

    def _named(self, options: list[int]) -> tuple[str, ...]:
        return tuple(self.names[option] for option in options)


METHOD = Method("meek", Marks.RANKING, count)
