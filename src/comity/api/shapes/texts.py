"""Texts, their versions, suggestions and comments."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Moment
from comity.base import versions
from comity.coalitions.held import label_of
from comity.core.diff import Row
from comity.texts.models import Comment, Suggestion, Text, Version
from comity.texts.sealing import seal_of

TITLE, WORDS = "House rules", "We meet on Mondays at six.\n\nWhoever speaks is heard out."
SEAL = "9f2c4a1b7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70"


class TextRow(Answer):
    """A text as a line of the list."""

    id: UUID
    title: str = Field(examples=[TITLE])
    held_by: str = Field(description="What kind of thing it belongs to.", examples=["coalitions.body"])
    held_by_words: str = Field(description="The same in words.", examples=["Body"])
    held_id: UUID = Field(description="The thing it belongs to.")
    number: int = Field(ge=1, description="Of the newest version.", examples=[3])
    confidentiality: str = Field(examples=["coalition"])
    changed_at: Moment
    frozen_at: Moment | None = Field(description="Since when nobody can change it.", examples=[None])
    withdrawn_at: Moment | None = Field(examples=[None])
    waiting: int = Field(ge=0, description="Suggestions that wait.", examples=[1])
    open_threads: int = Field(ge=0, examples=[0])


class VersionRow(Answer):
    """A version without its words."""

    number: int = Field(ge=1, examples=[3])
    title: str = Field(examples=[TITLE])
    note: str = Field(examples=["The hall is taken on Mondays"])
    written_by: Ref | None = Field(description="The person.")
    written_for: str = Field(description="In whose name.", examples=["Steering committee"])
    suggested_by: str = Field(description="In whose name it was suggested; empty for none.", examples=[""])
    written_at: Moment
    seal: str = Field(description="sha256 of its canonical text.", examples=[SEAL])


class VersionShape(VersionRow):
    """A version in full."""

    words: str = Field(description="Markdown.", examples=[WORDS])


class CommentShape(Answer):
    """Something said about a text."""

    id: UUID
    thread: UUID | None = Field(description="The comment that it answers.", examples=[None])
    version: int = Field(ge=1, description="On which version.", examples=[3])
    written_by: Ref | None
    written_for: str = Field(examples=["Dock Road Traders"])
    quote: str = Field(examples=[""])
    words: str = Field(examples=["Why on Mondays?"])
    written_at: Moment
    resolved_at: Moment | None = Field(examples=[None])


class SuggestionShape(Answer):
    """How somebody would have the text read."""

    id: UUID
    against: int = Field(ge=1, description="The version on which it was made.", examples=[3])
    suggested_by: Ref | None
    suggested_for: str = Field(examples=["Dock Road Traders"])
    words: str = Field(description="The whole text as suggested.", examples=[WORDS])
    why: str = Field(examples=["Shops close early on Fridays."])
    state: str = Field(examples=["waiting"])
    reason: str = Field(examples=[""])
    made_at: Moment
    settled_at: Moment | None = Field(examples=[None])


class TextShape(Answer):
    """A text as it reads, with what is suggested and said. Send `version` as If-Match with a change."""

    id: UUID
    title: str = Field(examples=[TITLE])
    words: str = Field(description="Markdown.", examples=[WORDS])
    held_by: str = Field(examples=["coalitions.body"])
    held_id: UUID
    number: int = Field(ge=1, examples=[3])
    confidentiality: str = Field(examples=["coalition"])
    begun_at: Moment
    changed_at: Moment
    frozen_at: Moment | None = Field(examples=[None])
    frozen_why: str = Field(examples=[""])
    withdrawn_at: Moment | None = Field(examples=[None])
    versions: list[VersionRow] = Field(description="The newest first.")
    suggestions: list[SuggestionShape]
    comments: list[CommentShape] = Field(description="First comments, each followed by its answers.")
    version: str = Field(examples=["title=0a1b2c3d4e5f;words=5f4e3d2c1b0a"])


class PieceShape(Answer):
    """Some words of a passage."""

    text: str = Field(examples=["Mondays"])
    changed: bool = Field(description="Whether only this side has them.", examples=[True])


class RowShape(Answer):
    """One passage on both sides."""

    kind: str = Field(description="same, changed, added or taken out.", examples=["changed"])
    old: list[PieceShape]
    new: list[PieceShape]


class ComparisonShape(Answer):
    """Two versions side by side, passage by passage."""

    old: int = Field(ge=1, examples=[1])
    new: int = Field(ge=1, examples=[2])
    rows: list[RowShape]


def text_row(text: Any) -> TextRow:
    """A line of the list. Needs `with_counts`."""
    names = ("title", "held_by", "held_id", "number", "confidentiality", "changed_at", "frozen_at", "withdrawn_at")
    told = {name: getattr(text, name) for name in (*names, "waiting", "open_threads")}
    return TextRow(id=text.pk, held_by_words=label_of(text), **told)


def text_shape(
    text: Text, written: list[Version], suggestions: list[Suggestion], threads: list[Comment]
) -> TextShape:  # fmt: skip
    """The whole text."""
    names = (
        "title", "words", "held_by", "held_id", "number", "confidentiality", "begun_at", "changed_at", "frozen_at",
        "frozen_why", "withdrawn_at",
    )  # fmt: skip
    comments: list[Any] = [one for first in threads for one in (first, *first.answers.all())]
    return TextShape(
        id=text.pk, **{name: getattr(text, name) for name in names},
        versions=[version_row(one) for one in written],
        suggestions=[suggestion_shape(one) for one in suggestions],
        comments=[comment_shape(one) for one in comments],
        version=str(versions.Version.of(text, ["title", "words"])),
    )  # fmt: skip


def version_row(version: Version) -> VersionRow:
    return VersionRow(**_version(version))


def version_shape(version: Version) -> VersionShape:
    return VersionShape(words=version.words, **_version(version))


def _version(version: Version) -> dict[str, Any]:
    suggestion = version.suggestion
    return {
        "number": version.number, "title": version.title, "note": version.note, "written_by": ref(version.person),
        "written_for": version.for_name, "suggested_by": suggestion.said_for if suggestion else "",
        "written_at": version.written_at, "seal": seal_of(version),
    }  # fmt: skip


def comment_shape(comment: Any) -> CommentShape:
    return CommentShape(
        id=comment.pk, thread=comment.thread_id, version=comment.version.number, written_by=ref(comment.person),
        written_for=comment.for_name, quote=comment.quote, words=comment.words, written_at=comment.written_at,
        resolved_at=comment.resolved_at,
    )  # fmt: skip


def suggestion_shape(one: Suggestion) -> SuggestionShape:
    return SuggestionShape(
        id=one.pk, against=one.against.number, suggested_by=ref(one.person), suggested_for=one.for_name,
        words=one.words, why=one.why, state=one.state, reason=one.reason, made_at=one.made_at,
        settled_at=one.settled_at,
    )  # fmt: skip


def comparison_shape(old: Version, new: Version, rows: list[Row]) -> ComparisonShape:
    def side(pieces: Any) -> list[PieceShape]:
        return [PieceShape(text=piece.text, changed=piece.changed) for piece in pieces]

    told = [RowShape(kind=row.kind, old=side(row.old), new=side(row.new)) for row in rows]
    return ComparisonShape(old=old.number, new=new.number, rows=told)
