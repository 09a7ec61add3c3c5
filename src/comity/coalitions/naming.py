"""Asking an organisation whom it sends: when a term nears its end, and when a seat stands empty. Called inside acts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Mandate, Seat, Term
from comity.coalitions.standing import live
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kind of ask and of mail
KIND = "coalitions.seat"
#: how long before its last day a term is called to mind
BEFORE = timedelta(weeks=6)
#: an empty seat is asked for until then
WITHIN = timedelta(days=30)


def ask_whom(term: Term, *, at: datetime) -> None:
    """Ask those who speak for the organisation whom it sends next: an ask and a mail for each."""
    seat = term.seat
    people = speakers(seat.organisation_id, at)
    assert term.ends_on is not None  # a term without an end is not called to mind
    due = max(at + WITHIN, at + (term.ends_on - day_of(at)))
    open_asks(_ask(seat, person, due, at=at) for person in people)
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        KIND, to, template="base/mail/base.html", at=at, coalition=seat.coalition_id,
        context=lambda reader: {"mail": _letter(term)},
    )  # fmt: skip


def stop_asking(seat: Seat, *, at: datetime) -> None:
    """Somebody is named, or the seat is gone: nobody needs to be asked any more."""
    close_asks(seat, at=at, kind=KIND)


def speakers(organisation: UUID, at: datetime) -> list[Person]:
    """Who speaks for an organisation."""
    held = Mandate.objects.filter(live(day_of(at)), organisation=organisation, speaks=True)
    return [m.person for m in held.select_related("person").order_by("starts_on", "pk")]


def _ask(seat: Seat, person: Person, due: datetime, *, at: datetime) -> Ask:
    return Ask(
        person=person.pk, coalition=seat.coalition_id, organisation=seat.organisation_id,
        acts_for=seat.organisation.name, kind=KIND, power="speak", label=seat._meta.label_lower, thing=seat.pk,
        title=_("Whom do we send to {body}?").format(body=seat.body.name), url=_url(seat), due_at=due, opened_at=at,
    )  # fmt: skip


def _letter(term: Term) -> dict[str, Any]:
    seat = term.seat
    names = {"body": seat.body.name, "name": seat.organisation.name, "person": term.person.name}
    assert term.ends_on is not None  # a term without an end is not called to mind
    day = date_format(term.ends_on, "j F Y")
    ends = _("The term of {person} in {body} ends on {day}.")
    return {
        "subject": _("Whom does {name} send to {body}?").format(**names)[:200],
        "lede": ends.format(**names, day=day),
        "paragraphs": [
            _("The seat belongs to {name}. Name who fills it next, or let the same person go on.").format(
                **names
            )
        ],
        "why_you": _("You get this because you speak for {name}.").format(**names),
        "link_text": _("Name who comes next"),
        "link_url": absolute(_url(seat)),
    }


def _url(seat: Seat) -> str:
    return reverse("coalitions:fill-seat", args=[seat.coalition.slug, seat.pk])
