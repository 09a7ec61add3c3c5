"""A carried question adopts a founding text."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.founding.models import FoundingText
from comity.founding.writing.acts import ADOPT, adopt_founding_text
from comity.governing.models import Question as Vote


def run(thing: UUID, *, carried: Vote, by: Capacity, at: datetime) -> FoundingText:
    """It holds as it was voted on."""
    found: FoundingText = FoundingText.objects.get(pk=thing)
    return adopt_founding_text(found, carried=carried, by=by, at=at)


def targets(coalition: UUID) -> dict[UUID, str]:
    """Those whose question is just being put: only `put_founding_text` asks about them."""
    with scope(coalition=coalition):
        rows = FoundingText.objects.filter(vote=None).exclude(voted_number=None).select_related("text")
        said = _("{title} holds, in version {n}")
        return {row.pk: said.format(title=row.text.title, n=row.voted_number) for row in rows if row.text}


def register() -> None:
    """Offer it to questions."""
    label = gettext_lazy("Adopt a founding text")
    registry.effects.register(ADOPT, registry.Effect(label, run, targets, founders=True, own=True))
