"""Our path: what the records show, and asking the members about a stage."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.journey import PathShape, StageName, StageStepShape, path_shape, step_shape
from comity.api.values import Given, Moment
from comity.base.clock import now
from comity.coalitions.models import Stage
from comity.journey import acts
from comity.journey.queries import path_of, steps_visible_to

router = Router(tags=["journey"])
PATH = f"{AT}/path"


class NewStage(Given):
    """Which stage, why, and until when members can answer."""

    stage: StageName
    reason: str = Field(min_length=1, max_length=2000, examples=["All have signed."])
    closes_at: Moment


@reading(router, PATH, says=_("Read our path"), answers=PathShape)
def path(request: Call) -> Any:
    """The stage, the eight steps and the sixteen activities, each with what shows it."""
    asked = steps_visible_to(request.standing)[:200]
    return path_shape(path_of(request.standing, request.coalition), asked)


@deed(router, f"{PATH}/stage", says=_("Ask the members about a stage"), act="journey.stage.proposed", takes=NewStage,
      answers=StageStepShape, status=201)  # fmt: skip
def stage(request: Call, given: NewStage) -> Any:
    """Put to all members as a question that binds; once it is carried, the coalition is in that stage."""
    row = acts.propose_stage(
        Stage(given.stage), reason=given.reason, closes_at=given.closes_at, by=request.capacity, at=now()
    )
    return step_shape(row)
