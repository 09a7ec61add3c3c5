"""Contacts are entered, changed, handed over, kept up, struck, and erased when those named ask for it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.models import EntryWords
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, require
from comity.base.text import fold
from comity.base.versions import Version
from comity.coalitions.models import Coalition, NamedReader
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home, standing_of
from comity.network.contacts import permissions, queries, telling
from comity.network.models import Acquaintance, Every, Touch
from comity.notices.asks import close_asks
from comity.people.models import Person

#: what can be changed, and what may be said at the beginning
EDITABLE = (
    "kind", "name", "works_for", "role", "email", "phone", "how", "why", "source", "every", "next_on",
    "confidentiality",
)  # fmt: skip
#: what is emptied when those named want to be forgotten
TOLD = ("works_for", "role", "email", "phone", "how", "why", "source")


@act("network.contact.entered", says=gettext_noop("entered {about} into the contact book"))
def enter_contact(
    *, keeper: Person | None = None, by: Capacity, at: datetime, last_on: date | None = None, **said: Any
) -> Changes[Acquaintance]:
    """Enter somebody whom we know. keeper: who of us keeps it up; else whoever enters it.

    said: the fields of EDITABLE. ValidationError where why we keep it, or where it comes from, is missing.
    """
    require(permissions.may_enter(by, at=at))
    contact = _fresh_row(by, at, keeper, last_on, said)
    rows = _readers(contact)
    if contact.keeper_id != by.person:
        _check_keeper(contact.keeper, by, at)
        telling.tell_keeper(contact, by, at=at)
    return _told(contact, also=rows, next_on=contact.next_on)


@act("network.contacts.imported", says=gettext_noop("brought {count} contacts into the contact book"))
def import_contacts(rows: Sequence[dict[str, Any]], *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Enter all rows of a table, or none; whoever is in the book already is left out. The importer keeps them."""
    require(permissions.may_enter(by, at=at))
    known, made = queries.known_names(home(by)), []
    for row in rows:
        who = (fold(row["name"]), fold(row.get("email", "")))
        if who not in known:
            known.add(who)
            made.append(_fresh_row(by, at, None, row.get("last_on"), {k: v for k, v in row.items() if k in EDITABLE}))
    coalition = Coalition.objects.get(pk=home(by))
    left_out = len(rows) - len(made)
    return Changes(coalition, also=made, words={"about": coalition.name}, count=len(made), left_out=left_out)


@act("network.contact.changed", says=gettext_noop("changed the contact {about}"))
def change_contact(
    contact: Acquaintance, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[Acquaintance]:
    """Change what we know. read: the version that was read; raises Changed when it was changed since."""
    contact = _fresh(contact, by, read)
    require(permissions.may_keep(by, contact, at=at))
    before = contact.next_on
    for name in EDITABLE:
        if name in said:
            setattr(contact, name, said[name])
    if contact.next_on != before:
        contact.reminded_on = None
        close_asks(contact, at=at)
    contact.store()
    return _told(contact, also=_readers(contact), next_on=contact.next_on)


@act("network.contact.handed_over", says=gettext_noop("handed the contact {about} over to {keeper}"))
def hand_contact_over(contact: Acquaintance, keeper: Person, *, by: Capacity, at: datetime) -> Changes[Acquaintance]:
    """Let somebody else of us keep it up; they are told by mail."""
    contact = _fresh(contact, by)
    require(permissions.may_keep(by, contact, at=at))
    if keeper.pk == contact.keeper_id:
        raise ValidationError({"keeper": _("They keep it already. Choose another.")})
    _check_keeper(keeper, by, at)
    before, contact.keeper, contact.reminded_on = contact.keeper_id, keeper, None
    contact.store()
    NamedReader.objects.filter(thing=contact.pk, person=before).exclude(person=contact.person_id).delete()
    close_asks(contact, at=at)
    rows = _readers(contact)
    telling.tell_keeper(contact, by, at=at)
    return _told(contact, also=rows, words={"keeper": keeper.name}, before=before, whom=keeper.pk)


@act("network.contact.touched", says=gettext_noop("was in touch with {about}"))
def note_touch(
    contact: Acquaintance, *, way: str, on: date, note: str = "", next_on: date | None = None, by: Capacity,
    at: datetime,
) -> Changes[Acquaintance]:  # fmt: skip
    """Note that one was in touch, and when to be so again: on the day that is said, else after the usual time."""
    contact = _fresh(contact, by)
    require(permissions.may_touch(by, contact, at=at))
    if on > day_of(at):
        raise ValidationError({"on": _("That day is still to come.")})
    touch = Touch(
        coalition_id=contact.coalition_id, acquaintance=contact, on=on, way=way, note=note, before=contact.next_on,
        person_id=by.someone, noted_at=at,
    ).store()  # fmt: skip
    contact.last_on = max(on, contact.last_on or on)
    contact.next_on = next_on or _after(contact)
    contact.reminded_on = None
    contact.store()
    close_asks(contact, at=at)
    return _told(contact, also=[touch], on=on, next_on=contact.next_on)


@act("network.contact.put_off", says=gettext_noop("put off being in touch with {about}"))
def put_off(contact: Acquaintance, until: date, *, by: Capacity, at: datetime) -> Changes[Acquaintance]:
    """Not now: be in touch on another day to come."""
    contact = _fresh(contact, by)
    require(permissions.may_touch(by, contact, at=at))
    if until <= day_of(at):
        raise ValidationError({"next_on": _("Choose a day that is still to come.")})
    before, contact.next_on, contact.reminded_on = contact.next_on, until, None
    contact.store()
    close_asks(contact, at=at)
    return _told(contact, before=before, next_on=until)


@act("network.touch.struck", says=gettext_noop("took back that they were in touch with {about}"))
def strike_touch(touch: Touch, *, by: Capacity, at: datetime) -> Changes[Acquaintance]:
    """The undo of noting it: the days are as they were before."""
    contact = _fresh(touch.acquaintance, by)
    require(permissions.may_touch(by, contact, at=at))
    if by.person != touch.person_id or touch.struck_at is not None:
        require(Reason(_("Only who noted it takes it back."), bar=Bar.NOT_NOW))
    touch.struck_at = at
    touch.store()
    last = queries.touches_of(contact).first()
    contact.last_on, contact.next_on = last.on if last else None, touch.before
    contact.store()
    return _told(contact, also=[touch])


@act("network.contact.struck", says=gettext_noop("struck {about} from the contact book"))
def strike_contact(contact: Acquaintance, *, by: Capacity, at: datetime) -> Changes[Acquaintance]:
    """Take somebody out of the book. What is kept can be put back; erasing can't."""
    contact = _fresh(contact, by)
    require(permissions.may_keep(by, contact, at=at))
    if contact.struck_at is not None:
        require(Reason(_("It was struck already."), bar=Bar.NOT_NOW))
    contact.struck_at = at
    contact.store()
    close_asks(contact, at=at)
    return _told(contact)


@act("network.contact.restored", says=gettext_noop("put {about} back into the contact book"))
def restore_contact(contact: Acquaintance, *, by: Capacity, at: datetime) -> Changes[Acquaintance]:
    """Put a struck contact back."""
    contact = _fresh(contact, by)
    require(permissions.may_keep(by, contact, at=at))
    if contact.struck_at is None:
        require(Reason(_("It is in the book."), bar=Bar.NOT_NOW))
    contact.struck_at = None
    contact.store()
    return _told(contact)


@act("network.contact.erased", says=gettext_noop("erased a contact"), erases=True)
def erase_contact(contact: Acquaintance, *, by: Capacity, at: datetime) -> Changes[Acquaintance]:
    """Whoever is named wants to be forgotten: no word is left, here or in the record. For good."""
    contact = _fresh(contact, by)
    require(permissions.may_keep(by, contact, at=at))
    for name in TOLD:
        setattr(contact, name, "")
    contact.name, contact.why, contact.source = _("Erased"), "–", "–"
    contact.erased_at = contact.struck_at = at
    contact.next_on = contact.reminded_on = None
    contact.store()
    touches: list[models.Model] = [_blanked(one) for one in Touch.objects.filter(acquaintance=contact)]
    close_asks(contact, at=at)
    telling.forget(contact)
    words = EntryWords.objects.filter(entry__chain=contact.coalition_id, entry__text__contains=str(contact.pk))
    return Changes(contact, also=touches, erases=words)


@act("network.contact.reminded", says=gettext_noop("reminded {keeper} of {about}"))
def remind_of_contact(contact: Acquaintance, *, by: Capacity, at: datetime, today: date) -> Changes[Acquaintance]:
    """Call a contact to its keeper's mind, on its day and every two weeks after. The rule's to do."""
    contact = _fresh(contact, by)
    if by.acts_for != ActsFor.RULE or not queries.to_remind(today).filter(pk=contact.pk).exists():
        require(Reason(_("Nobody need be reminded of this."), bar=Bar.CONFLICT))
    contact.reminded_on = today
    contact.store()
    telling.remind_keeper(contact, at=at)
    return _told(contact, words={"keeper": contact.keeper.name}, whom=contact.keeper_id)


def _fresh_row(by: Capacity, at: datetime, keeper: Person | None, last_on: date | None, said: dict[str, Any]) -> Any:
    contact = Acquaintance(
        coalition_id=home(by), keeper=keeper or Person.objects.get(pk=by.someone), person_id=by.someone, entered_at=at,
        last_on=last_on, **said,
    )  # fmt: skip
    if contact.next_on is None:
        contact.next_on = _after(contact) or (day_of(at) if contact.every else None)
    return contact.store()


def _after(contact: Acquaintance) -> date | None:
    """When to be in touch again, by the last time and the usual rhythm."""
    if contact.every == Every.NEVER or contact.last_on is None:
        return None
    return contact.last_on + timedelta(days=contact.every)


def _readers(contact: Acquaintance) -> list[models.Model]:
    """Who may read what only its keeper may: the keeper, and whoever entered it."""
    if contact.confidentiality != Confidentiality.NAMED:
        return []
    known = set(NamedReader.objects.filter(thing=contact.pk).values_list("person", flat=True))
    wanted = dict.fromkeys((contact.person_id, contact.keeper_id))
    return [
        NamedReader(coalition_id=contact.coalition_id, thing=contact.pk, person_id=one).store()
        for one in wanted if one not in known
    ]  # fmt: skip


def _check_keeper(keeper: Person, by: Capacity, at: datetime) -> None:
    if not standing_of(keeper.pk, home(by), at=at).inside:
        raise ValidationError({"keeper": _("{name} has no mandate here.").format(name=keeper.name)})


def _blanked(touch: Touch) -> Touch:
    touch.note = ""
    return touch.store()


def _fresh(contact: Acquaintance, by: Capacity, read: Version | None = None) -> Acquaintance:
    require(same_coalition(by, contact))
    found: Acquaintance = Acquaintance.objects.select_related("coalition", "keeper", "person").get(pk=contact.pk)
    if read is not None:
        read.require(found)
    return found


def _told(
    contact: Acquaintance, *, also: Any = (), words: dict[str, str] | None = None, **facts: Any
) -> Changes[Acquaintance]:
    return Changes(contact, also=also, words={"about": contact.name, **(words or {})}, **facts)
