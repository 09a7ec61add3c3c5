"""What is said to the outside, and what the media made of it."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.governing.models import MediaEntry, Statement, StatementVersion

#: what a version of a statement's words is made of
WORDS = ("title", "text")
ENTRY = ("on", "outlet", "kind", "about", "spoke", "spoke_as", "organisation", "link", "clip")


class StatementRow(Answer):
    """A statement as a line."""

    id: UUID
    kind: str = Field(description="coalition: in its name; own: an organisation for itself.", examples=["coalition"])
    title: str = Field(examples=["Forty flats will be warm by November"])
    for_name: str = Field(description="Who drafted it, or speaks for itself.", examples=["Harbour Tenants’ Union"])
    state: str = Field(examples=["published"])
    published_at: Moment | None
    withdrawn_at: Moment | None


class WordsShape(Answer):
    """One version of its words."""

    number: int = Field(ge=1, examples=[1])
    title: str = Field(examples=["Forty flats will be warm by November"])
    text: str = Field(examples=["Seven of us worked on it."])
    why: str = Field(description="What was corrected.", examples=[""])
    written_at: Moment
    published_at: Moment | None


class ClearanceShape(Answer):
    """What somebody who speaks for the coalition said to a version."""

    number: int = Field(ge=1, examples=[1])
    person: Ref
    yes: bool
    why: str = Field(examples=["Name the builders as well."])
    said_at: Moment


class StatementShape(StatementRow):
    """One statement with its versions."""

    question: UUID | None = Field(description="The decision it rests on.")
    against: bool = Field(description="It speaks against what the coalition decided or does.")
    waits_until: Moment | None = Field(description="So long at most it is talked about inside first.")
    shown: int | None = Field(description="The number of the published version.")
    withdrawn_why: str = Field(examples=[""])
    omitted_why: str = Field(description="Why partners that took part stand in no line of credit.", examples=[""])
    versions: list[WordsShape]
    clearances: list[ClearanceShape]
    version: str = Field(description="Send it back as If-Match when you write anew.", examples=["text=0123456789ab"])


class MediaShape(Answer):
    """Once that somebody was in the media."""

    id: UUID
    on: Day
    outlet: str = Field(examples=["Harbour Gazette"])
    kind: str = Field(examples=["press"])
    about: str = Field(examples=["Warm homes before the frost"])
    spoke: Ref | None
    spoke_as: str = Field(description="coalition, organisation, self or nobody.", examples=["coalition"])
    organisation: Ref | None
    link: str = Field(examples=["https://gazette.example.org/warm"])
    clip: str = Field(examples=["“Nobody should sleep in the cold.”"])
    version: str = Field(description="Send it back as If-Match when you change this.", examples=["clip=0123456789ab"])


def statement_row(one: Statement) -> StatementRow:
    return StatementRow(**_row(one))


def statement_shape(one: Statement) -> StatementShape:
    """Needs `to_read`."""
    versions = list(one.versions.all())
    return StatementShape(
        **_row(one), question=one.question_id, against=one.against, waits_until=one.waits_until, shown=one.shown,
        withdrawn_why=one.withdrawn_why, omitted_why=one.omitted_why, versions=[_words(row) for row in versions],
        clearances=[
            ClearanceShape(number=row.number, person=_sure(row.person), yes=row.yes, why=row.why, said_at=row.said_at)
            for row in one.clearances.all()
        ],
        version=str(Version.of(versions[-1], WORDS)),
    )  # fmt: skip


def media_shape(one: MediaEntry) -> MediaShape:
    return MediaShape(
        id=one.pk, on=one.on, outlet=one.outlet, kind=one.kind, about=one.about, spoke=ref(one.spoke),
        spoke_as=one.spoke_as, organisation=ref(one.organisation), link=one.link, clip=one.clip,
        version=str(Version.of(one, ENTRY)),
    )  # fmt: skip


def _row(one: Statement) -> dict[str, Any]:
    return {
        "id": one.pk, "kind": one.kind, "title": one.title, "for_name": one.for_name, "state": one.state,
        "published_at": one.published_at, "withdrawn_at": one.withdrawn_at,
    }  # fmt: skip


def _words(row: StatementVersion) -> WordsShape:
    return WordsShape(
        number=row.number, title=row.title, text=row.text, why=row.why, written_at=row.written_at,
        published_at=row.published_at,
    )  # fmt: skip


def _sure(thing: Any) -> Ref:
    found = ref(thing)
    assert found is not None
    return found
