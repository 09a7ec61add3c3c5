"""The members decide to enter a stage, to go back to one, or to stay although evidence is lost."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.acts import enter_stage
from comity.coalitions.models import Body, BodyKind, Coalition, Stage
from comity.coalitions.standing import home, standing_behind
from comity.governing.acts import put_question
from comity.governing.models import Question
from comity.governing.rulebook import adopted
from comity.governing.rulebook.proposing import FOUNDING
from comity.journey.models import StageStep
from comity.journey.permissions import fits, may_propose
from comity.journey.queries import Path, path_of
from comity.journey.sealing import seals

#: the effect by which a carried question moves the coalition into a stage
ENTER = "journey.stage.decided"


@act("journey.stage.proposed", says=gettext_noop("asked the members about the stage {stage}"))
def propose_stage(
    stage: Stage, *, reason: str, closes_at: datetime, by: Capacity, at: datetime
) -> Changes[StageStep]:
    """Put to all members that the coalition enters a stage: the next, an earlier one, or that it stays in its own.

    Refused while evidence for the next stage is missing, where a stage is left out, and while they are being asked.
    Where no rulebook is in force more than half of all members carry it.
    """
    require(may_propose(by, at=at))
    coalition = Coalition.objects.get(pk=home(by))
    path = path_of(standing_behind(by, at=at), coalition)
    require(fits(path, stage))
    row = StageStep(stage=stage, reason=reason, missing=" ".join(path.stand.missing), proposed_at=at)
    row.speak_as(by)
    row.store()
    row.vote = put_question(
        **_put(coalition, stage, path, reason), rule=None if adopted(coalition.pk, at) else FOUNDING["half"][0],
        closes_at=closes_at, effect=ENTER, effect_target=row.pk, by=by, at=at,
    )  # fmt: skip
    row.store()
    words = {"stage": str(stage.label)}
    return Changes(row, words=words, asked=str(stage), missing=row.missing, vote=row.vote.pk, seals=seals(row))


@act("journey.stage.decided", says=gettext_noop("decided about the stage {stage}"))
def decide_stage(row: StageStep, *, carried: Question, by: Capacity, at: datetime) -> Changes[StageStep]:
    """The coalition is in that stage. By the rule, once the members’ decision is carried."""
    if by.acts_for != ActsFor.RULE or row.vote != carried:
        raise Refused(Reason(_("A stage is entered by the members’ vote."), bar=Bar.FORBIDDEN))
    coalition, stage = Coalition.objects.get(pk=home(by)), Stage(row.stage)
    before = coalition.stage
    if before != stage:
        coalition = enter_stage(coalition, stage, by=by, at=at)
    row.carried_at = at
    row.store()
    words = {"stage": str(stage.label)}
    return Changes(
        row, also=[coalition], words=words, asked=str(stage), before=before, vote=carried.pk, seals=seals(row)
    )


def _put(coalition: Coalition, stage: Stage, path: Path, reason: str) -> dict[str, Any]:
    """The question as it is put, in the language of record."""
    with translation.override(coalition.language):
        title, lede = _asked(coalition, stage, path)
        return {
            "body": Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None), "title": title[:160], "lede": lede[:500],
            "text": reason, "confidentiality": Confidentiality.COALITION,
        }  # fmt: skip


def _asked(coalition: Coalition, stage: Stage, path: Path) -> tuple[str, str]:
    lost = "; ".join(str(line.words) for line in path.missing)
    if coalition.stage == stage:
        title = _("Do we stay in the stage “{stage}”?").format(stage=stage.label)
        return title, _("Evidence is missing: {what}").format(what=lost)
    title = _("Do we enter the stage “{stage}”?").format(stage=stage.label)
    if list(Stage).index(stage) < path.stand.entered:
        return title, _("It is an earlier stage than the one we are in. Missing: {what}").format(what=lost or "–")
    return title, _("The records show everything that this takes.")
