"""The Schulze method: whoever beats every other option along the strongest chain of duels.

A chain is as strong as the winning votes of its weakest duel. The option that beats all others one by one, if there is
one, wins. Source: M. Schulze, A new monotonic, clone-independent … method, Social Choice and Welfare 36 (2011).
"""

from dataclasses import dataclass

import numpy as np

from comity.core.ballots.lots import Lot, Settled, Tie
from comity.core.ballots.methods import Marks, Method, Shows
from comity.core.ballots.pairs import Duel, Pairs, Unranked, condorcet_winner, duels, pairs
from comity.core.ballots.polls import RankedPoll, require_seats


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing each two options says. order: all options, best first; beats_all: who wins every duel, if any."""

    winners: tuple[str, ...]
    order: tuple[str, ...]
    duels: tuple[Duel, ...]
    ties: tuple[Tie, ...]
    beats_all: str | None


def count(poll: RankedPoll, *, unranked: Unranked, lot: Lot, seats: int = 1) -> Compared:
    """Order the options and take the first. Where no ballot ranks anything there are no winners.

    Options of which neither beats the other stand in the order of the published lot, and are told as ties where it
    decides who is taken.
    """
    require_seats(poll, seats)
    count = pairs(poll, unranked)
    better = _strongest(count)
    order, ties, left = list[str](), list[Tie](), set(range(len(poll.options)))
    while left:
        best = sorted(poll.names(one for one in left if not any(better[other, one] for other in left)))
        chosen = lot.draw(best)
        if len(best) > 1 and len(order) < seats < len(order) + len(best):
            ties.append(Tie(tuple(best), chosen, Settled.LOT, len(order) + 1))
        order.append(chosen)
        left.remove(poll.options.index(chosen))
    if not poll.says().any():
        return Compared((), tuple(order), duels(poll, count), (), None)
    return Compared(tuple(order[:seats]), tuple(order), duels(poll, count), tuple(ties), condorcet_winner(poll, count))


def _strongest(count: Pairs) -> np.ndarray:
    """Whether the row's option beats the column's along the strongest chains."""
    strength = np.where(count > count.T, count, 0)
    for over in range(len(count)):
        strength = np.maximum(strength, np.minimum(strength[:, over, None], strength[over]))
    better: np.ndarray = strength > strength.T
    return better


def settled(poll: RankedPoll, result: Compared, open_weight: int, *, seats: int = 1, **_others: object) -> bool:
    """Whether the one that beats all beats them by more than is still out."""
    ahead = [
        (duel.for_one - duel.for_other) * (1 if duel.one == result.beats_all else -1)
        for duel in result.duels
        if result.beats_all in (duel.one, duel.other)
    ]
    return seats == 1 and result.beats_all is not None and all(lead > open_weight for lead in ahead)


METHOD = Method("schulze", Marks.RANKING, count, equals=True, settled=settled, shown=Shows.DUELS)
