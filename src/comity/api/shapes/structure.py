"""What a structure sheet looks like to a program."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Day
from comity.base.versions import Version
from comity.coalitions.acts.structure import SAID
from comity.coalitions.models import Structure


class StructureShape(Answer):
    """What a body agreed about itself; null or empty where nothing was agreed."""

    body: UUID
    ends_on: Day | None = Field(description="The body lasts until this day.")
    until: str = Field(description="Or until this is reached.", examples=[""])
    seats: int | None = Field(examples=[7])
    term_months: int | None = Field(examples=[24])
    renewals: int | None = Field(description="How many terms may follow the first.", examples=[1])
    every: str = Field(description="How often it meets; empty: not agreed.", examples=["month"])
    first_on: Day | None
    hour: str | None = Field(examples=["18:00"])
    minutes: int | None = Field(examples=[90])
    place: str = Field(examples=["Harbour Hall"])
    notice_days: int | None = Field(examples=[7])
    minimum: int | None = Field(description="Organisations that must be there.", examples=[4])
    between: str = Field(description="Who works between meetings.", examples=[""])
    agreed_on: Day
    version: str = Field(examples=["seats=5f4e3d2c1b0a"])


def structure_shape(row: Structure) -> StructureShape:
    """A structure sheet."""
    said: dict[str, Any] = {name: getattr(row, name) for name in SAID if name != "hour"}
    hour = f"{row.hour:%H:%M}" if row.hour else None
    return StructureShape(
        body=row.body_id, hour=hour, agreed_on=row.agreed_on, version=str(Version.of(row, SAID)), **said
    )
