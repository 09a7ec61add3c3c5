"""Bodies, their seats, and who fills them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from comity.base.clock import day_of, now
from comity.base.refusal import require
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
from comity.coalitions.asking import ask, inside, posted
from comity.coalitions.forms.bodies import BodyForm, FillForm, NewBodyForm, SeatForm, SeatLevelForm
from comity.coalitions.forms.people import SureForm
from comity.coalitions.models import Body, BodyKind, Mandate, Role, Seat, Term
from comity.coalitions.panels import panels_for_body
from comity.coalitions.permissions import coordinating, filling, structuring
from comity.coalitions.queries import members_of, organisations_of, seats_on, visible_bodies
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import live
from comity.coalitions.views.sheet import sheet_of
from comity.coalitions.views.showing import Named, desk, history
from comity.people.models import Person

#: how long before its last day a term is called to mind
SOON = timedelta(days=60)
#: how many marks of members stand in the row of the assembly
IN_A_ROW = 40
#: how many members the page of the assembly names
A_PAGE = 50


@dataclass(frozen=True)
class Branch:
    """A body in the tree: which organisations sit in it, who presides, which seats are empty, and what is below."""

    body: Body
    here: list[Any]
    vacant: list[Any]
    presides: list[str]
    ends_soon: int
    below: list["Branch"]

    @property
    def kind(self) -> str:
        """What kind of body it is, in its own word if it has one."""
        return kind_of(self.body)


def bodies(request: CoalitionRequest) -> HttpResponse:
    """All bodies that there are, each under the one it belongs to."""
    at = now()
    rows = list(visible_bodies(request.standing).filter(ended_on=None).order_by("name", "pk"))
    seats: dict[UUID, list[Any]] = defaultdict(list)
    for seat in seats_on(day_of(at), body__ended_on=None):
        seats[seat.body_id].append(seat)
    members = [Named(one) for one in members_of(request.coalition.pk)[:IN_A_ROW]]
    tree = grow(rows, lambda body, below: _branch(body, below, seats[body.pk], members, day_of(at)))
    ended = visible_bodies(request.standing).exclude(ended_on=None).order_by("-ended_on", "name")[:20]
    context = {
        "tree": tree, "ended": ended, "desk": desk(request.standing, at=at),
        "members": request.member_count,
    }  # fmt: skip
    return render(request, "coalitions/bodies.html", context)


def grow(rows: list[Body], branch: Callable[[Body, list[Branch]], Branch]) -> list[Branch]:
    """Branches of all bodies, each below its parent; the assembly first. One whose parent is gone stands on top."""
    children: dict[UUID | None, list[Body]] = defaultdict(list)
    known = {body.pk for body in rows}
    for body in sorted(rows, key=lambda one: one.kind != BodyKind.ASSEMBLY):
        children[body.parent_id if body.parent_id in known else None].append(body)

    def below(parent: UUID | None) -> list[Branch]:
        return [branch(body, below(body.pk)) for body in children[parent]]

    return below(None)


def _branch(body: Body, below: list[Branch], seats: list[Any], members: list[Any], day: date) -> Branch:
    if body.kind == BodyKind.ASSEMBLY:
        return Branch(body, members, [], [], 0, below)
    filled = [seat for seat in seats if seat.running]
    chairs = [s for s in filled if s.role in (Role.CHAIR, Role.CONVENER)]
    return Branch(
        body=body, below=below, here=[seat.organisation for seat in filled],
        vacant=[seat.organisation for seat in seats if not seat.running],
        presides=[_("{role}: {name}").format(role=Role(s.role).label, name=s.filled_name) for s in chairs],
        ends_soon=sum(ends_soon(seat.ends_on, day) for seat in filled),
    )  # fmt: skip


def kind_of(body: Body) -> str:
    """The word for its kind: its own, else ours."""
    return body.own_kind or body.get_kind_display()


def ends_soon(ends_on: date | None, day: date) -> bool:
    """Whether a term's last day is near."""
    return ends_on is not None and ends_on - day <= SOON


# ── one body ──


def find(request: CoalitionRequest, pk: UUID) -> Body:
    """The body of that id, or 404."""
    rows = visible_bodies(request.standing).select_related("parent", "structure")
    row: Body = get_object_or_404(rows, pk=pk)
    return row


def body(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Who sits in a body, as what and for how long; what may be changed."""
    one, at = find(request, pk), now()
    seats: list[Any] = [] if one.kind == BodyKind.ASSEMBLY else list(seats_on(day_of(at), body=one))
    for seat in seats:
        seat.soon = ends_soon(seat.ends_on, day_of(at))
        seat.role_label = Role(seat.role).label if seat.role else ""
        seat.why_not_fill = filling(request.standing, seat, Role.MEMBER, at=at)
    context = {
        "body": one,
        "seats": seats,
        **_assembly(request, one, day_of(at)),
        "mandates": Mandate.objects.filter(live(day_of(at)), body=one)
        .select_related("person")
        .order_by("starts_on"),
        "children": Body.objects.filter(parent=one, ended_on=None).order_by("name"),
        "desk": desk(request.standing, at=at),
        "is_assembly": one.kind == BodyKind.ASSEMBLY,
        "kind": kind_of(one),
        **sheet_of(request, one, seats, at=at),
        "panels": panels_for_body(request, one),
    }
    return render(request, "coalitions/body.html", context)


def body_history(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """What was done to a body and its seats, newest first."""
    one = find(request, pk)
    seats = Seat.objects.filter(body=one).values_list("pk", flat=True)
    lines = history(request, one.pk, *seats, limit=200)
    return render(request, "coalitions/body_history.html", {"body": one, "lines": lines})


def _assembly(request: CoalitionRequest, one: Body, day: date) -> dict[str, Any]:
    """The first of the assembly's members and how many there are; the list of organisations has them all."""
    if one.kind != BodyKind.ASSEMBLY:
        return {}
    return {"members": organisations_of(one, on=day)[:A_PAGE], "member_count": request.member_count}


def add_body(request: CoalitionRequest) -> HttpResponse:
    """Create a body."""
    require(coordinating(request.standing, at=now()))
    form = NewBodyForm(posted(request), bodies=Body.objects.filter(ended_on=None).order_by("name"))
    return ask(
        request, form, lambda **answers: create_body(by=request.capacity, at=now(), **answers),
        then=lambda one: inside(request, "body", one.pk), said=_("The body is there. Now give it seats."),
        heading=_("Create a body"), button=_("Create it"), back=inside(request, "bodies"),
        lede=_("A body decides or works for all. Its seats belong to organisations; people fill them for a time."),
    )  # fmt: skip


def edit_body(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Change what a body is called, what it is for, and where it stands."""
    one = find(request, pk)
    require(coordinating(request.standing, at=now()))
    others = Body.objects.filter(ended_on=None).exclude(pk=pk).order_by("name")
    start = {name: getattr(one, name) for name in ("name", "purpose", "parent", "own_kind")}
    return ask(
        request, BodyForm(posted(request), bodies=others, initial=start),
        lambda **answers: change_body(one, by=request.capacity, at=now(), **answers), of=one,
        then=inside(request, "body", pk), said=_("The body is changed."), undo=False,
        heading=_("Change {name}").format(name=one.name), button=_("Save"), back=inside(request, "body", pk),
    )  # fmt: skip


def close_body(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """End a body, after saying what ends with it."""
    one = find(request, pk)
    require(coordinating(request.standing, at=now()))
    return ask(
        request, SureForm(posted(request)), lambda: end_body(one, by=request.capacity, at=now()),
        then=inside(request, "bodies"), said=_("The body has ended."), undo=False, danger=True,
        heading=_("End {name}?").format(name=one.name), button=_("End this body"), back=inside(request, "body", pk),
        lede=_("This can’t be taken back. Its seats, terms and mandates end today; what it did stays in the record."),
    )  # fmt: skip


# ── seats ──


def add_seat(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Give a member a seat."""
    one = find(request, pk)
    require(coordinating(request.standing, at=now()))
    seated = Seat.objects.filter(body=one, ended_on=None).values("organisation")
    free = members_of(request.coalition.pk).exclude(pk__in=seated)
    return ask(
        request, SeatForm(posted(request), organisations=free),
        lambda organisation, level: give_seat(one, organisation, level=level, by=request.capacity, at=now()),
        then=inside(request, "body", pk), said=_("The seat is given. It stands empty until somebody fills it."),
        heading=_("Who gets a seat in {name}?").format(name=one.name), button=_("Give the seat"),
        back=inside(request, "body", pk), template="coalitions/add_seat.html", free=free,
    )  # fmt: skip


def _seat(request: CoalitionRequest, pk: UUID) -> Seat:
    rows = Seat.objects.filter(body__in=visible_bodies(request.standing)).select_related(
        "body", "organisation"
    )
    row: Seat = get_object_or_404(rows, pk=pk)
    return row


def seat_level(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Whom of its organisation one wants in a seat."""
    row = _seat(request, pk)
    require(structuring(request.standing, row.body, at=now()))
    return ask(
        request, SeatLevelForm(posted(request), initial={"level": row.level}),
        lambda level, read: set_seat_level(row, level, by=request.capacity, at=now(), read=read), of=row,
        then=inside(request, "body", row.body_id), said=_("It is settled whom {name} sends.").format(
            name=row.organisation), undo=False, button=_("Save"), back=inside(request, "body", row.body_id),
        heading=_("Whom of {name} do you want in {body}?").format(name=row.organisation, body=row.body),
        lede=_("Who directs an organisation can commit it; who works at the front knows what is needed."),
    )  # fmt: skip


def fill(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Name who fills a seat, among those who act for its organisation."""
    row, at = _seat(request, pk), now()
    require(filling(request.standing, row, Role.MEMBER, at=at))
    acting = Mandate.objects.filter(live(day_of(at)), organisation=row.organisation_id).values("person")
    barred = [(role, str(why)) for role in Role if (why := filling(request.standing, row, role, at=at))]
    form = FillForm(posted(request), people=Person.objects.filter(pk__in=acting), barred=barred)
    return ask(
        request, form,
        lambda person, role, **days: fill_seat(row, person, role=Role(role), by=request.capacity, at=now(), **days),
        then=inside(request, "body", row.body_id), said=_("The seat is filled."), seat=row,
        heading=_("Who sits in {body} for {name}?").format(body=row.body, name=row.organisation),
        button=_("Fill the seat"), back=inside(request, "body", row.body_id), template="coalitions/fill_seat.html",
    )  # fmt: skip


def take_back(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Take a seat back."""
    row = _seat(request, pk)
    require(coordinating(request.standing, at=now()))
    return ask(
        request, SureForm(posted(request)), lambda: end_seat(row, by=request.capacity, at=now()),
        then=inside(request, "body", row.body_id), said=_("The seat is taken back."), undo=False, danger=True,
        heading=_("Take back the seat of {name} in {body}?").format(name=row.organisation, body=row.body),
        lede=_("The term that runs in it ends today. You can give the organisation a new seat later."),
        button=_("Take the seat back"), back=inside(request, "body", row.body_id),
    )  # fmt: skip


def vacate(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """End a term before its day."""
    rows = Term.objects.select_related("seat__body", "seat__organisation", "person")
    row = get_object_or_404(rows.filter(seat__body__in=visible_bodies(request.standing)), pk=pk)
    require(filling(request.standing, row.seat, Role(row.role), at=now()))
    return ask(
        request, SureForm(posted(request)), lambda: vacate_seat(row, by=request.capacity, at=now()),
        then=inside(request, "body", row.seat.body_id), said=_("The term has ended."), undo=False, danger=True,
        heading=_("End the term of {name} in {body}?").format(name=row.person, body=row.seat.body),
        lede=_("The seat stays with {name}, empty until somebody fills it.").format(name=row.seat.organisation),
        button=_("End the term"), back=inside(request, "body", row.seat.body_id),
    )  # fmt: skip
