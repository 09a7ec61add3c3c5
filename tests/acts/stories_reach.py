"""Stories of reaching further: the contact book, calls for help, news, circles."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.network.acts import contacts
from comity.network.models import Acquaintance, Touch
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe

SAID = {"why": "Decides on empty flats.", "source": "His card, at the fair."}
DAY = timedelta(days=1)


@story(
    "network.contact.entered", "network.contact.changed", "network.contact.handed_over", "network.contact.touched",
    "network.contact.put_off", "network.touch.struck", "network.contact.reminded",
)  # fmt: skip
def a_contact_is_kept_up(troupe: Troupe) -> None:
    by, today = shelter(troupe), LATER.date()
    known = contacts.enter_contact(
        name="Nils Arve", kind="person", every=91, confidentiality="named", by=by, at=LATER, **SAID
    )
    assert known.next_on == today
    contacts.change_contact(known, phone="+00 1", by=by, at=LATER)
    contacts.hand_contact_over(known, troupe.people["Henk"], by=by, at=LATER)
    contacts.remind_of_contact(known, by=the_rule(troupe.coalition.pk), at=LATER, today=today)
    henk = troupe.hat(troupe.people["Henk"])
    contacts.put_off(known, today + 3 * DAY, by=henk, at=LATER)
    contacts.note_touch(known, way="called", on=today, note="Next month.", by=henk, at=LATER)
    touch = Touch.objects.select_related("acquaintance").get()
    assert Acquaintance.objects.get().next_on == today + 91 * DAY
    contacts.strike_touch(touch, by=henk, at=LATER)
    assert Acquaintance.objects.get().next_on == today + 3 * DAY


@story(
    "network.contacts.imported", "network.contact.struck", "network.contact.restored", "network.contact.erased",
)  # fmt: skip
def contacts_come_in_and_go(troupe: Troupe) -> None:
    by = tenants(troupe)
    row = {"name": "Nils Arve", "email": "nils@example.org", "kind": "person", **SAID}
    contacts.import_contacts([row, row], by=by, at=THEN)
    known = Acquaintance.objects.get()
    contacts.strike_contact(known, by=by, at=LATER)
    contacts.restore_contact(known, by=by, at=LATER)
    contacts.note_touch(known, way="met", on=THEN.date(), note="Talked long.", by=by, at=LATER)
    contacts.erase_contact(known, by=by, at=LATER)
