"""When two organisations turn out to be one, its people, their words and what it would take part in come together."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.network.models import CircleAnswer, CircleIdea, CircleMember, CirclePost, CircleSupport
from comity.people.models import Organisation


def move_circles(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """What was there for `gone` is there for `kept`; said by both, it counts once. Names stay as they were."""
    rows: list[models.Model] = []
    both = CircleSupport.objects.filter(organisation=kept, ended_at=None).values("idea")
    for twice in CircleSupport.objects.filter(organisation=gone, ended_at=None, idea__in=both):
        twice.ended_at = at
        rows.append(twice.store())
    models_: tuple[type[models.Model], ...] = (CircleMember, CirclePost, CircleAnswer, CircleIdea, CircleSupport)
    for model in models_:
        for row in model.objects.filter(organisation=gone).order_by("pk"):  # type: ignore[attr-defined]
            row.organisation = kept
            rows.append(row.store())
    return rows
