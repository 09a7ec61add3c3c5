"""What happens by the clock: introductions that nobody answered, or that have not come about, are called to mind."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.network.acts.introductions import remind_sides
from comity.network.introductions.queries import to_remind


def remind(coalition: UUID, at: datetime) -> None:
    """Every morning; what was called to mind today is not again, however often this runs."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        waiting = list(to_remind(today))
    for one in waiting:
        with suppress(Refused):
            remind_sides(one, by=the_rule(coalition), at=at, today=today)
