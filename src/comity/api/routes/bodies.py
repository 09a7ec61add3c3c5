"""Bodies, their seats, and who fills them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies as given_as
from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.coalitions import (
    BODY,
    BodyRow,
    BodyShape,
    SeatRow,
    TermShape,
    body_row,
    body_shape,
    seat_row,
    term_shape,
)
from comity.api.shapes.common import Done
from comity.api.values import Given
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.acts import (
    change_body,
    create_body,
    end_body,
    end_seat,
    fill_seat,
    give_seat,
    set_seat_level,
    vacate_seat,
)
from comity.coalitions.forms.bodies import BodyForm, FillForm, NewBodyForm, SeatForm, SeatLevelForm
from comity.coalitions.models import Body, Mandate, Role, Seat, Term
from comity.coalitions.queries import members_of, seats_on, visible_bodies
from comity.coalitions.standing import live
from comity.people.models import Person

router = Router(tags=["coalitions"])
ALL = f"{AT}/bodies"
ONE = f"{ALL}/{{uuid:body}}"
SEAT = f"{AT}/seats/{{uuid:seat}}"
ROLES = given_as.chosen(Role.values, _("As what."), default="member")
NEW = given_as.body("NewBody", NewBodyForm)
CHANGES = given_as.body("BodyChanges", BodyForm, optional=None)
SEATED = given_as.body("NewSeat", SeatForm)
LEVELLED = given_as.body("SeatLevelled", SeatLevelForm)
FILLED = given_as.body("NewTerm", FillForm, role=ROLES)


@reading(router, ALL, says=_("List bodies"), answers=lists.list_of(BodyRow), asks=lists.Asked)
def bodies(request: Call, asked: lists.Asked) -> Any:
    """All bodies, ended ones too, by name."""
    rows = visible_bodies(request.standing).order_by("name", "pk")
    rows = rows.filter(name__icontains=asked.q) if asked.q else rows
    return lists.cut(request, rows, asked, body_row, total=rows.count())


@deed(router, ALL, says=_("Create a body"), act="coalitions.body.created", scope=Scope.COORDINATE, takes=NEW,
      answers=BodyShape, status=201)  # fmt: skip
def create(request: Call, given: Given) -> Any:
    """It decides or works for all. Its seats belong to organisations; people fill them for a time."""
    said = given_as.cleaned(NewBodyForm, given, bodies=_there())
    return _body(request, create_body(by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one body"), answers=BodyShape)
def body(request: Call, body: UUID) -> Any:
    """Who sits in it, as what and for how long, and who holds a mandate for it."""
    return _body(request, body)


@deed(router, ONE, says=_("Change a body"), act="coalitions.body.changed", scope=Scope.COORDINATE, method="PATCH",
      takes=CHANGES, answers=BodyShape, versioned=True)  # fmt: skip
def edit(request: Call, body: UUID, given: Given, read: Version | None) -> Any:
    """What it is called, what it is for, where it stands. Send only what changes."""
    row = body_found(request, body)
    stands = {name: getattr(row, name) for name in BODY} | {"parent": row.parent_id}
    whole = {**stands, **given.model_dump(exclude_unset=True)}
    said = given_as.read_by(BodyForm, whole, bodies=_there().exclude(pk=body))
    change_body(row, by=request.capacity, at=now(), read=read, **said)
    return _body(request, body)


@deed(router, f"{ONE}/end", says=_("End a body"), act="coalitions.body.ended", scope=Scope.COORDINATE,
      answers=BodyShape)  # fmt: skip
def end(request: Call, body: UUID) -> Any:
    """Its seats, terms and mandates end with it. This can’t be taken back."""
    end_body(body_found(request, body), by=request.capacity, at=now())
    return _body(request, body)


# ── seats and terms ──


@deed(router, f"{ONE}/seats", says=_("Give an organisation a seat"), act="coalitions.seat.given",
      scope=Scope.COORDINATE, takes=SEATED, answers=SeatRow, status=201)  # fmt: skip
def give(request: Call, body: UUID, given: Given) -> Any:
    """It stands empty until somebody fills it."""
    said = given_as.cleaned(SeatForm, given, organisations=members_of(request.coalition.pk))
    return _seat(give_seat(body_found(request, body), by=request.capacity, at=now(), **said).pk)


@deed(router, f"{SEAT}/level", says=_("Say whom of its organisation you want in a seat"),
      act="coalitions.seat.levelled", scope=Scope.COORDINATE, takes=LEVELLED, answers=SeatRow)  # fmt: skip
def level(request: Call, seat: UUID, given: Given) -> Any:
    """Somebody who directs it, of its front line, a resident, a youth leader, a politician, an expert."""
    said = given_as.cleaned(SeatLevelForm, given)
    return _seat(set_seat_level(_seat_row(request, seat), said["level"], by=request.capacity, at=now()).pk)


@deed(router, f"{SEAT}/fill", says=_("Fill a seat"), act="coalitions.seat.filled", scope=Scope.COORDINATE,
      takes=FILLED, answers=TermShape, status=201)  # fmt: skip
def fill(request: Call, seat: UUID, given: Given) -> Any:
    """With somebody who acts for its organisation. Whoever speaks for that can do it, too."""
    row = _seat_row(request, seat)
    acting = Mandate.objects.filter(live(day_of(now())), organisation=row.organisation_id).values("person")
    said = given_as.cleaned(FillForm, given, people=Person.objects.filter(pk__in=acting), barred=())
    role = Role(said.pop("role"))
    return term_shape(term_found(request, fill_seat(row, role=role, by=request.capacity, at=now(), **said).pk))


@deed(router, f"{SEAT}/end", says=_("Take a seat back"), act="coalitions.seat.ended", scope=Scope.COORDINATE,
      answers=Done)  # fmt: skip
def take_back(request: Call, seat: UUID) -> Any:
    """The term that runs in it ends today."""
    end_seat(_seat_row(request, seat), by=request.capacity, at=now())
    return Done(done=True)


@deed(router, f"{AT}/terms/{{uuid:term}}/end", says=_("End a term"), act="coalitions.seat.vacated",
      scope=Scope.COORDINATE, answers=TermShape)  # fmt: skip
def vacate(request: Call, term: UUID) -> Any:
    """Before its day. The seat stays with the organisation."""
    return term_shape(vacate_seat(term_found(request, term), by=request.capacity, at=now()))


def _there() -> Any:
    return Body.objects.filter(ended_on=None).order_by("name")


def body_found(request: Call, pk: UUID) -> Body:
    """The body of that id, or 404."""
    row: Body = get_object_or_404(visible_bodies(request.standing), pk=pk)
    return row


def _seat_row(request: Call, pk: UUID) -> Seat:
    rows = Seat.objects.filter(body__in=visible_bodies(request.standing)).select_related("body", "organisation")
    row: Seat = get_object_or_404(rows, pk=pk)
    return row


def term_found(request: Call, pk: UUID) -> Term:
    """The term of that id with its seat, body and person, or 404."""
    rows = Term.objects.filter(seat__body__in=visible_bodies(request.standing))
    row: Term = get_object_or_404(rows.select_related("seat__body", "seat__organisation", "person"), pk=pk)
    return row


def _seat(pk: UUID) -> SeatRow:
    return seat_row(seats_on(day_of(now()), pk=pk).get())


def _body(request: Call, pk: UUID) -> BodyShape:
    row, day = body_found(request, pk), day_of(now())
    mandates = Mandate.objects.filter(live(day), body=row).select_related("person", "organisation", "body")
    return body_shape(row, list(seats_on(day, body=row)), list(mandates.order_by("starts_on", "pk")), day)
