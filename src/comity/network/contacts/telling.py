"""Keepers hear that a contact is theirs, and when it is time to be in touch again."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.coalitions.models import Mandate
from comity.coalitions.standing import live, standing_of
from comity.network.contacts.queries import visible_to
from comity.network.models import Acquaintance
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask, Mail
from comity.people.models import Person

#: kind of ask and mail, kind of mail, purpose of the mailed link
DUE, YOURS, LINK = "network.touch", "network.contact", "contact"
LINK_LASTS = timedelta(days=60)
TEMPLATE = "base/mail/base.html"


def remind_keeper(contact: Acquaintance, *, at: datetime) -> None:
    """An ask, and a mail that leads to one page with one button."""
    people = list(_keepers(contact, at))
    due = contact.next_on and datetime.combine(contact.next_on, time(23, 59), contact.coalition.tz)
    open_asks(
        Ask(
            person=one.pk, coalition=contact.coalition_id, kind=DUE, label=contact._meta.label_lower, thing=contact.pk,
            title=_("Be in touch with {name}").format(name=contact.name), url=contact.get_absolute_url(),
            due_at=due, opened_at=at,
        )
        for one in people
    )  # fmt: skip
    _send(DUE, contact, people, lambda to: _due_letter(contact, _link(contact, to, at)), at=at)


def tell_keeper(contact: Acquaintance, by: Capacity, *, at: datetime) -> None:
    """Whoever keeps it from now on hears so, unless they took it themselves."""
    people = [] if contact.keeper_id == by.person else [contact.keeper]
    _send(YOURS, contact, people, lambda _to: {
        "subject": _("You keep this contact: {name}").format(name=contact.name)[:200],
        "title": _("You keep this contact: {name}").format(name=contact.name),
        "lede": _("{name} asks you to keep it up.").format(name=by.of_name or by.person_name),
        "paragraphs": [contact.why], "link_text": _("Read what we know"),
        "link_url": absolute(contact.get_absolute_url()),
        "why_you": _("You get this because you are named as its keeper. You can hand it over."),
    }, at=at)  # fmt: skip


def forget(contact: Acquaintance) -> None:
    """Of a contact that is erased no word stays in asks and mails."""
    Ask.objects.filter(thing=contact.pk).update(title=_("A contact that was erased"))
    mails = Mail.objects.filter(coalition=contact.coalition_id, kind__in=(DUE, YOURS), html__contains=str(contact.pk))
    mails.update(subject="", text="", html="")


def _due_letter(contact: Acquaintance, link: str) -> dict[str, Any]:
    day = date_format(contact.last_on, "j F Y") if contact.last_on else ""
    last = _("You were last in touch on {day}.").format(day=day) if day else ""
    who = ", ".join(part for part in (contact.role, contact.works_for) if part)
    return {
        "subject": _("Be in touch with {name}").format(name=contact.name)[:200],
        "title": _("Be in touch with {name}").format(name=contact.name),
        "lede": who or contact.why,
        "paragraphs": [part for part in (last, contact.how, contact.phone, contact.email) if part],
        "buttons": [(_("We were in touch"), f"{link}?way=called"), (_("Later"), f"{link}?later")],
        "under_buttons": _("A tap opens a page where you confirm it. No password is needed."),
        "link_text": _("Read what we know"), "link_url": absolute(contact.get_absolute_url()),
        "why_you": _("You get this because you keep this contact for us."),
    }  # fmt: skip


def _keepers(contact: Acquaintance, at: datetime) -> Iterable[Person]:
    """The keeper; once they may not know of it any more, those who coordinate, as far as they may."""
    if _knows(contact.keeper_id, contact, at):
        return [contact.keeper]
    rows = Mandate.objects.filter(live(day_of(at)), coordinates=True).select_related("person").order_by("pk")
    found = {row.person_id: row.person for row in rows}
    return [one for one in found.values() if _knows(one.pk, contact, at)]


def _knows(person: Any, contact: Acquaintance, at: datetime) -> bool:
    standing = standing_of(person, contact.coalition_id, at=at)
    return visible_to(standing).filter(pk=contact.pk).exists()


def _link(contact: Acquaintance, to: Addressee, at: datetime) -> str:
    return action_link(
        LINK, person=to.person, expires_at=at + LINK_LASTS, coalition=contact.coalition_id, thing=contact.pk
    )


def _send(kind: str, contact: Acquaintance, people: Iterable[Person], letter: Any, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template=TEMPLATE, at=at, coalition=contact.coalition_id,
        context=lambda reader: {"mail": letter(reader)},
    )  # fmt: skip
