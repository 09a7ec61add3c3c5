"""How long people serve, by the structure sheet of the body."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.coalitions.models import Body, Seat, Structure, Term
from comity.core.terms import Served, last_day, whole_terms
from comity.people.models import Person


def agreed_end(seat: Seat, person: Person, starts_on: date, ends_on: date | None) -> date | None:
    """The last day of a term: the one given, or the one that the body's sheet gives.

    Raises ValidationError for one longer than the sheet allows, and for who served as many terms as may follow.
    """
    sheet = Structure.objects.filter(body=seat.body_id).first()
    if sheet is None or not sheet.term_months:
        return ends_on
    latest = last_day(starts_on, sheet.term_months)
    if ends_on is not None and ends_on > latest:
        text = ngettext(
            "A term here lasts {n} month at most.", "A term here lasts {n} months at most.", sheet.term_months
        )
        raise ValidationError({"ends_on": text.format(n=sheet.term_months)})
    _may_follow(sheet, seat, person, starts_on)
    return ends_on or latest


def end_by_the_sheet(body: UUID, starts_on: date) -> date | None:
    """The last day of a term that begins on that day, or None where no length was agreed."""
    sheet = Structure.objects.filter(body=body).first()
    return last_day(starts_on, sheet.term_months) if sheet and sheet.term_months else None


def seats_taken(body: Body) -> str:
    """Why no further seat can be given: as many are held as the sheet has. Empty where there is room."""
    sheet = Structure.objects.filter(body=body).first()
    if sheet is None or not sheet.seats:
        return ""
    held = Seat.objects.filter(body=body, ended_on=None).count()
    full = _("All {n} seats of {body} are given. Take one back, or let the body change its structure sheet.")
    return full.format(n=sheet.seats, body=body.name) if held >= sheet.seats else ""


def _may_follow(sheet: Structure, seat: Seat, person: Person, starts_on: date) -> None:
    """Raise ValidationError when the person has served as many terms in a row as the sheet allows."""
    if sheet.renewals is None or not sheet.term_months:
        return
    terms = _served(Term.objects.filter(seat__body=seat.body_id, person=person))
    served = whole_terms(terms, starts_on, sheet.term_months)
    if served > sheet.renewals:
        text = ngettext(
            "{person} has served {n} term in a row here, as many as the structure sheet allows.",
            "{person} has served {n} terms in a row here, as many as the structure sheet allows.",
            served,
        )
        mend = _("Name somebody else, or let the body change its sheet.")
        raise ValidationError({"person": f"{text.format(person=person.name, n=served)} {mend}"})


def _served(terms: Iterable[Term]) -> list[Served]:
    return [Served(term.starts_on, term.ends_on) for term in terms]
