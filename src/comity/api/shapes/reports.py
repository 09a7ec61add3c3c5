"""What organisations heard from their representatives."""

from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.governing.models import HomeReport


class ReportShape(Answer):
    """One organisation hears from its representative what came of one thing."""

    id: UUID
    organisation: Ref
    about: str = Field(examples=["D-012 Insulate 40 flats before the frost?"])
    held_by: str = Field(description="The kind of thing it is about.", examples=["governing.question"])
    held_id: UUID
    due_on: Day
    reported_at: Moment | None = Field(description="Null while it waits.")
    person: Ref | None = Field(description="Who told them.")
    text: str = Field(description="What they said.", examples=["They want to see the first flat."])


def report_shape(report: HomeReport) -> ReportShape:
    """One report. Needs its organisation and its person."""
    return ReportShape(
        id=report.pk, organisation=Ref(id=report.organisation_id, name=report.organisation.name), about=report.title,
        held_by=report.held_by, held_id=report.held_id, due_on=report.due_on, reported_at=report.reported_at,
        person=ref(report.person), text=report.text,
    )  # fmt: skip
