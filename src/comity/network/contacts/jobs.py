"""Every morning keepers are reminded of contacts with whom it is time to be in touch again."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.network.acts.contacts import remind_of_contact
from comity.network.contacts.queries import to_remind


def remind(coalition: UUID, at: datetime) -> None:
    """Whoever was reminded today is not reminded again, however often this runs."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        waiting = list(to_remind(today))
    for contact in waiting:
        with suppress(Refused):  # kept up in this very moment, or another worker was faster
            remind_of_contact(contact, by=the_rule(coalition), at=at, today=today)
