"""Two rows for one organisation become one: the prospect of the one that goes is that of the one that stays."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.founding.models import Prospect
from comity.people.models import Organisation


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Where both stand in the list, both stay, and the one that goes stands there by its name alone."""
    there = Prospect.objects.filter(organisation=kept, struck_at=None).exists()
    moved: list[models.Model] = []
    for row in Prospect.objects.filter(organisation=gone):
        row.organisation = None if there and row.struck_at is None else kept
        moved.append(row.store())
    return moved
