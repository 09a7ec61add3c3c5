"""Methods, red lines, and other initiatives."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.founding.library.acts import EDITABLE
from comity.founding.models import (
    Acknowledged,
    Method,
    MethodLeave,
    MethodWord,
    Precedent,
    PrecedentQuestion,
    ProspectMethod,
    RedLine,
)


class MethodWordShape(Answer):
    """What one organisation says of a method."""

    organisation: Ref | None
    stance: str = Field(description="uses, accepts or never.", examples=["never"])
    why: str = Field(examples=["Patients must reach us."])
    said_at: Moment


class MethodShape(Answer):
    """One method, and how many say what of it."""

    id: UUID
    name: str = Field(examples=["Blockade"])
    words: str = Field(examples=["To stand in the way."])
    uses: int = Field(examples=[2])
    accepts: int = Field(examples=[5])
    never: int = Field(examples=[1])
    said: list[MethodWordShape] = Field(description="Empty in lists.")


class ProspectMethodShape(Answer):
    """How a prospect works, for the committee."""

    prospect: Ref
    method: Ref
    stance: str = Field(examples=["uses"])
    source: str = Field(examples=["Harbour Paper"])
    noted_at: Moment


class MethodLeaveShape(Answer):
    """That leave is asked for to use what somebody never uses."""

    id: UUID
    question: UUID
    method: Ref
    reason: str = Field(examples=["Nobody is kept from the clinic."])
    vote: UUID | None = Field(description="The question that decides.")
    carried_at: Moment | None


class MethodLeavesShape(Answer):
    """Leave that was asked for."""

    leaves: list[MethodLeaveShape]


class RedLineShape(Answer):
    """A red line or wish of an organisation that the caller acts for."""

    id: UUID
    organisation: Ref | None
    topic: Ref
    kind: str = Field(description="line or wish.", examples=["line"])
    words: str = Field(examples=["No data leaves our house."])
    shown: bool = Field(description="Whether authors may know whose it is.")
    drawn_at: Moment
    lifted_at: Moment | None = Field(examples=[None])


class AcknowledgedShape(Answer):
    """That the authors of a question know of a red line."""

    id: UUID
    question: UUID
    words: str = Field(examples=["We ask around first."])
    at: Moment


class AcknowledgementsShape(Answer):
    """What authors said."""

    known: list[AcknowledgedShape]


class PrecedentLinkShape(Answer):
    """Which question of ours it has to do with."""

    id: UUID
    question: UUID
    title: str = Field(examples=["Do we rent the hall?"])


class PrecedentShape(Answer):
    """Another initiative. Send `version` as If-Match with a change."""

    id: UUID
    name: str = Field(examples=["Warm Street"])
    place: str = Field(examples=["Northgate"])
    what: str = Field(examples=["Forty homes in a year."])
    organised: str = Field(examples=["A paid convener, six groups."])
    results: str = Field(examples=["Bills fell by a third."])
    lessons: str = Field(examples=["Pay the convener."])
    contact: str = Field(examples=["office@warmstreet.example.org"])
    contacted_on: Day | None
    contact_said: str = Field(examples=["Begin with one street."])
    source: str = Field(examples=["Their yearly report."])
    link: str = Field(examples=["https://warmstreet.example.org/"])
    topics: list[Ref]
    questions: list[PrecedentLinkShape] = Field(description="Those that you may know of; empty in lists.")
    struck_at: Moment | None = Field(examples=[None])
    version: str = Field(examples=["name=3f2a91c07b14"])


def method_shape(row: Any, said: Any = ()) -> MethodShape:
    """A method as programs see it."""
    counts = {name: getattr(row, name, 0) for name in ("uses", "accepts", "never")}
    return MethodShape(
        id=row.pk, name=row.name, words=row.words, **counts, said=[method_word_shape(one) for one in said]
    )


def method_word_shape(row: MethodWord) -> MethodWordShape:
    """One word on it."""
    return MethodWordShape(
        organisation=ref(row.organisation), stance=row.stance, why=row.why, said_at=row.said_at
    )


def prospect_method_shape(row: ProspectMethod) -> ProspectMethodShape:
    """How a prospect works."""
    return ProspectMethodShape(
        prospect=_ref(row.prospect), method=_ref(row.method), stance=row.stance, source=row.source,
        noted_at=row.noted_at,
    )  # fmt: skip


def leave_shape(row: MethodLeave) -> MethodLeaveShape:
    """Leave that is asked for."""
    method: Method = row.method
    return MethodLeaveShape(
        id=row.pk, question=row.question_id, method=_ref(method), reason=row.reason, vote=row.vote_id,
        carried_at=row.carried_at,
    )  # fmt: skip


def red_line_shape(row: RedLine) -> RedLineShape:
    """One's own red line."""
    return RedLineShape(
        id=row.pk, organisation=ref(row.organisation), topic=_ref(row.topic), kind=row.kind, words=row.words,
        shown=row.shown, drawn_at=row.drawn_at, lifted_at=row.lifted_at,
    )  # fmt: skip


def acknowledged_shape(row: Acknowledged) -> AcknowledgedShape:
    """What the authors said."""
    return AcknowledgedShape(id=row.pk, question=row.question_id, words=row.words, at=row.at)


def precedent_shape(row: Precedent, links: Any = ()) -> PrecedentShape:
    """An initiative as programs see it. Needs its topics prefetched."""
    said = {name: getattr(row, name) for name in EDITABLE}
    return PrecedentShape(
        id=row.pk, **said, topics=[_ref(one.topic) for one in row.on_topics.all()],
        questions=[link_shape(one) for one in links], struck_at=row.struck_at, version=str(Version.of(row, EDITABLE)),
    )  # fmt: skip


def link_shape(row: PrecedentQuestion) -> PrecedentLinkShape:
    """One link."""
    return PrecedentLinkShape(id=row.pk, question=row.question_id, title=row.question.title)


def _ref(thing: Any) -> Ref:
    return Ref(id=thing.pk, name=thing.name)
