"""What happens by the clock: those who have not signed are reminded once, a few days before the day."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.signatures.acts import remind_signatories
from comity.signatures.queries import to_remind


def remind(coalition: UUID, at: datetime) -> None:
    """Every morning."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        waiting = list(to_remind(today))
    for sheet in waiting:
        with suppress(Refused):  # complete or called off in this very moment, or another worker was faster
            remind_signatories(sheet, by=the_rule(coalition), at=at, today=today)
