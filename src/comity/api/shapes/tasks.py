"""Tasks."""

from datetime import date
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.tasks.acts import EDITABLE
from comity.tasks.models import Task


class TaskShape(Answer):
    """A task. Send `version` as If-Match with a change."""

    id: UUID
    title: str = Field(examples=["Ask the landlord for the key of the hall"])
    text: str = Field(examples=["He is in on Tuesdays."])
    to: str = Field(description="What kind of thing it belongs to.", examples=["coalitions.body"])
    to_id: UUID
    to_title: str = Field(description="How that was called when the task was given.", examples=["Steering committee"])
    organisation: Ref | None = Field(description="Whose task it is.")
    person: Ref | None = Field(description="Who does it, where a person is named.")
    due_on: Day | None
    state: str = Field(description="given, accepted, declined, done or dropped.", examples=["accepted"])
    overdue: bool = Field(description="Whether its day has passed while there is something to do.")
    answer: str = Field(description="Why it was declined.", examples=[""])
    given_by: str = Field(description="In whose name it was given.", examples=["Harbour Tenants’ Union"])
    given_at: Moment
    answered_at: Moment | None
    ended_at: Moment | None
    version: str = Field(examples=["title=3f2a91c07b14"])


def task_shape(task: Task, today: date) -> TaskShape:
    """A task as programs see it."""
    return TaskShape(
        id=task.pk, title=task.title, text=task.text, to=task.held_by, to_id=task.held_id, to_title=task.held_title,
        organisation=ref(task.organisation), person=ref(task.person), due_on=task.due_on, state=task.state,
        overdue=task.is_overdue(today), answer=task.answer, given_by=task.given_name, given_at=task.given_at,
        answered_at=task.answered_at, ended_at=task.ended_at, version=str(Version.of(task, EDITABLE)),
    )  # fmt: skip
