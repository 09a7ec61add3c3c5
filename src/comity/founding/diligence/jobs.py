"""Every morning whoever wrote to a prospect is asked to follow up where no answer came."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.founding.diligence.acts_messages import remind_approach
from comity.founding.diligence.queries import to_follow_up


def follow_up(coalition: UUID, at: datetime) -> None:
    """Whoever was asked today is not asked again, however often this runs."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        waiting = list(to_follow_up(today))
    for row in waiting:
        with suppress(Refused):  # answered in this very moment, or another worker was faster
            remind_approach(row, by=the_rule(coalition), at=at, today=today)
