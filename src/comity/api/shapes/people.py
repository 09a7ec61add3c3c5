"""Oneself: the person behind a token, where the person stands, and what waits."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.models import Token
from comity.api.values import Answer, Day, Moment
from comity.base.capacity import Capacity
from comity.base.versions import Version
from comity.notices.models import Ask
from comity.people.models import Person

#: what one may change of oneself
PROFILE = ("name", "language", "zone", "wants_digest")


class TokenShape(Answer):
    """The token itself: what it may be used for, where, under which hat, and until when."""

    name: str = Field(examples=["Our spreadsheet"])
    scopes: list[str] = Field(examples=[["read", "vote"]])
    coalition: UUID | None = Field(description="The only coalition it opens; null: all of yours.")
    hat: str = Field(description="The only hat it wears; empty: any of yours.", examples=[""])
    expires_on: Day


class Me(Answer):
    """The person behind the token. Send `version` as If-Match with a change."""

    id: UUID
    name: str = Field(examples=["Amina Haddad"])
    email: str = Field(examples=["amina@example.org"])
    language: str = Field(description="Empty: as each device asks.", examples=["en"])
    zone: str = Field(description="Empty: that of the install.", examples=["Europe/Berlin"])
    wants_digest: bool
    version: str = Field(examples=["name=5f4e3d2c1b0a"])
    token: TokenShape


class HatShape(Answer):
    """One hat: send `hat` as Acting-As."""

    hat: str = Field(examples=["organisation:01993b7e-5c1a-7d3e-8f00-5d1f2a3b4c5d"])
    name: str = Field(examples=["Harbour Tenants’ Union"])
    powers: list[str] = Field(examples=[["speak", "vote"]])
    until: Day | None


class StandingShape(Answer):
    """Where you stand in a coalition."""

    hats: list[HatShape]
    coordinates: bool = Field(description="Whether one of the hats coordinates.")
    seats: list[UUID] = Field(description="The bodies in which you sit, or your organisation does.")
    factor_due: Day | None = Field(description="The last day you may coordinate without a second factor.")


class AskShape(Answer):
    """Something that needs you."""

    id: UUID
    kind: str = Field(examples=["governing.vote"])
    title: str = Field(examples=["Insulate 40 flats before the frost?"])
    acts_for: str = Field(description="In whose name.", examples=["Harbour Tenants’ Union"])
    organisation: UUID | None
    thing: UUID = Field(description="What it is about.")
    due_at: Moment | None
    opened_at: Moment


class MailKind(Answer):
    """A kind of mail that one can do without, and whether one gets it."""

    kind: str = Field(examples=["notices.digest"])
    label: str = Field(examples=["The weekly digest"])
    wanted: bool


def me_shape(person: Person, token: Token) -> Me:
    """The person with the token."""
    told = TokenShape(
        name=token.name, scopes=sorted(token.scopes), coalition=token.coalition_id, hat=token.hat,
        expires_on=token.expires_on,
    )  # fmt: skip
    return Me(
        id=person.pk, name=person.name, email=person.email or "", language=person.language, zone=person.zone,
        wants_digest=person.wants_digest, version=str(Version.of(person, PROFILE)), token=told,
    )  # fmt: skip


def hat_shape(hat: Capacity, hold: Any) -> HatShape:
    """A hat with the mandate behind it, if it has one."""
    powers = sorted(hold.powers) if hold else []
    name, until = hat.of_name or hat.person_name, hold.until if hold else None
    return HatShape(hat=hat.value, name=name, powers=powers, until=until)


def ask_shape(ask: Ask) -> AskShape:
    """What waits."""
    return AskShape(
        id=ask.pk, kind=ask.kind, title=ask.title, acts_for=ask.acts_for, organisation=ask.organisation,
        thing=ask.thing, due_at=ask.due_at, opened_at=ask.opened_at,
    )  # fmt: skip
