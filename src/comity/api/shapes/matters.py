"""What surrounds the votes on a matter: what was asked, how the text changed, what reviews found."""

from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Day, Moment
from comity.governing.models import Decision, Inquiry, Matter, Reopening, Review, Wording


class InquiryShape(Answer):
    """Something asked about a question, or an answer to it: then `answers` names what it answers."""

    id: UUID
    answers: UUID | None = Field(examples=[None])
    name: str = Field(description="In whose name.", examples=["Open Door Shelter"])
    text: str = Field(examples=["What does it cost after the first year?"])
    written_at: Moment


class WordingShape(Answer):
    """One version of a question's text."""

    number: int = Field(ge=1, examples=[1])
    cause: str = Field(examples=["first"])
    lede: str = Field(examples=["Spend 180,000 of the shared fund on 40 flats."])
    text: str = Field(examples=["Quotes of three firms are attached to the minutes of 2 March."])
    written_at: Moment


class ReviewShape(Answer):
    """What was found when a decision was looked at again."""

    id: UUID
    upheld: bool
    name: str = Field(description="In whose name.", examples=["Open Door Shelter"])
    words: str = Field(examples=["Waiting fell from nineteen days to eleven."])
    next_on: Day | None
    reviewed_at: Moment


class DecisionState(Answer):
    """How a decision stands after it was sealed."""

    question: UUID
    code: str = Field(examples=["D-032"])
    effect_state: str = Field(examples=["done"])
    carried_out_at: Moment | None
    review_due_on: Day | None


class MatterShape(Answer):
    """Something to settle, however many questions it takes. The amount is in minor units of the currency."""

    id: UUID
    title: str = Field(examples=["Insulate 40 flats before the frost?"])
    kind: str = Field(examples=["spending"])
    amount: int | None = Field(ge=0, examples=[18_000_000])
    currency: str = Field(examples=["EUR"])
    topic: UUID | None = Field(description="What it belongs to, by the coalition’s own list.", examples=[None])
    state: str = Field(examples=["open"])
    frozen_until: Moment | None
    frozen_why: str = Field(examples=[""])


class ReopeningShape(Answer):
    """A request to take a decision up again. `matter` is what was opened for it."""

    id: UUID
    ground: str = Field(examples=["new_facts"])
    name: str = Field(description="In whose name.", examples=["Dock Road Traders"])
    why: str = Field(examples=["The price has doubled."])
    proof: str = Field(examples=["The roofer’s letter of 1 May."])
    known_on: Day | None
    state: str = Field(description="gathering, refused, granted or withdrawn.", examples=["refused"])
    refused_why: str = Field(examples=["Too little time has passed."])
    clause: str = Field(examples=["1.2"])
    needed: int = Field(ge=0, description="Organisations that must support it; 0 where none need to.", examples=[0])
    supporters: list[str] = Field(examples=[["Dock Road Traders"]])
    matter: UUID | None = Field(examples=[None])
    asked_at: Moment


def reopening_shape(row: Reopening) -> ReopeningShape:
    """One of them."""
    return ReopeningShape(
        id=row.pk, ground=row.ground, name=str(row.speaker() or row.person), why=row.why, proof=row.proof,
        known_on=row.known_on, state=row.state, refused_why=row.refused_why, clause=row.clause, needed=row.needed,
        supporters=[one.name for one in row.supports.all()], matter=row.matter_id, asked_at=row.asked_at,
    )  # fmt: skip


def inquiry_shape(row: Inquiry) -> InquiryShape:
    """One of them."""
    return InquiryShape(
        id=row.pk, answers=row.answers_id, name=str(row.speaker() or row.person), text=row.text,
        written_at=row.written_at,
    )  # fmt: skip


def wording_shape(row: Wording) -> WordingShape:
    """One of them."""
    return WordingShape(
        number=row.number, cause=row.cause, lede=row.lede, text=row.text, written_at=row.written_at
    )


def review_shape(row: Review) -> ReviewShape:
    """One of them."""
    return ReviewShape(
        id=row.pk, upheld=row.upheld, name=str(row.speaker() or row.person), words=row.words, next_on=row.next_on,
        reviewed_at=row.reviewed_at,
    )  # fmt: skip


def decision_state(decision: Decision) -> DecisionState:
    """Needs the question."""
    return DecisionState(
        question=decision.question_id, code=decision.question.code, effect_state=decision.effect_state,
        carried_out_at=decision.carried_out_at, review_due_on=decision.review_due_on,
    )  # fmt: skip


def matter_shape(matter: Matter) -> MatterShape:
    """One of them."""
    return MatterShape(
        id=matter.pk, title=matter.title, kind=matter.kind, amount=matter.amount, currency=matter.currency,
        topic=matter.topic_id, state=matter.state, frozen_until=matter.frozen_until, frozen_why=matter.frozen_why,
    )  # fmt: skip
