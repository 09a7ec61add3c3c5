"""Bodies, seats and the terms for which people fill them."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version, fresh
from comity.coalitions import naming
from comity.coalitions.acts.parting import close_terms, end_of_seat, stop
from comity.coalitions.models import Body, BodyKind, Mandate, Membership, MembershipState, Role, Seat, Term
from comity.coalitions.permissions import may_coordinate, may_fill, may_structure, same_coalition
from comity.coalitions.serving import agreed_end, seats_taken
from comity.coalitions.standing import home, live
from comity.coalitions.unseating import unseat
from comity.people.models import Organisation, Person


@act("coalitions.body.created", says=gettext_noop("created the body {about}"))
def create_body(
    *, name: str, kind: BodyKind, by: Capacity, at: datetime,
    parent: Body | None = None, purpose: str = "", own_kind: str = "",
) -> Changes[Body]:  # fmt: skip
    """Create a body, below another if `parent` is given."""
    require(may_coordinate(by, at=at) or _same(by, parent))
    body = Body(
        coalition_id=home(by), name=name, kind=kind, parent=parent, purpose=purpose, own_kind=own_kind,
        since_on=day_of(at),
    ).store()  # fmt: skip
    words = {"about": body.name, "purpose": purpose}
    return Changes(body, words=words, kind=kind, parent=parent and parent.pk)


@act("coalitions.body.changed", says=gettext_noop("changed what {about} is called or for"))
def change_body(
    body: Body,
    *,
    by: Capacity,
    at: datetime,
    name: str,
    purpose: str,
    parent: Body | None,
    own_kind: str = "",
    read: Version | None = None,
) -> Changes[Body]:
    """Change a body's name, purpose and the body it stands under, which can't be one beneath it."""
    require(may_coordinate(by, at=at) or same_coalition(by, body) or _same(by, parent))
    fresh(body, read)
    if parent is not None and body.pk in _above(parent):
        raise ValidationError({"parent": _("A body can’t stand under itself. Choose another.")})
    body.name, body.purpose, body.parent, body.own_kind = name, purpose, parent, own_kind
    body.store()
    return Changes(body, words={"about": body.name, "purpose": purpose}, parent=parent and parent.pk)


@act("coalitions.body.ended", says=gettext_noop("ended the body {about}"))
def end_body(body: Body, *, by: Capacity, at: datetime) -> Changes[Body]:
    """End a body that is not the assembly; its seats, terms and mandates end with it. Bodies beneath it move up."""
    require(may_coordinate(by, at=at) or same_coalition(by, body))
    if body.kind == BodyKind.ASSEMBLY:
        raise ValidationError(_("The general assembly lasts as long as the coalition."))
    if body.ended_on:
        raise ValidationError(_("This body has ended already."))
    seats = list(Seat.objects.filter(body=body, ended_on=None))
    ended = [row for seat in seats for row in end_of_seat(seat, on=day_of(at))]
    unseat(seats, at=at)
    ended += [stop(mandate, on=day_of(at)) for mandate in Mandate.objects.filter(live(day_of(at)), body=body)]
    for child in Body.objects.filter(parent=body, ended_on=None):
        child.parent = body.parent
        ended.append(child.store())
    body.ended_on = day_of(at)
    body.store()
    return Changes(body, also=ended, words={"about": body.name})


@act("coalitions.body.resumed", says=gettext_noop("let the body {about} go on after all"))
def resume_body(body: Body, *, by: Capacity, at: datetime) -> Changes[Body]:
    """Let a body that has ended go on. Seats, terms and mandates that ended with it stay ended."""
    require(may_coordinate(by, at=at) or same_coalition(by, body))
    if body.ended_on is None:
        raise ValidationError(_("This body has not ended."))
    body.ended_on = None
    body.store()
    return Changes(body, words={"about": body.name})


@act("coalitions.seat.given", says=gettext_noop("gave {about} a seat in {body}"))
def give_seat(
    body: Body, organisation: Organisation, *, level: str = "", by: Capacity, at: datetime
) -> Changes[Seat]:
    """Give a member organisation a seat in a body. level: whom of it one wants there (SeatLevel), if settled."""
    require(may_coordinate(by, at=at) or same_coalition(by, body))
    if body.kind == BodyKind.ASSEMBLY:
        raise ValidationError(_("In the general assembly every member has its place. It needs no seats."))
    if body.ended_on:
        raise ValidationError(_("This body has ended."))
    if not Membership.objects.filter(organisation=organisation, state=MembershipState.MEMBER).exists():
        raise ValidationError({"organisation": _("Only a member can hold a seat. Admit it first.")})
    if full := seats_taken(body):
        raise ValidationError(full)
    if Seat.objects.filter(body=body, organisation=organisation, ended_on=None).exists():
        raise ValidationError({"organisation": _("This organisation has a seat here already.")})
    seat = Seat(
        coalition_id=home(by), body=body, organisation=organisation, level=level, since_on=day_of(at)
    ).store()
    words = {"about": organisation.name, "body": body.name}
    return Changes(seat, words=words, organisation=organisation.pk, level=level)


@act("coalitions.seat.levelled", says=gettext_noop("said whom {about} is to send to {body}"))
def set_seat_level(
    seat: Seat, level: str, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Seat]:
    """Settle whom of its organisation one wants in a seat: a SeatLevel, or "" for nobody in particular.

    Raises Changed when it no longer says what was `read`.
    """
    seat = fresh(seat, read)
    require(may_structure(by, seat.body, at=at) or same_coalition(by, seat))
    if seat.ended_on:
        raise ValidationError(_("This seat was taken back."))
    before, seat.level = seat.level, level
    seat.store()
    words = {"about": seat.organisation.name, "body": seat.body.name}
    return Changes(seat, words=words, level=level, before=before)


@act("coalitions.seat.filled", says=gettext_noop("named {person} {role} in {body} for {about}"))
def fill_seat(
    seat: Seat, person: Person, *, by: Capacity, at: datetime,
    role: Role = Role.MEMBER, starts_on: date | None = None, ends_on: date | None = None,
) -> Changes[Term]:  # fmt: skip
    """Let a person fill a seat for a term. A running term of the seat ends the day before.

    Where the body's structure sheet says how long a term is, that is its end unless an earlier one is given.
    """
    require(may_fill(by, seat, role, at=at))
    if seat.ended_on:
        raise ValidationError(_("This seat was taken back."))
    starts = starts_on or day_of(at)
    if ends_on is not None and ends_on < starts:
        raise ValidationError({"ends_on": _("Choose a last day that is not before the first.")})
    ends_on = agreed_end(seat, person, starts, ends_on)
    ended = close_terms(seat, before=starts)
    naming.stop_asking(seat, at=at)
    term = Term(
        coalition_id=home(by), seat=seat, person=person, role=role, starts_on=starts, ends_on=ends_on
    ).store()
    words = {"about": seat.organisation.name, "person": person.name, "body": seat.body.name}
    return Changes(
        term, also=ended, words=words, whom=person.pk, role=role, starts_on=starts, ends_on=ends_on
    )


@act("coalitions.seat.vacated", says=gettext_noop("ended the term of {person} in {body}"))
def vacate_seat(term: Term, *, by: Capacity, at: datetime) -> Changes[Term]:
    """End a term today; the seat stands empty until somebody fills it, and its organisation is asked whom it sends."""
    fresh(term)
    require(may_fill(by, term.seat, Role(term.role), at=at) or _running(term, at))
    term.ends_on, term.reminded_at = max(term.starts_on, day_of(at) - timedelta(days=1)), at
    term.store()
    naming.ask_whom(term, at=at)
    words = {"person": term.person.name, "body": term.seat.body.name}
    return Changes(term, words=words, whom=term.person_id, ends_on=term.ends_on)


@act("coalitions.seat.ended", says=gettext_noop("took back the seat of {about} in {body}"))
def end_seat(seat: Seat, *, by: Capacity, at: datetime) -> Changes[Seat]:
    """End a seat and the term that runs in it."""
    require(may_coordinate(by, at=at) or same_coalition(by, seat))
    rows = end_of_seat(seat, on=day_of(at))
    unseat([seat], at=at)
    return Changes(seat, also=rows[1:], words={"about": seat.organisation.name, "body": seat.body.name})


def _running(term: Term, at: datetime) -> Reason | None:
    if term.ends_on is None or term.ends_on >= day_of(at):
        return None
    return Reason(_("This term has ended already."), bar=Bar.CONFLICT)


def _above(body: Body) -> set[object]:
    """The body and all those it stands under."""
    parents = dict(Body.objects.values_list("pk", "parent"))
    found: set[object] = set()
    here: object | None = body.pk
    while here is not None and here not in found:
        found.add(here)
        here = parents.get(here)
    return found


def _same(by: Capacity, parent: Body | None) -> Reason | None:
    return same_coalition(by, parent) if parent else None
