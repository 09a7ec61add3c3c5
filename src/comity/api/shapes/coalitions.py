"""Coalitions, organisations, people, mandates, bodies, seats and terms."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.coalitions.acts.coalitions import SETTINGS
from comity.coalitions.models import Body, Coalition, Mandate, Membership, Parcel, Term
from comity.people.acts.organisations import PROFILE
from comity.people.models import Organisation

NAME, PLACE = "Harbour Homes Together", "Saltmere"


class CoalitionRow(Answer):
    """A coalition you belong to."""

    id: UUID
    slug: str = Field(description="Its name in addresses of pages.", examples=["harbour-homes"])
    name: str = Field(examples=[NAME])
    place: str = Field(examples=[PLACE])
    stage: str = Field(examples=["formation"])
    members: int = Field(ge=0, description="How many organisations are members.", examples=[7])


class CoalitionShape(Answer):
    """A coalition with its settings. Send `version` as If-Match with a change."""

    id: UUID
    slug: str = Field(examples=["harbour-homes"])
    name: str = Field(examples=[NAME])
    place: str = Field(examples=[PLACE])
    purpose: str = Field(examples=["No family in the harbour freezes in winter."])
    reasons: str = Field(description="One a line.", examples=["We share the same tenants"])
    type: str = Field(description="Empty: not known yet.", examples=["association"])
    stage: str = Field(examples=["formation"])
    zone: str = Field(examples=["Europe/Berlin"])
    language: str = Field(description="Language of record.", examples=["en"])
    founded_on: Day | None
    has_page: bool
    officers_need_second_factor: bool
    started_at: Moment
    version: str = Field(examples=["name=5f4e3d2c1b0a;place=0a1b2c3d4e5f"])


class OrganisationRow(Answer):
    """An organisation of the list, as it appears here."""

    id: UUID
    name: str = Field(examples=["Harbour Tenants’ Union"])
    slug: str = Field(examples=["harbour-tenants-union"])
    state: str = Field(description="Of its membership.", examples=["member"])
    since_on: Day | None
    sector: str = Field(examples=["citizen"])
    base: str = Field(description="Where it stands: community or institution.", examples=["community"])
    place: str = Field(examples=[PLACE])
    website: str = Field(examples=["https://example.org"])
    people: int = Field(ge=0, description="How many people act for it.", examples=[2])
    lead_days: int | None = Field(description="Days it needs to decide.", examples=[7])


class MandateShape(Answer):
    """Who may do what, for whom, until when. Its last day is included."""

    id: UUID
    person: Ref
    organisation: Ref | None
    body: Ref | None
    powers: list[str] = Field(examples=[["speak", "vote"]])
    starts_on: Day
    ends_on: Day | None
    holds: bool = Field(description="Whether it is in force today.")


class SeatRow(Answer):
    """A seat in a body, and who fills it now."""

    id: UUID
    body: Ref
    organisation: Ref
    since_on: Day
    level: str = Field(description="Whom of it one wants there; empty: not settled.", examples=["director"])
    term: UUID | None = Field(description="The term that runs, if somebody fills it.")
    person: Ref | None
    role: str = Field(description="Empty while nobody fills it.", examples=["chair"])
    ends_on: Day | None


class OrganisationShape(Answer):
    """An organisation with its profile, mandates and seats. Send `version` as If-Match with a change."""

    id: UUID
    slug: str = Field(examples=["harbour-tenants-union"])
    name: str = Field(examples=["Harbour Tenants’ Union"])
    shown_name: str = Field(description="As it appears in this coalition.", examples=["Harbour Tenants’ Union"])
    short: str = Field(examples=["HT"])
    membership: UUID
    state: str = Field(examples=["member"])
    since_on: Day | None
    merged_into: UUID | None = Field(description="The one that stayed, if it was merged away.", examples=[None])
    sector: str = Field(examples=["citizen"])
    base: str = Field(examples=["community"])
    people_count: int | None = Field(examples=[240])
    place: str = Field(examples=[PLACE])
    website: str = Field(examples=["https://example.org"])
    words: str = Field(description="In its own words.", examples=["We are the tenants of Pier Street."])
    serves: str = Field(examples=["tenants of Pier Street"])
    languages: str = Field(examples=["English"])
    holidays: str = Field(examples=[""])
    decided_by: str = Field(examples=["members’ evening"])
    decides: str = Field(examples=["monthly"])
    lead_days: int | None = Field(examples=[7])
    has_page: bool
    mandates: list[MandateShape] = Field(description="Those in force.")
    seats: list[SeatRow]
    version: str = Field(examples=["name=5f4e3d2c1b0a;place=0a1b2c3d4e5f"])


class MembershipShape(Answer):
    """The membership of an organisation."""

    id: UUID
    organisation: Ref
    state: str = Field(examples=["member"])
    since_on: Day
    shown_as: str = Field(description="Empty: under its own name.", examples=[""])
    leaves_on: Day | None = Field(description="From which day it is no member, if it gave notice.", examples=[None])


class PersonRow(Answer):
    """Somebody who acts or acted here. `email` only for coordinators."""

    id: UUID
    name: str = Field(examples=["Amina Haddad"])
    email: str | None = Field(examples=["amina@example.org"])
    mandates: list[MandateShape]
    terms: list["TermShape"]


class TermShape(Answer):
    """A person filling a seat. Its last day is included."""

    id: UUID
    seat: UUID
    body: Ref
    role: str = Field(examples=["member"])
    starts_on: Day
    ends_on: Day | None


class BodyRow(Answer):
    """A body of the coalition."""

    id: UUID
    name: str = Field(examples=["Steering committee"])
    kind: str = Field(examples=["strategic"])
    own_kind: str = Field(examples=[""])
    purpose: str = Field(examples=["Decides between assemblies."])
    parent: UUID | None
    since_on: Day
    ended_on: Day | None = Field(examples=[None])


class BodyShape(BodyRow):
    """A body with its seats and mandates. In the assembly every member has its place without a seat."""

    seats: list[SeatRow]
    mandates: list[MandateShape]
    version: str = Field(examples=["name=5f4e3d2c1b0a;purpose=0a1b2c3d4e5f"])


class ParcelShape(Answer):
    """Everything of a coalition, packed to be taken along."""

    id: UUID
    state: str = Field(description="packing, ready or failed.", examples=["ready"])
    size: int = Field(ge=0, description="In bytes, once it is ready.", examples=[120_000])
    asked_at: Moment
    expires_at: Moment


#: what may be changed of a body
BODY = ("name", "purpose", "parent", "own_kind")


def coalition_row(row: Any) -> CoalitionRow:
    """A coalition of `coalitions_of`."""
    return CoalitionRow(
        id=row.pk, slug=row.slug, name=row.name, place=row.place, stage=row.stage, members=row.member_count
    )


def coalition_shape(row: Coalition) -> CoalitionShape:
    """The whole coalition."""
    settings = {name: getattr(row, name) for name in SETTINGS}
    return CoalitionShape(
        id=row.pk, slug=row.slug, stage=row.stage, started_at=row.started_at,
        version=str(Version.of(row, (*SETTINGS, "stage"))), **settings,
    )  # fmt: skip


def organisation_row(row: Any) -> OrganisationRow:
    """A row of the list of organisations."""
    return OrganisationRow(
        id=row.pk, name=row.shown_name, slug=row.slug, state=row.state_here, since_on=row.since_here,
        sector=row.sector, base=row.base, place=row.place, website=row.website, people=row.speakers,
        lead_days=row.lead_days,
    )  # fmt: skip


def organisation_shape(row: Any, mandates: list[Mandate], seats: list[Any], day: date) -> OrganisationShape:
    """The whole organisation; row: of `visible_organisations`."""
    profile = {name: getattr(row, name) for name in PROFILE}
    return OrganisationShape(
        id=row.pk, slug=row.slug, shown_name=row.shown_name, membership=row.membership_here, state=row.state_here,
        since_on=row.since_here, merged_into=row.merged_into_id, version=str(Version.of(row, PROFILE)),
        mandates=[mandate_shape(one, day) for one in mandates], seats=[seat_row(one) for one in seats], **profile,
    )  # fmt: skip


def membership_shape(row: Membership) -> MembershipShape:
    """A membership with its organisation."""
    one: Organisation = row.organisation
    return MembershipShape(
        id=row.pk, organisation=Ref(id=one.pk, name=one.name), state=row.state, since_on=row.since_on,
        shown_as=row.shown_as, leaves_on=row.leaves_on,
    )  # fmt: skip


def mandate_shape(row: Mandate, day: date) -> MandateShape:
    """A mandate with person, organisation and body."""
    return MandateShape(
        id=row.pk, person=Ref(id=row.person_id, name=row.person.name), organisation=ref(row.organisation),
        body=ref(row.body), powers=sorted(row.powers), starts_on=row.starts_on, ends_on=row.ends_on,
        holds=row.holds(day),
    )  # fmt: skip


def seat_row(row: Any) -> SeatRow:
    """A seat of `seats_on`."""
    filled = Ref(id=row.filled_by, name=row.filled_name) if row.filled_by else None
    return SeatRow(
        id=row.pk, body=Ref(id=row.body_id, name=row.body.name),
        organisation=Ref(id=row.organisation_id, name=row.organisation.name), since_on=row.since_on, level=row.level,
        term=row.running, person=filled, role=row.role or "", ends_on=row.ends_on,
    )  # fmt: skip


def term_shape(row: Term) -> TermShape:
    """A term with its seat and body."""
    body = row.seat.body
    return TermShape(
        id=row.pk, seat=row.seat_id, body=Ref(id=body.pk, name=body.name), role=row.role, starts_on=row.starts_on,
        ends_on=row.ends_on,
    )  # fmt: skip


def person_row(row: Any, day: date, *, addressed: bool) -> PersonRow:
    """Somebody of the list of people. addressed: the reader may see addresses."""
    for mandate in row.hats:
        mandate.person = row
    return PersonRow(
        id=row.pk, name=row.name, email=row.email if addressed else None,
        mandates=[mandate_shape(one, day) for one in row.hats], terms=[term_shape(one) for one in row.fills],
    )  # fmt: skip


def body_row(row: Body) -> BodyRow:
    """A body."""
    return BodyRow(**_of_body(row))


def body_shape(row: Body, seats: list[Any], mandates: list[Mandate], day: date) -> BodyShape:
    """The whole body."""
    return BodyShape(
        **_of_body(row), seats=[seat_row(one) for one in seats], version=str(Version.of(row, BODY)),
        mandates=[mandate_shape(one, day) for one in mandates],
    )  # fmt: skip


def parcel_shape(row: Parcel) -> ParcelShape:
    """A parcel."""
    return ParcelShape(
        id=row.pk, state=row.state, size=row.size, asked_at=row.asked_at, expires_at=row.expires_at
    )


def _of_body(row: Body) -> dict[str, Any]:
    return {
        "id": row.pk, "name": row.name, "kind": row.kind, "own_kind": row.own_kind, "purpose": row.purpose,
        "parent": row.parent_id, "since_on": row.since_on, "ended_on": row.ended_on,
    }  # fmt: skip


PersonRow.model_rebuild()
