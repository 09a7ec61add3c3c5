"""In spite of an objection: where a rulebook says how, a share in favour decides although somebody objects."""

from fractions import Fraction
from math import ceil

from comity.core.ballots.types import Choice, Outcome, Why


def overruled(outcome: Outcome, share: Fraction | None) -> Outcome:
    """The outcome where an objection stopped it, and so large a share of all votes cast is in favour of it anyway.

    share: of the weight of all votes cast, abstentions included; None: nothing overrules.
    """
    if share is None or outcome.why is not Why.OBJECTION:
        return outcome
    needed = max(1, ceil(share * sum(outcome.weight.values())))
    if outcome.weight[Choice.YES] < needed:
        return outcome
    return outcome.decided(Why.MAJORITY, needed=needed)
