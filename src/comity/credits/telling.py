"""Whom credit reaches: the organisation that confirms it, and the person who may be named. Called inside acts."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.held import held_thing, place_of, thing_of
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.coalitions.standing import standing_of
from comity.credits.models import Credit, Naming, State
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of ask, and purpose of the mailed link
CONFIRM, NAME, LINK = "credits.confirm", "credits.name", "credit"
LINK_LASTS = timedelta(days=90)


def ask(credit: Credit, *, at: datetime) -> None:
    """Ask whoever speaks for the organisation to confirm, and the person whether to be named."""
    if credit.state == State.PROPOSED:
        people = [one for one in _speakers(credit, at) if _knows(one, credit, at)]
        open_asks(_ask(credit, one, CONFIRM, at, for_organisation=True) for one in people)
        _send(credit, people, CONFIRM, at=at)
    if credit.naming == Naming.ASKED and credit.person is not None and _knows(credit.person, credit, at):
        open_asks([_ask(credit, credit.person, NAME, at, for_organisation=False)])
        _send(credit, [credit.person], NAME, at=at)


def _speakers(credit: Credit, at: datetime) -> list[Person]:
    return people_for(Power.SPEAK, [credit.organisation_id], on=day_of(at))[credit.organisation_id]


def _knows(person: Person, credit: Credit, at: datetime) -> bool:
    standing = standing_of(person.pk, credit.coalition_id, at=at)
    return held_thing(standing, credit.held_by, credit.held_id) is not None


def page_of(credit: Credit) -> str:
    """Where the line stands: the page of what it belongs to."""
    thing = thing_of(credit)
    return "" if thing is None else place_of(thing).url


def _ask(credit: Credit, person: Person, kind: str, at: datetime, *, for_organisation: bool) -> Ask:
    return Ask(
        person=person.pk, coalition=credit.coalition_id,
        organisation=credit.organisation_id if for_organisation else None,
        acts_for=credit.name if for_organisation else "", kind=kind, power="speak" if for_organisation else "",
        label=credit._meta.label_lower, thing=credit.pk, title=f"{credit.held_title}: {credit.what}"[:300],
        url=page_of(credit), opened_at=at,
    )  # fmt: skip


def _send(credit: Credit, people: list[Person], kind: str, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    letter = _confirm_letter if kind == CONFIRM else _name_letter

    def context(reader: Addressee) -> dict[str, Any]:
        return {"mail": letter(credit, _link(credit, reader, kind, at))}

    write(kind, to, template="base/mail/base.html", at=at, coalition=credit.coalition_id, context=context)


def _link(credit: Credit, reader: Addressee, kind: str, at: datetime) -> str:
    return action_link(
        LINK, person=reader.person, expires_at=at + LINK_LASTS, coalition=credit.coalition_id,
        organisation=credit.organisation_id if kind == CONFIRM else None, thing=credit.pk,
    )  # fmt: skip


def _confirm_letter(credit: Credit, link: str) -> dict[str, Any]:
    return _frame(credit) | {
        "subject": _("Is this credit right? {title}").format(title=credit.held_title)[:200],
        "lede": _("{giver} credits {name} for this:").format(giver=credit.given_name, name=credit.name),
        "quote": credit.what,
        "buttons": [(_("Yes, it is right"), f"{link}?answer=confirm"), (_("Say it otherwise"), f"{link}?answer=amend")],
        "under_buttons": _("A tap opens a page where you confirm it. No password is needed."),
        "why_you": _("You get this because you speak for {name}.").format(name=credit.name),
    }


def _name_letter(credit: Credit, link: str) -> dict[str, Any]:
    words = _("{name} is credited for this. Shall your own name stand beside it?").format(name=credit.name)
    return _frame(credit) | {
        "subject": _("May we name you? {title}").format(title=credit.held_title)[:200],
        "lede": words,
        "quote": credit.what,
        "buttons": [(_("Yes, name me"), f"{link}?answer=yes"), (_("No"), f"{link}?answer=no")],
        "under_buttons": _("Until you say yes, your name stands nowhere. You can think again at any time."),
        "why_you": _("You get this because you did it, as {giver} says.").format(giver=credit.given_name),
    }


def _frame(credit: Credit) -> dict[str, Any]:
    page = page_of(credit)
    return {
        "title": credit.held_title, "paragraphs": [],
        **({"link_text": _("See all who are credited"), "link_url": absolute(page)} if page else {}),
    }  # fmt: skip
