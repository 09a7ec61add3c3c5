"""Scores: every ballot gives options a number on an agreed scale; the highest sum is taken.

An option left without a score gets the lowest one, so that silence never lifts an option few have looked at.
"""

from fractions import Fraction

from comity.core.ballots.lots import Lot
from comity.core.ballots.methods import Marks, Method, Setting
from comity.core.ballots.most import Totalled, lead, take
from comity.core.ballots.polls import ScoredPoll, require_seats


def count(poll: ScoredPoll, *, lot: Lot, seats: int = 1) -> Totalled:
    """Add up how far above the lowest score each option is placed; divided by `ballots` it is a mean."""
    require_seats(poll, seats)
    sums = [0] * len(poll.options)
    for scores, weight in zip(poll.scores, poll.weights, strict=True):
        for option, score in scores.items():
            sums[option] += weight * (score - poll.lowest)
    totals = {name: Fraction(sums[place]) for place, name in enumerate(poll.options)}
    return take(totals, seats=seats, ballots=poll.weight, lot=lot)


def settled(
    poll: ScoredPoll, result: Totalled, open_weight: int, *, seats: int = 1, **_others: object
) -> bool:
    """Whether no score still out can change who is taken."""
    return lead(poll, result, open_weight, seats=seats, most=poll.highest - poll.lowest)


SCALE = (Setting("lowest", int, 0, least=0), Setting("highest", int, 5))
METHOD = Method("score", Marks.SCORES, count, settled=settled, scale=SCALE)
