"""Introductions, and what is shown of the pulse of trust."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.network.models import Introduction, PulseFigure, PulsePlan, TalkRound
from comity.network.pulse.questions import text_of

PLAN = ("texts", "every_months", "next_on", "open_days", "owner", "person", "by_sector")


class IntroducedShape(Answer):
    """One organisation of an introduction and its answer."""

    organisation: Ref
    says: str = Field(description="waiting, yes, later or no.", examples=["yes"])
    words: str = Field(description="When and where it suits.", examples=["Tuesdays, at ours"])


class IntroductionShape(Answer):
    """Organisations that are to meet."""

    id: UUID
    round: int | None = Field(description="The round in which it was proposed.", examples=[1])
    state: str = Field(description="proposed, agreed, met or declined.", examples=["agreed"])
    sides: list[IntroducedShape]
    facilitator_wished: bool
    facilitator: Ref | None = Field(examples=[None])
    answer_by: Day
    met_on: Day | None = Field(examples=[None])


class ProposedShape(Answer):
    """A round of introductions."""

    number: int = Field(ge=1, examples=[1])
    seed: str = Field(description="Gives the same proposals again.", examples=["tide"])
    introductions: list[IntroductionShape]


class FigureShape(Answer):
    """A figure that was released: never of fewer than five people. Means run from 1 to 4."""

    pulse: int = Field(ge=1, examples=[2])
    question: str = Field(examples=["What others here promise, they do."])
    group: str = Field(description="Sectors joined by “+”; empty: all.", examples=[""])
    counted: int = Field(ge=5, examples=[12])
    mean: float = Field(ge=1, le=4, examples=[3.2])
    step: float = Field(description="It is told to the nearest multiple of this.", examples=[0.1])
    low: float = Field(ge=1, le=4, examples=[2.9])
    high: float = Field(ge=1, le=4, examples=[3.5])


class PulseShape(Answer):
    """One wave. Single answers are kept nowhere once it has closed."""

    number: int = Field(ge=1, examples=[2])
    state: str = Field(examples=["open"])
    asked: int = Field(ge=0, examples=[14])
    answered: int | None = Field(description="Known once it has closed.", examples=[None])
    left_out: int = Field(description="Answers left out by lot.", examples=[0])
    held: str = Field(description="Why nothing is shown: few, alike, or empty.", examples=[""])
    fell: bool
    opened_at: Moment
    closes_at: Moment


class PulsePlanShape(Answer):
    """What is asked, how often, and who looks into a fall."""

    texts: str = Field(description="One sentence a line.", examples=["What others here promise, they do."])
    every_months: int = Field(examples=[3])
    next_on: Day | None
    open_days: int = Field(examples=[10])
    owner: Ref
    person: Ref | None = Field(examples=[None])
    by_sector: bool
    version: str = Field(description="Send it back as If-Match when you change this.", examples=["texts=3f2a91c07b14"])


class TrustTalkShape(Answer):
    """A facilitated round of talk about trust."""

    id: UUID
    planned_on: Day
    facilitator: Ref | None
    held_on: Day | None = Field(examples=[None])
    result: str = Field(examples=["We say first what went well."])
    version: str = Field(description="Send it back as If-Match when you note.", examples=["result=3f2a91c07b14"])


def introduction_shape(one: Introduction) -> IntroductionShape:
    """Needs `to_read`."""
    sides = [
        IntroducedShape(organisation=_known(side.organisation), says=side.says, words=side.words)
        for side in one.sides.all()
    ]
    return IntroductionShape(
        id=one.pk, round=one.round.number if one.round else None, state=one.state, sides=sides,
        facilitator_wished=one.facilitator_wished, facilitator=ref(one.facilitator), answer_by=one.answer_by,
        met_on=one.met_on,
    )  # fmt: skip


def figure_shape(row: PulseFigure) -> FigureShape:
    text = text_of(row.pulse.questions, row.key)
    tenths = {name: getattr(row, name) / 10 for name in ("step", "low", "high")}
    return FigureShape(
        pulse=row.pulse.number, question=text, group=row.group, counted=row.n, mean=row.tenths / 10, **tenths
    )


def pulse_shape(one: Any) -> PulseShape:
    names = ("number", "state", "asked", "answered", "left_out", "held", "opened_at", "closes_at")
    return PulseShape(**{name: getattr(one, name) for name in names}, fell=bool(one.fell))


def plan_shape(plan: PulsePlan) -> PulsePlanShape:
    names = ("texts", "every_months", "next_on", "open_days", "by_sector")
    said = {name: getattr(plan, name) for name in names}
    version = str(Version.of(plan, PLAN))
    return PulsePlanShape(**said, owner=_known(plan.owner), person=ref(plan.person), version=version)


def talk_shape(talk: TalkRound) -> TrustTalkShape:
    names = ("planned_on", "held_on", "result")
    said = {name: getattr(talk, name) for name in names}
    version = str(Version.of(talk, ("held_on", "result")))
    return TrustTalkShape(id=talk.pk, facilitator=ref(talk.facilitator), version=version, **said)


def _known(thing: Any) -> Ref:
    found = ref(thing)
    assert found is not None
    return found
