"""Bodies, seats and the terms for which people fill them."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.models import Body, BodyKind, Membership, MembershipState, Role, Seat, Term
from comity.coalitions.permissions import may_coordinate, same_coalition
from comity.people.models import Organisation, Person


@act("coalitions.body.created", says=gettext_noop("created the body {about}"))
def create_body(
    *, name: str, kind: BodyKind, by: Capacity, at: datetime,
    parent: Body | None = None, purpose: str = "", own_kind: str = "",
) -> Changes[Body]:  # fmt: skip
    """Create a body, below another if `parent` is given."""
    require(may_coordinate(by, at=at))
    body = Body(
        coalition_id=by.coalition, name=name, kind=kind, parent=parent, purpose=purpose, own_kind=own_kind,
        since_on=at.date(),
    ).store()  # fmt: skip
    return Changes(body, words={"about": body.name, "purpose": purpose}, kind=kind, parent=parent and parent.pk)


@act("coalitions.body.ended", says=gettext_noop("ended the body {about}"))
def end_body(body: Body, *, by: Capacity, at: datetime) -> Changes[Body]:
    """End a body that is not the assembly; its seats and terms end with it."""
    require(may_coordinate(by, at=at) or same_coalition(by, body))
    if body.kind == BodyKind.ASSEMBLY:
        raise ValidationError(_("The general assembly lasts as long as the coalition."))
    seats = list(Seat.objects.filter(body=body, ended_on=None))
    ended = [row for seat in seats for row in _end(seat, on=at.date())]
    body.ended_on = at.date()
    body.store()
    return Changes(body, also=ended, words={"about": body.name})


@act("coalitions.seat.given", says=gettext_noop("gave {about} a seat in {body}"))
def give_seat(body: Body, organisation: Organisation, *, by: Capacity, at: datetime) -> Changes[Seat]:
    """Give a member organisation a seat in a body."""
    require(may_coordinate(by, at=at) or same_coalition(by, body))
    if not Membership.objects.filter(organisation=organisation, state=MembershipState.MEMBER).exists():
        raise ValidationError({"organisation": _("Only a member can hold a seat. Admit it first.")})
    seat = Seat(coalition_id=by.coalition, body=body, organisation=organisation, since_on=at.date()).store()
    return Changes(seat, words={"about": organisation.name, "body": body.name}, organisation=organisation.pk)


@act("coalitions.seat.filled", says=gettext_noop("named {person} {role} in {body} for {about}"))
def fill_seat(
    seat: Seat, person: Person, *, by: Capacity, at: datetime,
    role: Role = Role.MEMBER, starts_on: date | None = None, ends_on: date | None = None,
) -> Changes[Term]:  # fmt: skip
    """Let a person fill a seat for a term. A running term of the seat ends the day before."""
    require(may_coordinate(by, at=at) or same_coalition(by, seat))
    starts = starts_on or at.date()
    ended = _close_terms(seat, before=starts)
    term = Term(
        coalition_id=by.coalition, seat=seat, person=person, role=role, starts_on=starts, ends_on=ends_on
    ).store()
    words = {"about": seat.organisation.name, "person": person.name, "body": seat.body.name}
    return Changes(term, also=ended, words=words, role=role, starts_on=starts, ends_on=ends_on)


@act("coalitions.seat.vacated", says=gettext_noop("ended the term of {person} in {body}"))
def vacate_seat(term: Term, *, by: Capacity, at: datetime) -> Changes[Term]:
    """End a term today; the seat stands empty until somebody fills it."""
    require(may_coordinate(by, at=at) or same_coalition(by, term))
    term.ends_on = max(term.starts_on, at.date() - timedelta(days=1))
    term.store()
    return Changes(term, words={"person": term.person.name, "body": term.seat.body.name}, ends_on=term.ends_on)


@act("coalitions.seat.ended", says=gettext_noop("took back the seat of {about} in {body}"))
def end_seat(seat: Seat, *, by: Capacity, at: datetime) -> Changes[Seat]:
    """End a seat and the term that runs in it."""
    require(may_coordinate(by, at=at) or same_coalition(by, seat))
    rows = _end(seat, on=at.date())
    return Changes(seat, also=rows[1:], words={"about": seat.organisation.name, "body": seat.body.name})


def _end(seat: Seat, *, on: date) -> list[Seat | Term]:
    seat.ended_on = on
    seat.store()
    return [seat, *_close_terms(seat, before=on)]


def _close_terms(seat: Seat, *, before: date) -> list[Term]:
    running = [t for t in Term.objects.filter(seat=seat) if t.ends_on is None or t.ends_on >= before]
    for term in running:
        term.ends_on = max(term.starts_on, before - timedelta(days=1))
        term.store()
    return running
