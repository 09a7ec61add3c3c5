"""Brief, mission and structure, and who stands behind the mission."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Moment
from comity.core.advice.briefing import Brief
from comity.founding.brief.queries import Answers
from comity.founding.brief.words import ASKED
from comity.founding.models import Drive, Endorsement

Question = Literal["result", "strengths", "exchange", "objectives"]
Which = Literal["brief", "mission", "structure"]


class BriefAnswerShape(Answer):
    """What one founder answered, as far as the reader may read it."""

    organisation: Ref
    question: Question
    words: str = Field(examples=["By next winter no household heats with an open oven."])
    answered_at: Moment


class BriefShape(Answer):
    """Who has answered the four questions; others' answers to one only once it was answered for one's own."""

    questions: dict[str, str] = Field(
        description="What is asked.", examples=[{"result": "Which result do we want, for whom, and by when?"}]
    )
    answers: list[BriefAnswerShape]
    missing: list[Ref] = Field(description="Founders that have not answered all four.")
    open_to_all: bool = Field(description="Whether the joint brief is begun, so that everybody reads all answers.")


class FoundingTextShape(Answer):
    """A founding text: its words are read and written as the text of that id."""

    kind: Which
    text: UUID | None
    version: int | None = Field(examples=[3])
    words: str = Field(description="As it reads now.", examples=["Nobody freezes at home."])
    vote: UUID | None = Field(description="The newest question about it.")
    voted_version: int | None = Field(examples=[3])
    adopted_version: int | None = Field(description="The version that holds.", examples=[2])
    adopted_at: Moment | None
    begun_at: Moment


class FoundingTextsShape(Answer):
    """Those that were begun."""

    texts: list[FoundingTextShape]


class EndorsedShape(Answer):
    """How many of one group or place."""

    name: str = Field(examples=["Tenants"])
    number: int = Field(examples=[7])


class DriveShape(Answer):
    """An endorsement drive. `by_group` and `by_place` where one is read by itself."""

    id: UUID
    words: str = Field(examples=["For the council, before it votes on its budget."])
    target: int = Field(examples=[500])
    groups: list[str] = Field(examples=[["Tenants", "Shopkeepers"]])
    until_on: Day | None
    started_at: Moment
    closed_at: Moment | None = Field(examples=[None])
    count: int = Field(description="Confirmed and not taken back.", examples=[212])
    by_group: list[EndorsedShape]
    by_place: list[EndorsedShape]


class DrivesShape(Answer):
    """All drives, the newest first."""

    drives: list[DriveShape]


class EndorsementShape(Answer):
    """Somebody who stands behind the mission. Of the address nothing is kept."""

    id: UUID
    name: str = Field(description="Empty unless it may be shown.", examples=["Ida Brook"])
    group: str = Field(examples=["Tenants"])
    place: str = Field(examples=["Ropewalk"])
    version: int = Field(description="Of the mission.", examples=[2])
    confirmed_at: Moment


def brief_shape(found: Answers) -> BriefShape:
    """As far as the reader may read it."""
    answers = [
        BriefAnswerShape(
            organisation=Ref(id=row.organisation_id, name=row.organisation.name), question=row.question,
            words=row.words, answered_at=row.answered_at,
        )
        for row in found.shown.values()
    ]  # fmt: skip
    return BriefShape(
        questions={one.value: str(ASKED[one].text) for one in Brief}, answers=answers, open_to_all=found.open_to_all,
        missing=[Ref(id=one.pk, name=one.name) for one in found.missing],
    )  # fmt: skip


def founding_text_shape(row: Any) -> FoundingTextShape:
    """One founding text. Needs its text."""
    text = row.text
    return FoundingTextShape(
        kind=row.kind, text=row.text_id, version=text.number if text else None, words=text.words if text else "",
        vote=row.vote_id, voted_version=row.voted_number, adopted_version=row.adopted_number,
        adopted_at=row.adopted_at, begun_at=row.begun_at,
    )  # fmt: skip


def drive_shape(drive: Drive, counts: Any = None) -> DriveShape:
    """A drive; counts: where it is read by itself."""
    told: Any = drive
    number = counts.total if counts else getattr(told, "count", 0)
    return DriveShape(
        id=drive.pk, words=drive.words, target=drive.target, groups=drive.asked_groups, until_on=drive.until_on,
        started_at=drive.started_at, closed_at=drive.closed_at, count=number,
        by_group=[EndorsedShape(name=one.name, number=one.number) for one in counts.groups] if counts else [],
        by_place=[EndorsedShape(name=one.name, number=one.number) for one in counts.places] if counts else [],
    )  # fmt: skip


def endorsement_shape(row: Endorsement) -> EndorsementShape:
    """One endorsement."""
    return EndorsementShape(
        id=row.pk, name=row.name, group=row.group, place=row.place, version=row.number, confirmed_at=row.confirmed_at
    )
