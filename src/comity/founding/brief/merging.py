"""Two rows for one organisation become one: the one that stays has the answers that only the other gave."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.founding.models import BriefAnswer
from comity.people.models import Organisation


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Move them. Where both answered, the answer of the one that stays stands."""
    own = BriefAnswer.objects.filter(organisation=kept).values_list("question", flat=True)
    moved: list[models.Model] = list(BriefAnswer.objects.filter(organisation=gone).exclude(question__in=list(own)))
    for row in moved:
        row.organisation = kept  # type: ignore[attr-defined]
        row.store()  # type: ignore[attr-defined]
    return moved
