"""Consent: it goes ahead unless somebody objects with a reason. Standing aside, or silence, stops nothing.

An objection that stands halts it, whoever else agrees; a "no", too: it is an objection not yet put into words.
"""

from comity.core.ballots.answers import Said
from comity.core.ballots.majority import figures
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.types import Choice, Outcome, Why


def count(said: Said) -> Outcome:
    """Whether it goes ahead: enough units took part, one of them at least agrees, and nobody objects."""
    found = figures(said.votes, said.rule, said.roll)
    agree, object_ = found.weight[Choice.YES], found.weight[Choice.NO]
    if found.why is Why.NO_QUORUM:
        return found
    if object_ or said.objecting:
        return found.decided(Why.OBJECTION, needed=1)
    return found.decided(Why.NO_OBJECTION if agree else Why.TOO_FEW, needed=1)


METHOD = Method("consent", Marks.ANSWER, count)
