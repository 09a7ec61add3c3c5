"""When two organisations turn out to be one, what it was introduced to comes together."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.network.models import IntroductionSide
from comity.people.models import Organisation


def move_introductions(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Its sides become those of the survivor, except where both are in one introduction. Names stay as they were."""
    both = IntroductionSide.objects.filter(organisation=kept).values("introduction")
    rows: list[models.Model] = []
    for side in IntroductionSide.objects.filter(organisation=gone).exclude(introduction__in=both).order_by("pk"):
        side.organisation = kept
        rows.append(side.store())
    return rows
