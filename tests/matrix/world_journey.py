"""What the world has of the path: the members were asked to stay in their stage."""

from datetime import datetime

from comity.coalitions.models import Stage
from comity.journey.models import StageStep
from tests.cast import Troupe


def stayed(troupe: Troupe, question: object, canary: str, at: datetime) -> None:
    """A decision about a stage with its reason, under this question."""
    with troupe.scope():
        row = StageStep(stage=Stage.PREFORMATION, reason=canary, proposed_at=at, carried_at=at, vote_id=question)
        row.speak_as(troupe.by)
        row.for_name = canary
        row.store()
