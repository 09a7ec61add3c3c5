"""The single transferable vote as Scottish councils are elected: several seats, shared out in proportion.

Quota: votes // (seats + 1) + 1. Whoever reaches it is elected; what they have beyond it goes on, every paper at
surplus × worth ÷ total, cut off after five places (weighted inclusive Gregory). When no surplus waits, whoever is last
drops out and their papers go on at their worth. As many options left as seats: they are elected.
The largest surplus goes first. Equals are told apart by the latest earlier stage, else by the published lot.
Source: the Scottish Local Government Elections Order 2011, schedule 1, rules 45 to 52.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from comity.core.ballots.lots import Lot, Tie
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.papers import NOBODY, Papers
from comity.core.ballots.polls import RankedPoll, require_seats
from comity.core.ballots.stages import Stage, Staged, Step, single_out

#: five decimal places
UNIT = 100_000


def count(poll: RankedPoll, *, seats: int, lot: Lot) -> Staged:
    """Count the ballots for so many seats. Without a single first preference there are no winners and no stages."""
    require_seats(poll, seats)
    papers = Papers(poll, unit=UNIT)
    valid = int(papers.weight.sum())
    if not valid:
        return Staged((), (), (), 0)
    running = _Count(poll.options, papers, seats, lot, valid)
    running.take_stage(Step.FIRST, None)
    while running.seats_left:
        running.next_stage()
    quota = Fraction(running.quota, UNIT)
    return Staged(tuple(running.winners), tuple(running.stages), tuple(running.ties), valid, quota)


@dataclass
class _Count:
    """The count as it goes: options by their place; votes in hundred-thousandths."""

    names: tuple[str, ...]
    papers: Papers
    seats: int
    lot: Lot
    valid: int
    lost: int = 0
    #: what each option's papers are worth since the last stage; last, those that nobody holds
    held: list[int] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    #: elected → what they hold now
    kept: dict[int, int] = field(default_factory=dict)
    surplus: dict[int, int] = field(default_factory=dict)
    winners: list[str] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = set(range(len(self.names)))
        self.quota = (self.valid // (self.seats + 1) + 1) * UNIT

    @property
    def seats_left(self) -> int:
        return self.seats - len(self.winners)

    def next_stage(self) -> None:
        """Pass on the largest surplus; when none waits, the votes of whoever is last."""
        if self.surplus:
            option = self._pick(self.surplus, self.stages[:-1], most=True)
            self._pass_on_surplus(option)
            self.take_stage(Step.SURPLUS, option)
        else:
            option = self._pick({one: self.held[one] for one in self.left}, self.stages[:-1], most=False)
            self.left.remove(option)
            self._note_excluded(option)
            self.papers.pass_on(self.papers.of(option), self.left)
            self.take_stage(Step.EXCLUSION, option)

    def take_stage(self, step: Step, of: int | None) -> None:
        """Take the totals, elect whom they elect, and note both."""
        self.held = held = self.papers.totals()
        votes = {option: held[option] for option in sorted(self.left)}
        totals = {
            self.names[one]: Fraction(total, UNIT) for one, total in sorted((self.kept | votes).items())
        }
        elected = self._elect(votes)
        self.stages.append(
            Stage(
                step, None if of is None else self.names[of], totals,
                Fraction(held[NOBODY], UNIT), Fraction(self.lost, UNIT), tuple(self.names[one] for one in elected),
            )
        )  # fmt: skip
        self.winners += [self.names[one] for one in elected]

    def _elect(self, votes: dict[int, int]) -> list[int]:
        """Whoever reaches the quota, the most votes first; all that are left once they are no more than the seats."""
        reached = {one: total for one, total in votes.items() if total >= self.quota}
        if len(self.left) <= self.seats_left:
            reached = dict(votes)
        elected: list[int] = []
        while reached and len(elected) < self.seats_left:
            option = self._pick(reached, self.stages, most=True, silent=True)
            self._seat(option, reached.pop(option))
            elected.append(option)
        if 0 < len(self.left) <= self.seats_left - len(elected):
            for option in sorted(self.left, key=lambda one: -votes[one]):
                self._seat(option, votes[option])
                elected.append(option)
        return elected

    def _seat(self, option: int, votes: int) -> None:
        self.left.remove(option)
        self.kept[option] = votes
        if votes > self.quota:
            self.surplus[option] = votes - self.quota

    def _pass_on_surplus(self, option: int) -> None:
        surplus, total = self.surplus.pop(option), self.kept[option]
        mine = self.papers.of(option)
        self.papers.worth[mine] = surplus * self.papers.worth[mine] // total
        self.lost += surplus - self.papers.sum(mine)
        self.kept[option] = self.quota
        self.papers.pass_on(mine, self.left)

    def _pick(self, votes: dict[int, int], earlier: list[Stage], *, most: bool, silent: bool = False) -> int:
        """The option with the most, or the fewest; among equals as the rule and then the lot say."""
        best = (max if most else min)(votes.values())
        equal = [self.names[one] for one, total in votes.items() if total == best]
        totals = [stage.totals for stage in earlier]
        ties: list[Tie] = []
        chosen = single_out(equal, totals, lot=self.lot, most=most, told=ties.append)
        self.ties += [] if silent else ties
        return self.names.index(chosen)

    def _note_excluded(self, option: int) -> None:
        self.stages[-1] = replace(self.stages[-1], excluded=(self.names[option],))


METHOD = Method("scottish-stv", Marks.RANKING, count)
