"""Who speaks in a meeting: rounds, pairs, the queue, turns."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Moment
from comity.meetings.floor import Floor
from comity.meetings.models import Round, Turn


class TurnShape(Answer):
    """A turn of an organisation: asked for, running, or over. Nobody's words are kept."""

    id: UUID
    organisation: Ref
    item: UUID | None = Field(description="The item that was dealt with.")
    round: UUID | None
    first: bool = Field(description="Its equal first turn in the round.")
    minutes: int = Field(ge=0, description="How long it may last.", examples=[2])
    asked_at: Moment | None
    began_at: Moment | None
    ended_at: Moment | None = Field(description="Ended without having begun: the wish was taken back.")


class RoundShape(Answer):
    """A speaking round, or talk in pairs."""

    id: UUID
    kind: str = Field(description="turns or pairs.", examples=["turns"])
    minutes: int = Field(ge=0, description="For each, or for the pairs.", examples=[2])
    groups: list[list[UUID]] = Field(description="Which organisations sit together.")
    begun_at: Moment
    ended_at: Moment | None


class TalkShape(Answer):
    """How long an organisation spoke."""

    organisation: UUID
    seconds: int = Field(ge=0, examples=[390])


class FloorShape(Answer):
    """The floor as it stands."""

    here: list[UUID] = Field(description="Organisations of whom somebody is there.")
    speaking: TurnShape | None
    round: RoundShape | None
    due: list[UUID] = Field(description="Whose first turn in the round is still to come, in order.")
    queue: list[TurnShape] = Field(description="Those who spoke least come first.")
    talk: list[TalkShape]


def turn_shape(one: Turn) -> TurnShape:
    """One turn."""
    return TurnShape(
        id=one.pk, organisation=Ref(id=one.organisation_id, name=one.organisation_name), item=one.item_id,
        round=one.round_id, first=one.first, minutes=one.minutes, asked_at=one.asked_at, began_at=one.began_at,
        ended_at=one.ended_at,
    )  # fmt: skip


def round_shape(one: Round) -> RoundShape:
    """One round."""
    return RoundShape(
        id=one.pk,
        kind=one.kind,
        minutes=one.minutes,
        groups=one.groups,
        begun_at=one.begun_at,
        ended_at=one.ended_at,
    )


def floor_shape(floor: Floor) -> FloorShape:
    """Who speaks, who is next."""
    talk: list[Any] = [TalkShape(organisation=UUID(unit), seconds=n) for unit, n in floor.talk.items()]
    return FloorShape(
        here=[UUID(unit) for unit in floor.here], due=[UUID(unit) for unit in floor.due], talk=talk,
        speaking=turn_shape(floor.speaking) if floor.speaking else None,
        round=round_shape(floor.round) if floor.round else None,
        queue=[turn_shape(floor.wishes[unit]) for unit in floor.line],
    )  # fmt: skip
