"""What a carried decision of the founders sets going."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.core.advice.readiness import Question
from comity.founding.acts import GO_ON, go_on
from comity.founding.models import GoingOn
from comity.founding.words import ASKED
from comity.governing.models import Question as Vote


def run(row: UUID, *, carried: Vote, by: Capacity, at: datetime) -> GoingOn:
    """The founders go on."""
    return go_on(GoingOn.objects.get(pk=row), carried=carried, by=by, at=at)


def targets(coalition: UUID) -> dict[UUID, str]:
    """Proposals whose question is just being put: only `propose_going_on` asks about them."""
    with scope(coalition=coalition):
        rows = GoingOn.objects.filter(vote=None, carried_at=None)
        said = _("We go on although some say no: {short}")
        return {row.pk: said.format(short=ASKED[Question(row.question)].short) for row in rows}


def register() -> None:
    """Offer it to questions."""
    label = gettext_lazy("Go on in spite of a no")
    registry.effects.register(GO_ON, registry.Effect(label, run, targets, founders=True, own=True))
