"""What a carried decision about the kind of coalition sets going."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.coalitions.models import CoalitionType
from comity.core.rulebook.kinds import RULES
from comity.founding.kind.acts import CHANGE, change_kind
from comity.founding.models import KindChange
from comity.governing.models import Question


def run(row: UUID, *, carried: Question, by: Capacity, at: datetime) -> KindChange:
    """The coalition becomes that kind."""
    return change_kind(KindChange.objects.get(pk=row), carried=carried, by=by, at=at)


def targets(coalition: UUID) -> dict[UUID, str]:
    """Changes whose question is just being put: only `propose_kind` asks about them."""
    with scope(coalition=coalition):
        rows = KindChange.objects.filter(vote=None, carried_at=None)
        said = _("The coalition becomes: {kind}")
        return {row.pk: said.format(kind=CoalitionType(row.kind).label) for row in rows}


def register() -> None:
    """Offer it to questions."""
    label = gettext_lazy("Become another kind of coalition")
    registry.effects.register(CHANGE, registry.Effect(label, run, targets, RULES))
