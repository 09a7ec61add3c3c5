"""Approval: every ballot names all options it can live with; the most approved are taken."""

from collections import Counter
from fractions import Fraction

from comity.core.ballots.lots import Lot
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.most import Totalled, lead, take
from comity.core.ballots.polls import ApprovalPoll, require_seats


def count(poll: ApprovalPoll, *, lot: Lot, seats: int = 1) -> Totalled:
    """Add up the approvals. An option that nobody approves is not taken, even if a seat stays empty."""
    require_seats(poll, seats)
    approved: Counter[int] = Counter()
    for approval, weight in zip(poll.approvals, poll.weights, strict=True):
        approved.update(dict.fromkeys(approval, weight))
    totals = {name: Fraction(approved[place]) for place, name in enumerate(poll.options)}
    return take(totals, seats=seats, ballots=poll.weight, lot=lot)


METHOD = Method("approval", Marks.APPROVALS, count, settled=lead)
