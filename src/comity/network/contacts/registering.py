"""What the contact book tells the rooms below."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.network.acts import contacts as acts
from comity.network.contacts import jobs, tables, telling
from comity.network.contacts.linked import kept_up_by_link
from comity.network.models import Acquaintance, Touch
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.people.models import Person


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(Acquaintance, gettext_lazy("Contacts"), document, rows)
    registry.search.register("network.acquaintance", found)
    tables.register()
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    register_kind(telling.DUE, gettext_lazy("It is time to be in touch with a contact"))
    register_kind(telling.YOURS, gettext_lazy("A contact that I am to keep up"))
    register_purpose(telling.LINK, kept_up_by_link)
    every(Rhythm.DAILY, "network.remind_of_contacts", jobs.remind, "07:10")
    # who the contact is, and what was noted of them, is about somebody else, and stays with the coalition
    kept = ("coalition", "every", "last_on", "next_on")
    register_belonging("contacts_kept", Acquaintance, *kept, by="keeper")
    register_belonging("contacts_entered", Acquaintance, "coalition", "entered_at")
    register_belonging("contact_touches", Touch, "coalition", "on", "way", "noted_at")


def document(contact: Acquaintance) -> registry.Document:
    """A contact by all that is written there; struck and erased ones are found no longer."""
    gone = contact.struck_at is not None
    words = (contact.works_for, contact.role, contact.email, contact.phone, contact.how, contact.why)
    return registry.Document(
        contact.coalition_id, "" if gone else contact.name, "" if gone else "\n".join(filter(None, words)),
        contact.get_absolute_url(), Confidentiality.NAMED if gone else contact.confidentiality,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Acquaintance]:
    """All contacts of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Acquaintance.objects.select_related("coalition").iterator(chunk_size=500)


# ── taking back ──


def _ids(entry: Entry, label: str) -> list[UUID]:
    return entry.ids_of(label)


def _contact(entry: Entry) -> Acquaintance:
    found: Acquaintance = Acquaintance.objects.get(pk=_ids(entry, "network.acquaintance")[0])
    return found


def entered(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The contact is struck."""
    return acts.strike_contact(_contact(entry), by=by, at=at)


def imported(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """All that came in with the table are struck, as far as they are still there."""
    for contact in Acquaintance.objects.filter(pk__in=_ids(entry, "network.acquaintance"), struck_at=None):
        acts.strike_contact(contact, by=by, at=at)


def struck(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The contact is put back."""
    return acts.restore_contact(_contact(entry), by=by, at=at)


def touched(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is forgotten that they were in touch."""
    touch = Touch.objects.select_related("acquaintance").get(pk=_ids(entry, "network.touch")[0])
    return acts.strike_touch(touch, by=by, at=at)


def handed_over(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The one who kept it keeps it again."""
    before = Person.objects.get(pk=json.loads(entry.text)["facts"]["before"])
    return acts.hand_contact_over(_contact(entry), before, by=by, at=at)


def put_off(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The day is what it was."""
    before = json.loads(entry.text)["facts"]["before"]
    day = date.fromisoformat(before) if before else None
    return acts.change_contact(_contact(entry), next_on=day, by=by, at=at)


UNDO = {
    "network.contact.entered": entered, "network.contacts.imported": imported, "network.contact.struck": struck,
    "network.contact.touched": touched, "network.contact.handed_over": handed_over, "network.contact.put_off": put_off,
}  # fmt: skip
