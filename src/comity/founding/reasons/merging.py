"""Two rows for one organisation become one: its own word stays; where it has none, that of the other is taken over."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.founding.models import Reaffirmation
from comity.people.models import Organisation


def move_words(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Move them. Where both said something, the word of the one that stays is the last one."""
    own = Reaffirmation.objects.filter(organisation=kept, replaced_at=None).exists()
    moved: list[models.Model] = list(Reaffirmation.objects.filter(organisation=gone))
    for row in moved:
        row.organisation = kept  # type: ignore[attr-defined]
        if own and row.replaced_at is None:  # type: ignore[attr-defined]
            row.replaced_at = at  # type: ignore[attr-defined]
        row.store()  # type: ignore[attr-defined]
    return moved
