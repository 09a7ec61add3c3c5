"""Our path: stages, steps and activities, as the records show them."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Moment
from comity.coalitions.models import Stage
from comity.core.advice import journey
from comity.journey.queries import Line, Path, Shown
from comity.journey.words import ACTIVITIES, STEPS

StageName = Literal["pre-formation", "formation", "implementation", "maintenance", "institutional"]
Stands = Literal["done", "stale", "open", "absent"]


class ProofShape(Answer):
    """One piece of evidence. `absent`: no part of Comity tells of it yet."""

    key: str = Field(examples=["governing.rulebook"])
    state: Stands
    words: str
    count: int | None
    needed: int | None
    fresh: int | None = Field(description="How much of it is still current; null where nothing ages.")
    url: str = Field(description="Where it is done; empty where there is no page.")


class StepOrActivityShape(Answer):
    """A step or an activity."""

    number: int
    key: str = Field(examples=["structure"])
    name: str
    state: Stands
    next: bool = Field(description="The first with something missing.")
    evidence: list[ProofShape]


class StageStepShape(Answer):
    """That the members were asked about a stage."""

    id: UUID
    stage: StageName
    reason: str
    missing: list[str] = Field(description="Evidence that was not there when it was asked.")
    vote: UUID = Field(description="The question that was put to the members.")
    proposed_at: Moment
    carried_at: Moment | None


class PathShape(Answer):
    """Where the coalition stands. `shown` lies before `entered` where evidence is lost."""

    entered: StageName
    shown: StageName
    missing: list[ProofShape] = Field(description="What keeps it from the stage after `shown`.")
    steps: list[StepOrActivityShape]
    activities: list[StepOrActivityShape]
    asked: list[StageStepShape] = Field(description="When the members were asked about a stage, the newest first.")


def path_shape(path: Path, asked: Iterable[Any]) -> PathShape:
    """The whole path. asked: questions about stages."""
    order: list[Any] = [stage.value for stage in Stage]
    return PathShape(
        entered=order[path.stand.entered], shown=order[path.stand.shown], missing=[_line(one) for one in path.missing],
        steps=[_part(one) for one in path.parts(journey.STEPS, STEPS)],
        activities=[_part(one) for one in path.parts(journey.ACTIVITIES, ACTIVITIES)],
        asked=[step_shape(row) for row in asked if row.vote_id],
    )  # fmt: skip


def _part(part: Shown) -> StepOrActivityShape:
    judged = part.judged
    return StepOrActivityShape(
        number=part.number, key=judged.part.key, name=str(part.said.name), state=judged.state.value,
        next=judged.next, evidence=[_line(one) for one in part.lines],
    )  # fmt: skip


def _line(line: Line) -> ProofShape:
    fact = line.fact
    count, needed, fresh = (fact.count, fact.needed, fact.fresh) if fact else (None, None, None)
    return ProofShape(
        key=line.key, state=line.state.value, words=str(line.words), count=count, needed=needed, fresh=fresh,
        url=fact.url if fact else "",
    )  # fmt: skip


def step_shape(row: Any) -> StageStepShape:
    """One question about a stage."""
    return StageStepShape(
        id=row.pk, stage=row.stage, reason=row.reason, missing=list(row.forgiven), vote=row.vote_id,
        proposed_at=row.proposed_at, carried_at=row.carried_at,
    )  # fmt: skip
