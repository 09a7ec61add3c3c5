"""Contacts and when one was in touch."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.network.acts.contacts import EDITABLE
from comity.network.models import Acquaintance, Touch


class TouchShape(Answer):
    """Once that somebody was in touch with a contact."""

    id: UUID
    on: Day
    way: str = Field(description="met, called, wrote, event or other.", examples=["called"])
    note: str = Field(examples=["She sends us the list of empty flats."])
    by: Ref | None


class ContactShape(Answer):
    """Somebody in the contact book. Send `version` as If-Match with a change."""

    id: UUID
    kind: str = Field(description="person or organisation.", examples=["person"])
    name: str = Field(examples=["Nils Arve"])
    works_for: str = Field(examples=["City of Saltmere"])
    role: str = Field(examples=["Housing desk"])
    email: str = Field(examples=["nils.arve@example.org"])
    phone: str = Field(examples=["+00 000 0000"])
    how: str = Field(description="How they are best reached.", examples=["Calls back on Mondays."])
    why: str = Field(description="Why we keep this.", examples=["Decides on empty flats."])
    source: str = Field(description="Where we have it from.", examples=["His card, at the fair."])
    keeper: Ref | None = Field(description="Who of us keeps it up.")
    every: int = Field(description="After how many days to be in touch again; 0: never by rhythm.", examples=[91])
    last_on: Day | None
    next_on: Day | None
    confidentiality: str = Field(description="coalition or named.", examples=["coalition"])
    entered_at: Moment
    struck_at: Moment | None = Field(examples=[None])
    touches: list[TouchShape] = Field(description="Newest first; empty in lists.")
    version: str = Field(examples=["name=3f2a91c07b14"])


def contact_shape(contact: Acquaintance, touches: Any = ()) -> ContactShape:
    """A contact as programs see it."""
    said = {name: getattr(contact, name) for name in EDITABLE}
    return ContactShape(
        id=contact.pk, **said, keeper=ref(contact.keeper), last_on=contact.last_on, entered_at=contact.entered_at,
        struck_at=contact.struck_at, touches=[touch_shape(one) for one in touches],
        version=str(Version.of(contact, EDITABLE)),
    )  # fmt: skip


def touch_shape(touch: Touch) -> TouchShape:
    """A touch as programs see it."""
    return TouchShape(id=touch.pk, on=touch.on, way=touch.way, note=touch.note, by=ref(touch.person))
