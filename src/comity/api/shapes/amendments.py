"""Amendments as programs read them."""

from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Moment
from comity.governing.models import Amendment


class ProposalAmendmentShape(Answer):
    """How somebody would have a proposal read."""

    id: UUID
    number: int = Field(examples=[1])
    made_by: str = Field(examples=["Harbour Tenants’ Union"])
    base: str = Field(description="The text on which it was made.", examples=["We begin soon."])
    text: str = Field(examples=["We begin by March."])
    why: str = Field(examples=["“Soon” was two years last time."])
    state: str = Field(examples=["waiting"])
    reason: str = Field(description="Why it was declined.", examples=[""])
    vote: Ref | None = Field(description="The vote on it.")
    made_at: Moment
    settled_at: Moment | None


def proposal_amendment_shape(one: Amendment) -> ProposalAmendmentShape:
    """One amendment. Needs its vote."""
    vote = Ref(id=one.vote.pk, name=f"{one.vote.code} {one.vote.title}") if one.vote else None
    return ProposalAmendmentShape(
        id=one.pk, number=one.number, made_by=one.said_for, base=one.base, text=one.text, why=one.why, state=one.state,
        reason=one.reason, vote=vote, made_at=one.made_at, settled_at=one.settled_at,
    )  # fmt: skip
