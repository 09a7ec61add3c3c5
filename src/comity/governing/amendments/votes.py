"""Votes on amendments, as the acts on questions meet them."""

from datetime import datetime

from comity.governing.models import Amendment, AmendmentState, Question

#: the effect by which a carried vote writes an amendment into its proposal
AMEND = "governing.amendment.carried"


def amends(question: Question) -> bool:
    """Whether it is the vote on an amendment: it decides a text, and not yet the matter."""
    return question.effect == AMEND


def lose(vote: Question, *, at: datetime) -> list[Amendment]:
    """The vote on an amendment ended without carrying it. Called inside the acts that end it."""
    if not amends(vote):
        return []
    rows = list(Amendment.objects.filter(vote=vote, state=AmendmentState.PUT).select_related("question"))
    for amendment in rows:
        amendment.state, amendment.settled_at = AmendmentState.LOST, at
        amendment.store()
    return rows
