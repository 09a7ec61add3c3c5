"""The structure sheet of a body, and the terms that it governs: renewed, called to mind, and asked for."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version, fresh
from comity.coalitions import naming
from comity.coalitions.models import Body, Role, Seat, Structure, Term
from comity.coalitions.permissions import may_fill, may_structure, same_coalition
from comity.coalitions.serving import agreed_end
from comity.coalitions.standing import home

#: what a sheet says
SAID = (
    "ends_on", "until", "seats", "term_months", "renewals", "every", "first_on", "hour", "minutes", "place",
    "notice_days", "minimum", "between",
)  # fmt: skip
#: those of them that are words
WORDS = ("until", "every", "place", "between")


@act("coalitions.structure.set", says=gettext_noop("wrote the structure sheet of {about}"))
def set_structure(
    body: Body, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[Structure]:
    """Write down what a body agreed about itself: any of SAID. What is left out is left open.

    Raises ValidationError by field: a minimum above the seats, an end in the past, a rhythm without day or hour.
    """
    require(may_structure(by, body, at=at) or same_coalition(by, body))
    sheet = Structure.objects.filter(body=body).first() or Structure(coalition_id=home(by), body=body)
    if read is not None and not sheet._state.adding:
        fresh(sheet, read)
    before = {name: getattr(sheet, name) for name in ("term_months", "seats", "every", "minutes", "minimum")}
    for name in SAID:
        setattr(sheet, name, said.get(name, "" if name in WORDS else None))
    sheet.agreed_on = day_of(at)
    _fits(sheet, body, on=day_of(at))
    sheet.store()
    facts = {name: getattr(sheet, name) for name in before}
    words = {"about": body.name, "place": sheet.place, "until": sheet.until, "between": sheet.between}
    return Changes(sheet, words=words, body=body.pk, ends_on=sheet.ends_on, before=before, **facts)


def _fits(sheet: Structure, body: Body, *, on: date) -> None:
    """Refuse what contradicts itself, naming the field and the mend."""
    wrong: dict[str, str] = {}
    if sheet.ends_on and sheet.ends_on <= on:
        wrong["ends_on"] = _("Choose a day that is still to come, or end the body.")
    if sheet.minimum and sheet.seats and sheet.minimum > sheet.seats:
        wrong["minimum"] = _("With {seats} seats, at most {seats} can be needed.").format(seats=sheet.seats)
    held = Seat.objects.filter(body=body, ended_on=None).count()
    if sheet.seats and held > sheet.seats:
        text = ngettext("{n} seat is given already.", "{n} seats are given already.", held)
        wrong["seats"] = text.format(n=held) + " " + _("Take some back first, or write a larger number.")
    if sheet.renewals is not None and not sheet.term_months:
        wrong["renewals"] = _("Say how long a term is before you limit how many may follow.")
    for name, needed in (("first_on", sheet.first_on), ("hour", sheet.hour), ("minutes", sheet.minutes)):
        if sheet.every and needed is None:
            wrong[name] = _("It meets regularly: say this, too.")
    if wrong:
        raise ValidationError(wrong)


@act("coalitions.term.renewed", says=gettext_noop("let {person} serve another term in {body} for {about}"))
def renew_term(term: Term, *, by: Capacity, at: datetime, ends_on: date | None = None) -> Changes[Term]:
    """Let the same person go on in the same role, from the day after the last. Refused where no further may follow."""
    fresh(term)
    require(may_fill(by, term.seat, Role(term.role), at=at))
    if term.ends_on is None:
        raise ValidationError(_("This term has no end; there is nothing to renew."))
    if term.seat.ended_on:
        raise ValidationError(_("This seat was taken back."))
    starts = max(term.ends_on + timedelta(days=1), day_of(at))
    if Term.objects.filter(seat=term.seat, starts_on__gt=term.ends_on).exists():
        raise ValidationError(_("Somebody is named for the time after this term already."))
    ends = agreed_end(term.seat, term.person, starts, ends_on)
    row = Term(
        coalition_id=home(by),
        seat=term.seat,
        person=term.person,
        role=term.role,
        starts_on=starts,
        ends_on=ends,
    ).store()
    naming.stop_asking(term.seat, at=at)
    words = {"about": term.seat.organisation.name, "person": term.person.name, "body": term.seat.body.name}
    return Changes(row, words=words, whom=term.person_id, follows=term.pk, starts_on=starts, ends_on=ends)


@act("coalitions.term.called", says=gettext_noop("asked {about} whom it sends to {body} next"))
def call_term(term: Term, *, by: Capacity, at: datetime) -> Changes[Term]:
    """Ask those who speak for the organisation whom it sends when this term ends. By the rule, once a term."""
    fresh(term)
    over = term.ends_on is None or term.ends_on < day_of(at) or term.seat.ended_on is not None
    if by.acts_for != ActsFor.RULE or term.reminded_at is not None or over:
        raise Refused(Reason(_("Nobody needs to be asked."), bar=Bar.CONFLICT))
    term.reminded_at = at
    term.store()
    naming.ask_whom(term, at=at)
    words = {"about": term.seat.organisation.name, "body": term.seat.body.name}
    return Changes(term, words=words, organisation=term.seat.organisation_id, ends_on=term.ends_on)
