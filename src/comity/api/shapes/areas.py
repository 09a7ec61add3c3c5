"""Areas of the common work, the parts organisations have in them, and what each is good at."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Moment
from comity.base.versions import Version
from comity.core.duties import Part
from comity.governing.areas.queries import gaps_of
from comity.governing.models import Area, Competence, Duty

#: what a version of an area is made of
AREA = ("name", "words", "needs")


class DutyShape(Answer):
    """The part one organisation says it has."""

    id: UUID
    organisation: Ref
    part: Part
    said_at: Moment
    ended_at: Moment | None


class AreaShape(Answer):
    """One piece of the common work, with the parts of members that stand."""

    id: UUID
    name: str = Field(examples=["Emergency repairs"])
    words: str = Field(examples=["Water, heating and doors that do not lock."])
    needs: list[str] = Field(description="The competences it takes.", examples=[["fire safety", "plumbing"]])
    parts: list[DutyShape]
    unclear: list[str] = Field(
        description="several_decide, several_do, nobody_decides, nobody_does.", examples=[["nobody_decides"]]
    )
    question: UUID | None = Field(description="The question that was last drafted about it.")
    named_at: Moment
    ended_at: Moment | None
    version: str = Field(
        description="Send it back as If-Match when you change this.", examples=["name=0123456789ab"]
    )


class CompetenceShape(Answer):
    """What one organisation says it is good at."""

    id: UUID
    organisation: Ref
    name: str = Field(examples=["Reading leases"])
    level: int = Field(
        ge=1, le=3, description="1 some experience, 2 regularly, 3 could teach it.", examples=[2]
    )
    evidence: str = Field(examples=["120 families in two years."])
    said_at: Moment
    ended_at: Moment | None


def duty_shape(duty: Duty) -> DutyShape:
    return DutyShape(
        id=duty.pk,
        organisation=_whose(duty),
        part=Part(duty.part),
        said_at=duty.said_at,
        ended_at=duty.ended_at,
    )


def area_shape(area: Any) -> AreaShape:
    """Needs `with_parts`."""
    return AreaShape(
        id=area.pk, name=area.name, words=area.words, needs=area.needed,
        parts=[duty_shape(duty) for duty in area.standing_duties], unclear=[str(gap) for gap in gaps_of(area)],
        question=area.question_id, named_at=area.named_at, ended_at=area.ended_at, version=version_of(area),
    )  # fmt: skip


def version_of(area: Area) -> str:
    return str(Version.of(area, AREA))


def competence_shape(one: Competence) -> CompetenceShape:
    return CompetenceShape(
        id=one.pk, organisation=_whose(one), name=one.name, level=one.level, evidence=one.evidence,
        said_at=one.said_at, ended_at=one.ended_at,
    )  # fmt: skip


def _whose(row: Duty | Competence) -> Ref:
    found = ref(row.organisation)
    assert found is not None
    return found
