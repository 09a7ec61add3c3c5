"""Calls for help and what was offered."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.network.acts.calls import EDITABLE
from comity.network.models import HelpCall, HelpOffer


class HelpOfferShape(Answer):
    """What another member offers, and what came of it."""

    id: UUID
    call: UUID
    organisation: Ref | None
    words: str = Field(examples=["Ana can on Tuesday."])
    state: str = Field(description="offered, taken, declined, withdrawn or given.", examples=["offered"])
    answer: str = Field(examples=["Yes, please."])
    offered_at: Moment
    given_on: Day | None
    given_minutes: int | None = Field(examples=[60])
    thanks: str = Field(examples=["She saved us a month."])


class HelpCallShape(Answer):
    """Small help that a member asks for. Send `version` as If-Match with a change."""

    id: UUID
    organisation: Ref | None
    title: str = Field(examples=["Somebody to read our lease with us"])
    text: str = Field(examples=["Twelve pages, in English."])
    kind: str = Field(description="expertise, hands, space or other.", examples=["expertise"])
    minutes: int = Field(description="About how many minutes it takes.", examples=[60])
    by_on: Day
    state: str = Field(description="open or closed.", examples=["open"])
    asked_at: Moment
    closed_at: Moment | None = Field(examples=[None])
    offers: list[HelpOfferShape] = Field(description="Oldest first; empty in lists.")
    version: str = Field(examples=["title=3f2a91c07b14"])


def help_call_shape(call: HelpCall, offers: Any = ()) -> HelpCallShape:
    """A call as programs see it."""
    said = {name: getattr(call, name) for name in EDITABLE}
    return HelpCallShape(
        id=call.pk, organisation=ref(call.organisation, call.for_name), **said, state=call.state,
        asked_at=call.asked_at, closed_at=call.closed_at, offers=[help_offer_shape(one) for one in offers],
        version=str(Version.of(call, EDITABLE)),
    )  # fmt: skip


def help_offer_shape(offer: HelpOffer) -> HelpOfferShape:
    """An offer as programs see it."""
    return HelpOfferShape(
        id=offer.pk, call=offer.call_id, organisation=ref(offer.organisation, offer.for_name), words=offer.words,
        state=offer.state, answer=offer.answer, offered_at=offer.offered_at, given_on=offer.given_on,
        given_minutes=offer.given_minutes, thanks=offer.thanks,
    )  # fmt: skip
