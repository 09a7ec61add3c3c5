"""What happens by the clock: tasks are called to mind before their day, and kindly after it."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.tasks.acts import remind_owner
from comity.tasks.queries import to_remind


def remind(coalition: UUID, at: datetime) -> None:
    """Every morning. Whoever was reminded today is not reminded again, however often this runs."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        waiting = list(to_remind(today))
    for task in waiting:
        with suppress(Refused):  # done or dropped in this very moment, or another worker was faster
            remind_owner(task, by=the_rule(coalition), at=at, today=today)
