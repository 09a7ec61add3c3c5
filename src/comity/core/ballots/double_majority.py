"""Double majority: the same share is asked twice, and both must have it.

Once of the units counted one by one and once of their weight; or once of the community's units and once of the
institutions'. A side on which nobody sits can't agree, so nothing carries.
"""

from dataclasses import replace
from enum import StrEnum

from comity.core.ballots.answers import Said, Side
from comity.core.ballots.majority import figures, tally
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.types import Outcome, Roll, Vote, Why


class Halves(StrEnum):
    """What the two majorities are of."""

    UNITS_AND_WEIGHT = "units_and_weight"
    SIDES = "sides"


def count(said: Said, *, halves: Halves) -> Outcome:
    """Whether both carry. The figures are those of all together; `parts` has each half by its name.

    The quorum is asked once, of all. A half that is tied has not carried.
    """
    whole = figures(said.votes, said.rule, said.roll)
    parts = _by_weight(said) if halves is Halves.UNITS_AND_WEIGHT else _by_side(said)
    if whole.why is Why.NO_QUORUM:
        return replace(whole, parts=parts)
    both = all(part.carried for _, part in parts)
    return replace(whole, carried=both, why=Why.MAJORITY if both else Why.TOO_FEW, parts=parts)


def _by_weight(said: Said) -> tuple[tuple[str, Outcome], ...]:
    rule = replace(said.rule, quorum=None)
    heads = Roll(dict.fromkeys(said.roll.eligible, 1), said.roll.present)
    ones = [Vote(vote.unit, vote.choice) for vote in _whole(said)]
    units = tally(ones, replace(rule, may_split=False), heads)
    return ("units", units), ("weight", tally(said.votes, rule, said.roll))


def _whole(said: Said) -> list[Vote]:
    """One answer for each unit: the one that carries most of its weight, the first of equals."""
    chief: dict[str, Vote] = {}
    for vote in said.votes:
        if vote.unit not in chief or vote.weight > chief[vote.unit].weight:
            chief[vote.unit] = vote
    return list(chief.values())


def _by_side(said: Said) -> tuple[tuple[str, Outcome], ...]:
    return tuple((side.value, _side(said, side)) for side in Side)


def _side(said: Said, side: Side) -> Outcome:
    mine = {unit: weight for unit, weight in said.roll.eligible.items() if said.sides.get(unit) is side}
    present = None if said.roll.present is None else said.roll.present & mine.keys()
    votes = [vote for vote in said.votes if vote.unit in mine]
    return tally(votes, replace(said.rule, quorum=None), Roll(mine, present))


METHOD = Method("double-majority", Marks.ANSWER, count)
