"""Dots: every ballot has so many dots to stick on options, several on one if it likes; the most dots are taken."""

from comity.core.ballots import score
from comity.core.ballots.lots import Lot
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.most import Totalled
from comity.core.ballots.polls import ScoredPoll
from comity.core.ballots.types import BadRule, BadVotes, Fault


def count(poll: ScoredPoll, *, dots: int, lot: Lot, seats: int = 1) -> Totalled:
    """Add up the dots. Raises BadVotes for a ballot with more dots than it has; fewer are allowed."""
    if poll.lowest != 0 or poll.highest > dots:
        raise BadRule(Fault.SCALE_UPSIDE_DOWN, lowest=poll.lowest, highest=poll.highest)
    for number, scores in enumerate(poll.scores, 1):
        if sum(scores.values()) > dots:
            raise BadVotes(Fault.TOO_MANY_DOTS, unit=number, dots=sum(scores.values()), allowed=dots)
    return score.count(poll, lot=lot, seats=seats)


METHOD = Method("dot", Marks.SCORES, count, settled=score.settled)
