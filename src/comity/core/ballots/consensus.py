"""Consensus: everyone who is asked agrees, or stands aside for it. Silence is not agreement; one block stops it."""

from comity.core.ballots.answers import Said
from comity.core.ballots.majority import figures
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.types import Choice, Outcome, Why


def count(said: Said) -> Outcome:
    """Whether all agree: each unit on the roll (in a room: each one present) answered, none against, one in favour."""
    found = figures(said.votes, said.rule, said.roll)
    expected = found.present if said.roll.present is not None else found.eligible
    if found.why is Why.NO_QUORUM:
        return found
    if found.weight[Choice.NO] or said.objecting:
        return found.decided(Why.OBJECTION, needed=expected)
    agreed = found.cast == expected and found.weight[Choice.YES] > 0
    return found.decided(Why.NO_OBJECTION if agreed else Why.TOO_FEW, needed=expected)


METHOD = Method("consensus", Marks.ANSWER, count)
