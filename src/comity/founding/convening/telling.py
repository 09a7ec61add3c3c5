"""Whom a founding reaches: whoever speaks or signs for those invited, member or not, each by a link of their own."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.coalitions.held import coordinators
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.founding.models import Convening, Party, Reservation, ReservationState
from comity.notices.links import absolute, action_links
from comity.notices.mails import Addressee, write
from comity.people.models import Person

#: kinds of mails; purpose of the mailed link
INVITED, APPROVE, NEWS, LINK = "founding.invited", "founding.approve", "founding.news", "founding"
LINK_LASTS = timedelta(days=365)
Letter = Callable[[Any], dict[str, Any]]


def invite(thing: Convening, parties: Iterable[Party], *, at: datetime, again: bool = False) -> None:
    """The invitation with day and place, and a link to mission and structure in full.

    Members are called to the meeting besides, and are asked there whether they come: the first time that is enough.
    """
    asked = list(parties)
    for party in asked:
        party.invited_at = party.invited_at or at
        party.store()
    reached = [one for one in asked if again or not one.founder]
    _write(INVITED, thing, reached, Power.SPEAK, lambda party, link: _invitation(thing, party, link, again), at=at)


def ask_to_approve(thing: Convening, parties: Iterable[Party], *, at: datetime, again: bool = False) -> None:
    """Whoever may sign for them reads every word behind the link, and signs or declines there."""
    _write(APPROVE, thing, list(parties), Power.SIGN, lambda party, link: _approval(thing, party, link, again), at=at)


def tell_constituted(thing: Convening, parties: Iterable[Party], found: Any, *, at: datetime) -> None:
    """All who were invited hear that it is founded, and by how many."""
    said = _("{n} of {all} invited organisations have approved.").format(n=found.approved, all=len(found.places))

    def letter(party: Party, link: str) -> Letter:
        return lambda _reader: _frame(thing, party) | {
            "subject": _("{name} is constituted").format(name=thing.coalition.name)[:200], "lede": said,
            "paragraphs": [_("Those who have not approved can still join later.")],
            "buttons": [(_("See who founded it"), link)],
        }  # fmt: skip

    _write(NEWS, thing, list(parties), Power.SPEAK, letter, at=at)


def tell_dropped(thing: Convening, parties: Iterable[Party], *, at: datetime) -> None:
    """All who were invited hear that nothing is founded this time, and why."""

    def letter(party: Party, _link: str) -> Letter:
        return lambda _reader: _frame(thing, party) | {
            "subject": _("{name} is not founded this time").format(name=thing.coalition.name)[:200],
            "quote": thing.dropped_why, "quote_from": thing.for_name,
        }  # fmt: skip

    _write(NEWS, thing, list(parties), Power.SPEAK, letter, at=at)


def tell_reservation(row: Reservation, *, at: datetime) -> None:
    """Who coordinates hears of a reservation."""
    thing = row.convening
    people = {keeper.person.pk: keeper.person for keeper in coordinators(at)}
    _send(NEWS, thing, list(people.values()), lambda _reader: {
        "title": str(thing), "subject": _("{name} has a reservation").format(name=row.said_for)[:200],
        "quote": row.words, "quote_from": row.said_for, "link_text": _("Answer it"),
        "link_url": absolute(row.get_absolute_url()), "why_you": _("You get this because you coordinate."),
    }, at=at)  # fmt: skip


def tell_settled(row: Reservation, *, by: Capacity, at: datetime) -> None:
    """Who raised it gets the answer, unless they settled it themselves."""
    if row.person is None or row.person_id == by.person:
        return
    carried = row.state == ReservationState.CARRIED
    subject = _("Your reservation is carried openly") if carried else _("Your reservation has its answer")
    _send(NEWS, row.convening, [row.person], lambda _reader: {
        "title": str(row.convening), "subject": subject, "paragraphs": [row.answer], "quote": row.words,
        "quote_from": row.said_for, "why_you": _("You get this because you raised it."),
    }, at=at)  # fmt: skip


def moment(thing: Convening, starts_at: datetime) -> str:
    """Day and hour in words, in the reader's language and the coalition's zone."""
    local = starts_at.astimezone(thing.coalition.tz)
    return date_format(local, pgettext("date format, as in Friday 20 November 2026, 18:00", "l j F Y, H:i"))


def _invitation(thing: Convening, party: Party, link: str, again: bool) -> Letter:
    meeting = thing.meeting

    def letter(_reader: Any) -> dict[str, Any]:
        about = {"name": thing.coalition.name, "party": party.name}
        where = meeting.place or meeting.link
        subject = _("Will {party} come? The founding of {name}") if again else _("{party} is invited to found {name}")
        caller = thing.caller_name or thing.for_name
        return _frame(thing, party) | {
            "subject": subject.format(**about)[:200],
            "lede": _("{caller} invites {party} to the founding meeting.").format(caller=caller, party=party.name),
            "paragraphs": [part for part in (
                moment(thing, meeting.starts_at) + (f", {where}" if where else ""),
                _("Each organisation has {n} minutes to introduce itself: why it would take part, what it asks, what it"
                  " expects.").format(n=thing.minutes_each),
                _("Behind the link stand the drafts of mission and structure in full."),
            ) if part],
            "quote": thing.coalition.purpose, "quote_from": thing.coalition.name if thing.coalition.purpose else "",
            "buttons": [(_("Read the drafts and answer"), link)],
            "under_buttons": _("No password is needed. Coming binds you to nothing."),
        }  # fmt: skip

    return letter


def _approval(thing: Convening, party: Party, link: str, again: bool) -> Letter:
    def letter(_reader: Any) -> dict[str, Any]:
        about = {"name": thing.coalition.name, "party": party.name}
        subject = _("{party} has not answered yet: the founding of {name}") if again else _(
            "Does {party} approve the founding of {name}?"
        )  # fmt: skip
        until = thing.sheet.sign_by_on if thing.sheet and party.late_sheet_id is None else None
        day = date_format(until, pgettext("date format, as in Friday 20 November", "l j F")) if until else ""
        return _frame(thing, party) | {
            "subject": subject.format(**about)[:200],
            "lede": _("Read every word, then sign for {party}, or say why it does not join.").format(**about),
            "paragraphs": [_("Please answer by {day}.").format(day=day)] if day else [],
            "buttons": [(_("Read it and answer"), link)],
            "under_buttons": _("No password is needed. Only who holds the mandate to sign can sign."),
        }  # fmt: skip

    return letter


def _frame(thing: Convening, party: Party) -> dict[str, Any]:
    why = _("You get this because you act for {name}. This link is yours alone.").format(name=party.name)
    return {"title": str(thing), "why_you": why}


def _write(
    kind: str, thing: Convening, parties: list[Party], power: Power, letter: Callable[[Party, str], Letter], *,
    at: datetime,
) -> None:  # fmt: skip
    people = people_for(power, [one.organisation_id for one in parties], on=day_of(at))
    pairs = [(one, person) for one in parties for person in people[one.organisation_id]]
    links = action_links(
        LINK, ((one.organisation_id, person.pk) for one, person in pairs), expires_at=at + LINK_LASTS,
        coalition=thing.coalition_id, thing=thing.pk,
    )  # fmt: skip
    for one, person in pairs:
        _send(kind, thing, [person], letter(one, links[one.organisation_id, person.pk]), at=at)


def _send(kind: str, thing: Convening, people: Iterable[Person], letter: Letter, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template="base/mail/base.html", at=at, coalition=thing.coalition_id,
        context=lambda reader: {"mail": letter(reader)},
    )  # fmt: skip
