"""Things as PDFs."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Given, Moment
from comity.prints.models import Print

SHA = "9f2c4a1b7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70"


class NewPrint(Given):
    """A thing to be made into a PDF."""

    of: str = Field(
        max_length=80, description="What kind of thing: meetings.meeting, governing.question, signatures.sheet.",
        examples=["meetings.meeting"],
    )  # fmt: skip
    of_id: UUID = Field(description="Which one.")


class PrintShape(Answer):
    """One PDF of one thing."""

    id: UUID
    of: str = Field(examples=["meetings.meeting"])
    of_id: UUID
    state: Literal["making", "ready", "failed"] = Field(examples=["ready"])
    up_to_date: bool = Field(description="Whether it says what stands there now; only then can it be fetched.")
    size: int = Field(ge=0, description="In bytes.", examples=[28_221])
    sha256: str = Field(examples=[SHA])
    confidentiality: str = Field(examples=["coalition"])
    asked_at: Moment
    made_at: Moment | None
    expires_at: Moment


def print_shape(one: Print, up_to_date: bool) -> PrintShape:
    names = ("state", "size", "sha256", "confidentiality", "asked_at", "made_at", "expires_at")
    return PrintShape(
        id=one.pk, of=one.held_by, of_id=one.held_id, up_to_date=up_to_date,
        **{name: getattr(one, name) for name in names},
    )  # fmt: skip
