"""Why the members work together: reasons with their figures, and who stands by them."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Moment
from comity.coalitions.standing import Standing
from comity.founding.reasons.queries import figures_of, said_visible_to, visible_to


class ReasonShape(Answer):
    """One reason, benefit or drawback."""

    id: UUID
    kind: Literal["numbers", "diversity", "competences", "benefit", "drawback"]
    words: str = Field(examples=["Together we speak for two thirds of the tenants."])
    counter: str = Field(description="Of a drawback: what is done about it.")
    named_for: str
    named_at: Moment
    dropped_at: Moment | None


class ReaffirmationShape(Answer):
    """The last word of a member on the reasons."""

    organisation: Ref
    stands: bool
    words: str = Field(description="What it gains, or why it does not stand by them any more.")
    said_at: Moment


class ReasonsShape(Answer):
    """All of it, with the figures of today. differ: how many in 100 pairs drawn by lot are of different sectors."""

    members: int
    sectors: int
    differ: int | None
    competences: int
    reasons: list[ReasonShape]
    reaffirmed: list[ReaffirmationShape]


def reasons_shape(standing: Standing, coalition: UUID) -> ReasonsShape:
    """All reasons that stand, and what members said last."""
    figures = figures_of(coalition)
    return ReasonsShape(
        members=figures.members, sectors=len(figures.by_sector), differ=figures.differ,
        competences=figures.competences,
        reasons=[reason_shape(row) for row in visible_to(standing).filter(dropped_at=None)],
        reaffirmed=[reaffirmation_shape(row) for row in said_visible_to(standing).filter(replaced_at=None)],
    )  # fmt: skip


def reason_shape(row: Any) -> ReasonShape:
    """One reason."""
    return ReasonShape(
        id=row.pk, kind=row.kind, words=row.words, counter=row.counter, named_for=row.said_for, named_at=row.named_at,
        dropped_at=row.dropped_at,
    )  # fmt: skip


def reaffirmation_shape(row: Any) -> ReaffirmationShape:
    """One word. Needs its organisation."""
    return ReaffirmationShape(
        organisation=Ref(id=row.organisation_id, name=row.organisation.name), stands=row.stands, words=row.words,
        said_at=row.said_at,
    )  # fmt: skip
