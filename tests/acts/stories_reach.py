"""Stories of reaching further: the contact book, calls for help, news, circles."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.network.acts import contacts, reach
from comity.network.models import Acquaintance, GoBetween, Touch, ValueWord
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


@story("network.value.stated", "network.value.affirmed", "network.value.retired", "network.value.restored")
def values_are_named_and_affirmed(troupe: Troupe) -> None:
    value = reach.state_value("We do nothing about people without them.", by=troupe.by, at=LATER)
    reach.affirm_value(value, "no", by=shelter(troupe), at=LATER)
    reach.affirm_value(value, "partly", words="We try.", by=shelter(troupe), at=LATER)
    reach.retire_value(value, by=troupe.by, at=LATER)
    reach.restore_value(value, by=troupe.by, at=LATER)
    assert ValueWord.objects.get().answer == "partly"


@story("network.go_between.asked", "network.go_between.answered", "network.go_between.withdrawn")
def somebody_is_asked_for_an_introduction(troupe: Troupe) -> None:
    here = troupe.organisations
    said = {"via": here["HT"], "target": here["HH"], "words": "Would you introduce us?"}
    first = reach.ask_go_between(**said, by=shelter(troupe), at=LATER)
    reach.withdraw_go_between(first, by=shelter(troupe), at=LATER)
    second = reach.ask_go_between(**said, by=shelter(troupe), at=LATER)
    reach.answer_go_between(second, True, words="They expect your call.", by=tenants(troupe), at=LATER)
    assert GoBetween.objects.filter(state="done").count() == 1
