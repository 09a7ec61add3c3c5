"""Open calls and what came in."""

from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Day, Moment
from comity.network.models import OpenAnswer, OpenCall


class OpenCallShape(Answer):
    """What everybody is asked."""

    id: UUID
    title: str = Field(examples=["Where in the district is it too dark at night?"])
    text: str = Field(examples=["We ask the city for lamps."])
    for_name: str = Field(description="In whose name.", examples=["Steering committee"])
    until_on: Day
    opened_at: Moment
    closed_at: Moment | None = Field(examples=[None])


class OpenAnswerShape(Answer):
    """What somebody outside answered. Their address is not told."""

    id: UUID
    call: UUID
    name: str = Field(examples=["Ida Brook"])
    words: str = Field(examples=["Behind the ropewalk, by the steps."])
    credited: bool = Field(description="Whether they want to be named.", examples=[True])
    state: str = Field(description="new, taken, thanked or declined.", examples=["new"])
    reply: str = Field(examples=["Thank you. The lamp is on our list."])
    task: UUID | None = Field(description="The task that came of it.", examples=[None])
    confirmed_at: Moment


def open_call_shape(call: OpenCall) -> OpenCallShape:
    """A call as programs see it."""
    return OpenCallShape(
        id=call.pk, title=call.title, text=call.text, for_name=call.for_name, until_on=call.until_on,
        opened_at=call.opened_at, closed_at=call.closed_at,
    )  # fmt: skip


def open_answer_shape(answer: OpenAnswer) -> OpenAnswerShape:
    """An answer as programs see it."""
    return OpenAnswerShape(
        id=answer.pk, call=answer.call_id, name=answer.name, words=answer.words, credited=answer.credited,
        state=answer.state, reply=answer.reply, task=answer.task_id, confirmed_at=answer.confirmed_at,
    )  # fmt: skip
