"""Every morning: of help that was taken up and whose day has passed, those who asked are asked whether it was given."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.network.acts.calls import ask_whether_given
from comity.network.calls.queries import to_ask


def ask(coalition: UUID, at: datetime) -> None:
    """Nobody is asked twice, however often this runs."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        waiting = list(to_ask(today))
    for offer in waiting:
        with suppress(Refused):  # said in this very moment, or another worker was faster
            ask_whether_given(offer, by=the_rule(coalition), at=at, today=today)
