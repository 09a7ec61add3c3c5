"""Kinds of coalition: what is wanted, how each fits, and what was decided."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Moment
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing
from comity.core.advice.kinds import CHOICES, Trait, fits
from comity.founding.kind.queries import changes_visible_to, chosen

KindName = Literal["information", "association", "council", "campaign", "ongoing"]


class KindQuestionShape(Answer):
    """One respect, its choices, and the one that is wanted; null while nobody has said it."""

    trait: Literal["purpose", "membership", "structure", "money"]
    choices: list[str]
    choice: str | None


class KindFitShape(Answer):
    """How one kind fits, in hundredths. points: per respect 2 made for it, 1 can live with it, 0 does not fit."""

    kind: KindName
    share: int
    points: dict[str, int]


class KindChangeShape(Answer):
    """A kind that was chosen, or that the members were asked about."""

    id: UUID
    kind: KindName
    before: KindName | None
    reason: str
    vote: UUID | None
    proposed_at: Moment
    carried_at: Moment | None
    taken_back_at: Moment | None


class KindsShape(Answer):
    """What is wanted, and the kinds, the best first."""

    kind: KindName | None = Field(description="What the coalition is today.")
    questions: list[KindQuestionShape]
    fits: list[KindFitShape]
    changes: list[KindChangeShape] = Field(description="What was chosen and decided, the newest first.")


def kinds_shape(standing: Standing, coalition: Coalition) -> KindsShape:
    """All of it."""
    said: Any = chosen(standing)
    here: Any = coalition.type or None
    questions = [
        KindQuestionShape(trait=trait.value, choices=list(CHOICES[trait]), choice=said.get(trait)) for trait in Trait
    ]
    found = [
        KindFitShape(
            kind=fit.kind.value, share=round(100 * fit.share),
            points={trait.value: value for trait, value in fit.points.items()},
        )
        for fit in fits(said)
    ]
    changes = [change_shape(row) for row in changes_visible_to(standing)[:200]]
    return KindsShape(kind=here, questions=questions, fits=found, changes=changes)


def change_shape(row: Any) -> KindChangeShape:
    """One choice or change."""
    return KindChangeShape(
        id=row.pk, kind=row.kind, before=row.before or None, reason=row.reason, vote=row.vote_id,
        proposed_at=row.proposed_at, carried_at=row.carried_at, taken_back_at=row.taken_back_at,
    )  # fmt: skip
