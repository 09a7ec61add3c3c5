"""Instant runoff (the alternative vote): one winner; the last option drops out until one has more than half.

More than half of the votes that still name an option in the count. Who is equal last drops out by the latest earlier
stage at which they differed, else by the published lot.
"""

from fractions import Fraction

from comity.core.ballots.lots import Lot, Tie
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.papers import NOBODY, Papers
from comity.core.ballots.polls import RankedPoll
from comity.core.ballots.stages import Stage, Staged, Step, Totals, single_out


def count(poll: RankedPoll, *, lot: Lot) -> Staged:
    """Count the ballots. Without a single first preference there are no winners and no stages."""
    papers, names = Papers(poll), poll.options
    left, stages, ties = set(range(len(names))), list[Stage](), list[Tie]()
    step, of, valid = Step.FIRST, None, int(papers.weight.sum())
    while valid:
        votes = papers.totals()
        totals = {names[option]: Fraction(votes[option]) for option in sorted(left)}
        exhausted = Fraction(votes[NOBODY])
        winner = _winner(totals)
        out = None if winner else _last(totals, [stage.totals for stage in stages], lot, ties)
        stages.append(Stage(step, of, totals, exhausted, Fraction(0), _some(winner), _some(out)))
        if out is None:
            return Staged(_some(winner), tuple(stages), tuple(ties), valid)
        left.remove(names.index(out))
        papers.pass_on(papers.of(names.index(out)), left)
        step, of = Step.EXCLUSION, out
    return Staged((), (), (), 0)


def _winner(totals: Totals) -> str | None:
    """Who has more than half of the votes in play, or is alone."""
    first = max(totals, key=lambda option: totals[option])
    return first if len(totals) == 1 or 2 * totals[first] > sum(totals.values()) else None


def _last(totals: Totals, earlier: list[Totals], lot: Lot, ties: list[Tie]) -> str:
    fewest = min(totals.values())
    equal = [option for option, votes in totals.items() if votes == fewest]
    return single_out(equal, earlier, lot=lot, most=False, told=ties.append)


def _some(option: str | None) -> tuple[str, ...]:
    return () if option is None else (option,)


def settled(poll: RankedPoll, result: Staged, open_weight: int, **_others: object) -> bool:
    """Whether the winner has more than half of all first preferences there can be."""
    first = result.stages[0].totals if result.stages else {}
    return bool(result.winners) and 2 * first[result.winners[0]] > poll.weight + open_weight


METHOD = Method("irv", Marks.RANKING, count, settled=settled)
