"""Structures that can be copied, and those that were."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Moment
from comity.founding.copying.blueprint import Blueprint


class StructureSourceShape(Answer):
    """A coalition that you coordinate."""

    id: UUID
    name: str


class CopiedBodyShape(Answer):
    """A body without its people."""

    name: str
    kind: str
    under: str | None = Field(description="The name of the body it stands under.")
    purpose: str
    seats: int | None
    term_months: int | None
    every: str | None


class CopiedCriterionShape(Answer):
    """A criterion for partners, and how much it counts."""

    text: str
    weight: int


class BlueprintShape(Answer):
    """All that would be copied. rulebook: the number of the version whose rules become a draft."""

    source: StructureSourceShape
    kind: str | None
    bodies: list[CopiedBodyShape]
    rulebook: int | None
    methods: list[str]
    criteria: list[CopiedCriterionShape]


class StructureSourcesShape(Answer):
    """From where a structure can be copied."""

    sources: list[StructureSourceShape]


class StructureCopyShape(Answer):
    """That a structure was copied, and what it made. copied_from: empty where the source has no public page."""

    id: UUID
    copied_from: str
    bodies: list[UUID]
    rulebook: UUID | None
    methods: list[UUID]
    criteria: list[UUID]
    copied_at: Moment
    taken_back_at: Moment | None


class StructureCopiesShape(Answer):
    """All copying here, the newest first."""

    copies: list[StructureCopyShape]


def blueprint_shape(plan: Blueprint) -> BlueprintShape:
    """Before anything is copied."""
    names = {one.key: one.name for one in plan.bodies}
    bodies = [
        CopiedBodyShape(
            name=one.name, kind=one.kind, under=names.get(one.above) if one.above else None, purpose=one.purpose,
            seats=one.sheet.get("seats"), term_months=one.sheet.get("term_months"), every=one.sheet.get("every"),
        )
        for one in plan.bodies
    ]  # fmt: skip
    return BlueprintShape(
        source=StructureSourceShape(id=plan.source.pk, name=plan.source.name), kind=plan.kind or None, bodies=bodies,
        rulebook=plan.rules.number if plan.rules else None, methods=[name for name, _words in plan.methods],
        criteria=[CopiedCriterionShape(text=text, weight=weight) for text, weight in plan.criteria],
    )  # fmt: skip


def copy_shape(row: Any) -> StructureCopyShape:
    """One copying."""
    made = row.made
    return StructureCopyShape(
        id=row.pk, copied_from=row.source_name, bodies=made["bodies"], rulebook=made["rules"],
        methods=made["methods"], criteria=made["criteria"], copied_at=row.copied_at, taken_back_at=row.taken_back_at,
    )  # fmt: skip
