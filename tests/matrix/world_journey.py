"""What the world has of the path: the members were asked to stay in their stage."""

from datetime import datetime
from uuid import UUID

from comity.coalitions.models import Stage
from comity.founding.models import KindAnswer, KindChange, Reaffirmation, Reason, ReasonKind, StructureCopy
from comity.journey.models import StageStep
from tests.cast import Troupe


def stayed(troupe: Troupe, question: object, canary: str, at: datetime) -> UUID:
    """A decision about a stage with its reason, under this question; a reason, and what a member says to it."""
    with troupe.scope():
        row = StageStep(stage=Stage.PREFORMATION, reason=canary, proposed_at=at, carried_at=at, vote_id=question)
        row.speak_as(troupe.by)
        row.for_name = canary
        row.store()
        reason = Reason(kind=ReasonKind.DRAWBACK, words=canary, counter=canary, named_at=at)
        reason.speak_as(troupe.by)
        reason.store()
        wanted = KindAnswer(trait="purpose", choice="inform", answered_at=at)
        change = KindChange(kind="council", reason=canary, vote_id=question, proposed_at=at, carried_at=at)
        made = {"bodies": [], "sheets": [], "rules": None, "methods": [], "criteria": [], "kind": None}
        copy = StructureCopy(source_name=canary, made=made, copied_at=at)
        for one in (wanted, change, copy):
            one.speak_as(troupe.by)
            one.for_name = canary
            one.store()
        word = Reaffirmation(stands=True, words=canary, said_at=at)
        word.speak_as(troupe.by)
        word.organisation = next(iter(troupe.organisations.values()))
        word.store()
    return reason.pk
