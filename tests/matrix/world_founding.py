"""What the world has of founding: one organisation said no, and the founders are asked to go on."""

from datetime import datetime

from comity.core.advice.readiness import Answer, Question
from comity.founding.models import ChecklistAnswer, GoingOn
from comity.people.models import Organisation
from tests.cast import Troupe


def doubted(troupe: Troupe, speaker: Organisation, question: object, canary: str, at: datetime) -> None:
    """A no with its reason, and a proposal to go on that is put to the vote under this question."""
    with troupe.scope():
        answer = ChecklistAnswer(question=Question.MEANS, answer=Answer.NO, reason=canary, answered_at=at)
        row = GoingOn(question=Question.MEANS, reason=canary, proposed_at=at, vote_id=question)
        for one in (answer, row):
            one.speak_as(troupe.by)
            one.organisation, one.for_name = speaker, canary
            one.store()
