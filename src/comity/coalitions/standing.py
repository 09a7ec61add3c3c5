"""Where a person stands in a coalition: read once a request, from seats and mandates, never from flags."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django_scopes import scope, scopes_disabled

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.coalitions.models import Coalition, Mandate, Membership, MembershipState, Power, Role, Seat, Term
from comity.coalitions.officers import due, with_factors

#: the reader of the page that is being made, if it changes nothing
_reading: ContextVar["Standing | None"] = ContextVar("reading", default=None)
#: states in which an organisation's people still see the coalition from inside
INSIDE = (MembershipState.MEMBER, MembershipState.SUSPENDED)


@dataclass(frozen=True)
class Hold:
    """What one live mandate gives: for an organisation or a body, which powers, until when."""

    of: UUID
    name: str
    powers: frozenset[Power]
    until: date | None
    initials: str = ""
    sector: str = ""
    member: bool = True


@dataclass(frozen=True)
class Standing:
    """A person in a coalition. Empty for an outsider: `inside` is False and everything else is bare."""

    person: UUID | None
    coalition: UUID
    organisations: tuple[Hold, ...] = ()
    bodies: tuple[Hold, ...] = ()
    seats: frozenset[UUID] = frozenset()
    roles: Mapping[UUID, Role] = field(default_factory=dict)
    #: until which day (included) a coordinator may go without the second factor that is missing; None: none is missing
    factor_due: date | None = None
    #: stands for the machine, not for a person: only commands that its operator runs there
    operates: bool = False

    @property
    def inside(self) -> bool:
        """May see what members of the coalition see."""
        members = any(hold.member for hold in self.organisations)
        return bool(self.operates or self.bodies or self.seats or members)

    @property
    def coordinates(self) -> bool:
        """Runs the coalition day by day, by a body's mandate."""
        return self.operates or any(Power.COORDINATE in hold.powers for hold in self.bodies)

    @property
    def officer(self) -> bool:
        """Chairs, convenes, deputises or coordinates; such people need a second factor."""
        return self.coordinates or any(role != Role.MEMBER for role in self.roles.values())

    def organisation(self, of: UUID | None) -> Hold | None:
        return next((hold for hold in self.organisations if hold.of == of), None)

    def body(self, of: UUID | None) -> Hold | None:
        return next((hold for hold in self.bodies if hold.of == of), None)

    def may(self, capacity: Capacity, power: Power) -> bool:
        """Is this power held in the capacity the person acts in?"""
        hold = self.organisation(capacity.organisation) or self.body(capacity.body)
        return hold is not None and power in hold.powers


def standing_of(person: UUID | None, coalition: UUID, *, at: datetime) -> Standing:
    """Where the person stands on that day (terms and mandates count their last day in). Two queries."""
    if person is None:
        return Standing(None, coalition)
    day = day_of(at)
    with scope(coalition=coalition):
        mandates = list(_mandates(person, day))
        seats = list(_seats(person, mandates, day))
    roles = {seat["body"]: Role(seat["term__role"]) for seat in seats if seat["term__role"]}
    presided = [_presiding(seat) for seat in seats if seat["term__role"] in (Role.CHAIR, Role.CONVENER)]
    return Standing(
        person=person,
        coalition=coalition,
        organisations=_merged([_hold(m) for m in mandates if m.organisation_id]),
        bodies=_merged([_hold(m) for m in mandates if m.body_id] + presided),
        seats=frozenset(seat["body"] for seat in seats),
        roles={body: role for body, role in roles.items() if role != Role.MEMBER},
        factor_due=due(mandates),
    )


def mandated(person: UUID | None, coalition: UUID, *, at: datetime) -> Standing:
    """What mandates alone give: enough to know who coordinates, and with which second factor. One query.

    Seats are left out, so whoever is inside by a seat only seems to be outside.
    """
    if person is None:
        return Standing(None, coalition)
    with scope(coalition=coalition):
        mandates = list(_mandates(person, day_of(at)))
    return Standing(
        person=person, coalition=coalition, organisations=_merged([_hold(m) for m in mandates if m.organisation_id]),
        bodies=_merged([_hold(m) for m in mandates if m.body_id]), factor_due=due(mandates),
    )  # fmt: skip


def coalitions_of(person: UUID, *, at: datetime) -> "QuerySet[Coalition]":
    """Every coalition that the person is inside of, by a live mandate or term, with its `member_count`.

    Who speaks for a prospect is not inside yet. The one reading across coalitions.
    """
    day = day_of(at)
    with scopes_disabled():
        home = Membership.objects.filter(
            coalition=OuterRef("coalition"), organisation=OuterRef("organisation"), state__in=INSIDE
        )
        held = Mandate.objects.filter(live(day), person=person)
        mandates = held.filter(Q(organisation=None) | Q(Exists(home))).values("coalition")
        terms = Term.objects.filter(live(day), person=person, seat__ended_on=None).values("coalition")
        members = Membership.objects.filter(coalition=OuterRef("pk"), state=MembershipState.MEMBER)
        counted = members.order_by().values("coalition").annotate(n=Count("pk")).values("n")
        rows = Coalition.objects.filter(Q(pk__in=mandates) | Q(pk__in=terms))
        return rows.annotate(member_count=Coalesce(Subquery(counted), 0))


def live(day: date, prefix: str = "") -> Q:
    """Rows with `starts_on` and `ends_on` that hold on that day."""
    ends = Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day})
    return Q(**{f"{prefix}starts_on__lte": day}) & ends


def _mandates(person: UUID, day: date) -> "QuerySet[Mandate]":
    of_member = Membership.objects.filter(organisation=OuterRef("organisation"), state__in=INSIDE)
    return (
        with_factors(Mandate.objects.filter(live(day), person=person))
        .select_related("organisation", "body")
        .annotate(of_member=Exists(of_member))
        .order_by("starts_on", "pk")
    )


def _seats(person: UUID, mandates: list[Mandate], day: date) -> "QuerySet[Any, Any]":
    """Seats the person fills, and those of organisations the person acts for: such bodies are open to the person."""
    organisations = {m.organisation_id for m in mandates if m.organisation_id}
    mine = FilteredRelation("terms", condition=Q(terms__person=person) & live(day, "terms__"))
    rows: QuerySet[Any, Any] = (
        Seat.objects.filter(ended_on=None, body__ended_on=None)
        .annotate(term=mine)
        .filter(Q(term__isnull=False) | Q(organisation__in=organisations))
        .values("body", "body__name", "term__role", "term__ends_on")
    )
    return rows


def _hold(mandate: Any) -> Hold:
    powers = mandate.powers
    if mandate.body_id:
        return Hold(mandate.body_id, mandate.body.name, powers, mandate.ends_on)
    organisation = mandate.organisation
    return Hold(
        organisation.pk, organisation.name, powers, mandate.ends_on,
        organisation.initials, organisation.sector, mandate.of_member,
    )  # fmt: skip


def _presiding(seat: Mapping[str, Any]) -> Hold:
    """Who chairs or convenes a body speaks and reports for it as long as the term lasts."""
    powers = frozenset({Power.SPEAK, Power.REPORT})
    return Hold(seat["body"], seat["body__name"], powers, seat["term__ends_on"])


def _merged(holds: list[Hold]) -> tuple[Hold, ...]:
    """Several mandates for the same organisation or body are one hold with all powers."""
    merged: dict[UUID, Hold] = {}
    for hold in holds:
        known = merged.get(hold.of)
        merged[hold.of] = hold if known is None else replace(known, powers=known.powers | hold.powers)
    return tuple(merged.values())


def capacities(standing: Standing, *, name: str) -> list[Capacity]:
    """Every hat the person may wear here: organisations first, then bodies, then oneself."""
    for_organisations = [
        Capacity(standing.person, name, ActsFor.ORGANISATION, hold.of, hold.name, standing.coalition)
        for hold in standing.organisations
    ]
    for_bodies = [
        Capacity(standing.person, name, ActsFor.BODY, hold.of, hold.name, standing.coalition)
        for hold in standing.bodies
    ]
    oneself = Capacity(standing.person, name, ActsFor.SELF, None, "", standing.coalition)
    return [*for_organisations, *for_bodies, oneself]


def home(by: Capacity) -> UUID:
    """The coalition a capacity acts in; ValueError for one outside any coalition."""
    if by.coalition is None:
        raise ValueError("This act needs a coalition.")
    return by.coalition


def standing_behind(by: Capacity, *, at: datetime) -> Standing:
    """The standing behind a capacity at the time of an act; ValueError for a capacity outside any coalition."""
    known = _reading.get()
    if known is not None and (known.person, known.coalition) == (by.person, home(by)):
        return known
    return standing_of(by.person, home(by), at=at)


@contextmanager
def reading_as(standing: Standing) -> Iterator[None]:
    """While a page is only read, its reader stands where they stood when it began: nobody looks it up again."""
    token = _reading.set(standing)
    try:
        yield
    finally:
        _reading.reset(token)


def covered(by: Capacity, standing: Standing) -> bool:
    """Does a live mandate or seat cover the capacity that was declared?"""
    match by.acts_for:
        case ActsFor.ORGANISATION:
            return standing.organisation(by.of) is not None
        case ActsFor.BODY:
            return standing.body(by.of) is not None
        case ActsFor.SELF | ActsFor.RULE:
            return True
