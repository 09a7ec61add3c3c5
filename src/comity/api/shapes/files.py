"""Uploaded files."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Given, Moment
from comity.coalitions.held import label_of
from comity.files.models import Attachment

SHA = "9f2c4a1b7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70"
NAME, CONTENT = "Quotes.csv", "ZmlybSxwcmljZQo="


class FileShape(Answer):
    """One file of a line."""

    id: UUID
    line: UUID = Field(description="The id of the first file of its line.")
    number: int = Field(ge=1, description="Its place in the line.", examples=[1])
    name: str = Field(examples=[NAME])
    note: str = Field(examples=["Quotes of three firms"])
    kind: str = Field(examples=["csv"])
    media: str = Field(description="As what it is served.", examples=["text/plain; charset=utf-8"])
    size: int = Field(ge=1, description="In bytes.", examples=[11])
    sha256: str = Field(examples=[SHA])
    held_by: str = Field(examples=["coalitions.body"])
    held_by_words: str = Field(examples=["Body"])
    held_id: UUID
    confidentiality: str = Field(examples=["coalition"])
    uploaded_by: Ref | None
    uploaded_for: str = Field(examples=["Steering committee"])
    uploaded_at: Moment
    replaced_at: Moment | None = Field(examples=[None])
    withdrawn_at: Moment | None = Field(examples=[None])
    withdrawn_why: str = Field(examples=[""])


class Sent(Given):
    """A file that takes another's place."""

    name: str = Field(max_length=200, examples=[NAME])
    content: str = Field(description="The bytes as base64.", examples=[CONTENT])
    note: str = Field("", max_length=200, examples=["Quotes of three firms"])


class NewFile(Sent):
    """A file for a thing."""

    held_by: str = Field(max_length=80, description="What kind of thing.", examples=["coalitions.body"])
    held_id: UUID = Field(description="The thing it belongs to.")


def file_shape(one: Any) -> FileShape:
    names = (
        "line", "number", "name", "note", "kind", "size", "sha256", "held_by", "held_id", "confidentiality",
        "uploaded_at", "replaced_at", "withdrawn_at", "withdrawn_why",
    )  # fmt: skip
    file: Attachment = one
    return FileShape(
        id=file.pk, media=file.kind_known.media, held_by_words=label_of(file), uploaded_by=ref(file.person),
        uploaded_for=file.for_name, **{name: getattr(file, name) for name in names},
    )  # fmt: skip
