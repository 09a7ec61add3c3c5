"""The founding meeting: who is invited, what each said, doubts and approved."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Moment
from comity.founding.convening.queries import Founding


class PartyShape(Answer):
    """An organisation that is invited to found."""

    id: UUID
    organisation: Ref
    founder: bool = Field(description="Whether it was a member when it was invited.", examples=[False])
    reply: Literal["", "coming", "away"] = Field(examples=["coming"])
    deputy: str = Field(description="Who comes.", examples=["Lotte Marsh"])
    motivation: str = Field(examples=["Our guests go home to cold rooms."])
    questions: str = Field(examples=["Who pays?"])
    expectations: str = Field(examples=["That we are heard."])
    spoke_at: Moment | None = Field(description="When it had its time in the round.")
    answer: Literal["", "asked", "signed", "declined"] = Field(
        description="To the founding; empty before it was asked.", examples=["signed"]
    )
    why: str = Field(description="Why it declined.", examples=[""])
    joined_at: Moment | None


class ConveningShape(Answer):
    """A founding, from its preparation to the constitution."""

    id: UUID
    state: Literal["preparing", "sent", "approving", "constituted", "dropped"]
    caller: str = Field(description="In whose name all are invited.", examples=["Youth Club"])
    meeting: UUID
    at_least: int = Field(examples=[3])
    share: int = Field(description="Of a hundred invited.", examples=[50])
    needed: int = Field(description="Approvals that the rule needs.", examples=[4])
    approved: int = Field(examples=[2])
    mission_version: int | None = Field(description="That was sent ahead.", examples=[2])
    structure_version: int | None = Field(examples=[1])
    sheet: UUID | None = Field(description="What is signed.")
    prepared_at: Moment
    sent_at: Moment | None
    approval_opened_at: Moment | None
    constituted_at: Moment | None
    dropped_at: Moment | None = Field(examples=[None])
    dropped_why: str = Field(examples=[""])
    parties: list[PartyShape]


class FoundingShape(Answer):
    """The founding under way or done; null where nobody has prepared one."""

    founding: ConveningShape | None


class ReservationShape(Answer):
    """What an invited organisation has doubts about."""

    id: UUID
    raised_by: str = Field(examples=["Ferry Kitchen"])
    words: str = Field(examples=["Who pays if the lease runs on?"])
    state: Literal["open", "closed", "carried"]
    answer: str = Field(examples=["All of us, by size."])
    raised_at: Moment
    settled_at: Moment | None


def convening_shape(found: Founding) -> ConveningShape:
    """The whole of it."""
    one: Any = found.convening
    return ConveningShape(
        id=one.pk, state=one.state, caller=one.caller_name or one.for_name, meeting=one.meeting_id,
        at_least=one.at_least, share=one.share, needed=found.needed, approved=found.approved,
        mission_version=one.mission_number, structure_version=one.structure_number, sheet=one.sheet_id,
        prepared_at=one.prepared_at, sent_at=one.sent_at, approval_opened_at=one.approval_opened_at,
        constituted_at=one.constituted_at, dropped_at=one.dropped_at, dropped_why=one.dropped_why,
        parties=[party_shape(place) for place in found.places],
    )  # fmt: skip


def party_shape(place: Any) -> PartyShape:
    """One that is invited (`founding.convening.queries.Place`)."""
    one = place.party
    return PartyShape(
        id=one.pk, organisation=Ref(id=one.organisation_id, name=one.name), founder=one.founder, reply=place.reply,
        deputy=place.deputy, motivation=one.motivation, questions=one.questions, expectations=one.expectations,
        spoke_at=one.spoke_at, answer=place.answer, why=place.why, joined_at=one.joined_at,
    )  # fmt: skip


def reservation_shape(row: Any) -> ReservationShape:
    """One reservation."""
    return ReservationShape(
        id=row.pk, raised_by=row.said_for, words=row.words, state=row.state, answer=row.answer,
        raised_at=row.raised_at, settled_at=row.settled_at,
    )  # fmt: skip
