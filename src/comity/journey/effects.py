"""What a carried decision about a stage sets going."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.coalitions.models import Stage
from comity.governing.models import Question
from comity.journey.acts import ENTER, decide_stage
from comity.journey.models import StageStep


def run(row: UUID, *, carried: Question, by: Capacity, at: datetime) -> StageStep:
    """The coalition is in that stage."""
    return decide_stage(StageStep.objects.get(pk=row), carried=carried, by=by, at=at)


def targets(coalition: UUID) -> dict[UUID, str]:
    """Steps whose question is just being put: only `propose_stage` asks about them."""
    with scope(coalition=coalition):
        rows = StageStep.objects.filter(vote=None, carried_at=None)
        said = _("The coalition is in the stage “{stage}”")
        return {row.pk: said.format(stage=Stage(row.stage).label) for row in rows}


def register() -> None:
    """Offer it to questions."""
    label = gettext_lazy("Enter a stage")
    registry.effects.register(ENTER, registry.Effect(label, run, targets, founders=True, own=True))
