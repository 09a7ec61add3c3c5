"""Waves: kept from the ties of today or from answers, read with their figures, taken out of use."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.waves import (
    WaveFiguresShape,
    WavePairShape,
    WaveScoreShape,
    WaveShape,
    figures_shape,
    pair_shape,
    score_shape,
    wave_shape,
)
from comity.api.values import Day, Given
from comity.base.clock import now
from comity.base.refusal import require
from comity.core.network.reports import Rule
from comity.network.acts import drop_wave, keep_answers, keep_ties, restore_wave
from comity.network.models import Wave
from comity.network.waves import lists as listings
from comity.network.waves import queries
from comity.network.waves.forms import AnswersForm
from comity.network.waves.material import rules_of
from comity.network.waves.permissions import keeping
from comity.network.waves.wording import mend

router = Router(tags=["waves"])
WAVES = f"{AT}/waves"
WAVE = f"{WAVES}/{{uuid:wave}}"
RuleAsked = Literal["either", "confirmed", "directed", "given"]


class WavesAsked(lists.Asked):
    """What the list of waves can be asked."""

    source: Literal["ties", "file", "survey"] | None = Field(None, description="Where it comes from.")
    use: Literal["dropped"] | None = Field(None, description="“dropped”: those out of use instead.")


class RuleWanted(Schema):
    """When a tie counts."""

    rule: RuleAsked | None = Field(None, description="When a tie counts; else the first rule of the wave.")


class ScoresAsked(lists.Asked):
    """What the scores of a wave can be asked."""

    rule: RuleAsked | None = Field(None, description="When a tie counts; else the first rule of the wave.")
    sector: Literal["public", "private", "nonprofit", "citizen"] | None = Field(None, description="Only this sector.")
    answered: Literal["True", "False"] | None = Field(None, description="Only those that answered, or did not.")


class PairsAsked(lists.Asked):
    """What the pairs of a wave can be asked."""

    state: Literal["confirmed", "claimed", "unverified"] | None = Field(None, description="Only in this state.")
    level: int | None = Field(None, ge=0, le=5, description="Only where the first names this rung.")


class TiesToKeep(Given):
    """A name for the ties of today."""

    name: str = Field(max_length=120, examples=["Spring 2025"])
    question: str = Field(max_length=1000, examples=["With whom do you work, and how closely?"])


class AnswersToKeep(TiesToKeep):
    """Answers as a list or a matrix, as CSV or tab-separated text with its header; or as GraphML, GEXF, Pajek, Kumu."""

    text: str = Field(examples=["from,to,level\nOpen Door Shelter,Dock Road Traders,coordination\n"])
    asked_on: Day = Field(examples=["2026-03-01"])
    shape: Literal["guess", "list", "matrix"] = Field("guess", description="How the text holds answers.")
    speaks: Literal["own", "list"] = Field("own", description="“list”: a row is a tie of both.")
    together: Literal["highest", "most"] = Field("highest", description="How people of one organisation speak as one.")
    all_asked: bool = Field(False, description="All members were asked, also those who aren’t named.")
    silent_answered: bool = Field(False, description="Who names nobody has answered all the same.")


class WhyDropped(Given):
    """What was wrong with a wave."""

    why: str = Field("", max_length=500, examples=["It was the draft."])


@reading(router, WAVES, says=_("List waves"), answers=lists.list_of(WaveShape), lists="waves", asks=WavesAsked)
def waves(request: Call, asked: WavesAsked) -> Any:
    """Every wave in use, newest first."""
    return lists.part(request, listings.waves(request), asked, wave_shape)


@deed(router, f"{WAVES}/ties", says=_("Keep today’s ties as a wave"), act="network.wave.kept", scope=Scope.COORDINATE,
      takes=TiesToKeep, answers=WaveShape, status=201)  # fmt: skip
def keep(request: Call, given: Given) -> Any:
    """What all members may see of who works with whom is held still as it stands now."""
    return wave_shape(keep_ties(by=request.capacity, at=now(), **given.model_dump()))


@deed(router, f"{WAVES}/answers", says=_("Keep answers as a wave"), act="network.wave.imported",
      scope=Scope.COORDINATE, takes=AnswersToKeep, answers=WaveShape, status=201)  # fmt: skip
def bring(request: Call, given: Given) -> Any:
    """Answers gathered elsewhere. Faults name row and column; then nothing is kept."""
    require(keeping(request.standing, at=now()))
    said = given.model_dump()
    day: date = said["asked_on"]
    answers = {**said, "go": "keep", "asked_on": day.isoformat()}
    form = bodies.filled(lambda data: AnswersForm(data, coalition=request.coalition.pk), answers)
    assert form.read is not None
    if form.read.faults:
        raise ValidationError({"text": [mend(fault).whole for fault in form.read.faults]})
    named = {name: form.cleaned_data[name] for name in ("name", "question", "asked_on")}
    return wave_shape(keep_answers(form.brought, by=request.capacity, at=now(), **named))


@reading(router, WAVE, says=_("Read what a wave says"), answers=WaveFiguresShape, asks=RuleWanted)
def wave(request: Call, wave: UUID, asked: RuleWanted) -> Any:
    """Its figures under a rule, with question, rule, response and day, and how far to trust them."""
    found = _wave(request, wave)
    return figures_shape(found, _rule(found, asked.rule))


@reading(router, f"{WAVE}/scores", says=_("List what organisations score in a wave"),
         answers=lists.list_of(WaveScoreShape), lists="wave_scores", asks=ScoresAsked)  # fmt: skip
def scores(request: Call, wave: UUID, asked: ScoresAsked) -> Any:
    """None where fewer than 65% answered. Trust and value only of five or more raters."""
    found = _wave(request, wave)
    return lists.part(request, listings.scores(request, found, _rule(found, asked.rule)), asked, score_shape)


@reading(router, f"{WAVE}/pairs", says=_("List the pairs of a wave"), answers=lists.list_of(WavePairShape),
         lists="wave_pairs", asks=PairsAsked)  # fmt: skip
def pairs(request: Call, wave: UUID, asked: PairsAsked) -> Any:
    """Each pair of which somebody says something, and how far that is confirmed."""
    return lists.part(request, listings.pairs(request, _wave(request, wave)), asked, pair_shape)


@deed(router, f"{WAVE}/drop", says=_("Take a wave out of use"), act="network.wave.dropped", scope=Scope.COORDINATE,
      takes=WhyDropped, answers=WaveShape)  # fmt: skip
def drop(request: Call, wave: UUID, given: Given) -> Any:
    """Its rows stay as they are."""
    return wave_shape(drop_wave(_wave(request, wave), by=request.capacity, at=now(), **given.model_dump()))


@deed(router, f"{WAVE}/restore", says=_("Use a wave again"), act="network.wave.restored", scope=Scope.COORDINATE,
      answers=WaveShape)  # fmt: skip
def restore(request: Call, wave: UUID) -> Any:
    """One that was taken out of use."""
    return wave_shape(restore_wave(_wave(request, wave), by=request.capacity, at=now()))


def _wave(request: Call, pk: UUID) -> Wave:
    found: Wave = get_object_or_404(queries.visible_to(request.standing), pk=pk)
    return found


def _rule(wave: Wave, asked: str | None) -> Rule:
    rules = {rule.value: rule for rule in rules_of(wave)}
    return rules.get(asked or "", rules_of(wave)[0])
