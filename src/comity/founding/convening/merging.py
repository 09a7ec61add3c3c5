"""Two rows for one organisation become one: the one that stays takes the other's place at the founding."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.founding.models import Party
from comity.people.models import Organisation


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Where both were invited, each stays under the name it was invited by."""
    there = Party.objects.filter(organisation=kept).values("convening")
    moved: list[models.Model] = list(Party.objects.filter(organisation=gone).exclude(convening__in=there))
    for row in moved:
        row.organisation = kept  # type: ignore[attr-defined]
        row.store()  # type: ignore[attr-defined]
    return moved
