"""Waves: what they say, what organisations score in them, and their pairs."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.shapes.network import StatShape
from comity.api.values import Answer, Day, Moment
from comity.core.network.reports import Rule
from comity.network.models import Score, Wave
from comity.network.waves.lists import level_name, other_says
from comity.network.waves.page import WavePage
from comity.network.waves.saying import dyad_name


class WaveShape(Answer):
    """One wave: what was asked, when, and how many answered."""

    id: UUID
    name: str = Field(examples=["Spring 2025"])
    question: str = Field(examples=["With whom do you work, and how closely?"])
    asked_on: Day
    source: str = Field(description="“ties”, “file” or “survey”.", examples=["file"])
    origin: str = Field(examples=["answers.csv"])
    list_only: bool = Field(description="The ties come from a list, and nobody answered for themselves.")
    together: str = Field(description="How people of one organisation speak with one voice.", examples=["highest"])
    asked: int = Field(ge=0, examples=[14])
    answered: int = Field(ge=0, examples=[11])
    taken_at: Moment
    dropped_at: Moment | None = Field(description="When it was taken out of use.", examples=[None])


class WaveFiguresShape(Answer):
    """What a wave says under a rule. Nothing but the wave while it is being worked out."""

    wave: WaveShape
    rule: str = Field(examples=["either"])
    ready: bool = Field(description="False while the figures are being worked out.")
    about: str = Field(description="Question, rule, response and day, as they stand under every figure.")
    caution: str = Field(description="How carefully to read it; empty where all answered.")
    showing: str = Field(description="Of single organisations: “shown”, “caution” or “hidden”.", examples=["shown"])
    stats: list[StatShape]
    pairs: dict[str, int] = Field(description="How many pairs are in each state.", examples=[{"confirmed": 12}])
    figures: dict[str, Any] = Field(description="All figures by name, as docs/network-measures.md defines them.",
                                    examples=[{"density": 0.381}])  # fmt: skip


class WaveScoreShape(Answer):
    """What one organisation scores in a wave under a rule; null where it is undefined or too few answered."""

    organisation: Ref
    sector: str = Field(examples=["public"])
    answered: bool
    ties: int | None = Field(examples=[4])
    named_by: int | None = Field(description="Only where each names for itself.", examples=[None])
    betweenness: float | None = Field(examples=[0.2])
    closeness: float | None = Field(examples=[0.7])
    effective_size: float | None = Field(examples=[2.5])
    constraint: float | None = Field(examples=[0.4])
    outward: float | None = Field(description="E–I of its own ties.", examples=[0.5])
    two_steps: int | None = Field(examples=[9])
    core: bool | None = Field(examples=[True])
    community: int | None = Field(examples=[1])
    cut_off: int | None = Field(description="How many others would be cut off if it left.", examples=[0])
    trust: float | None = Field(description="0 to 100; only of five or more raters.", examples=[None])
    value: float | None = Field(description="0 to 100; only of five or more raters.", examples=[None])


class WavePairShape(Answer):
    """One pair of which somebody says something. Ratings are never told one by one."""

    first: Ref
    second: Ref
    state: str = Field(examples=["claimed"])
    state_in_words: str = Field(examples=["Claimed"])
    first_says: str = Field(examples=["Cooperation"])
    second_says: str = Field(examples=["No tie"])
    contact: str = Field(examples=["monthly"])
    kinds: list[str] = Field(examples=[["news", "work"]])


def wave_shape(wave: Wave) -> WaveShape:
    """A wave as programs read it."""
    return WaveShape(
        id=wave.pk, name=wave.name, question=wave.question, asked_on=wave.asked_on, source=wave.source,
        origin=wave.origin, list_only=wave.given, together=wave.together, asked=wave.asked, answered=wave.answered,
        taken_at=wave.taken_at, dropped_at=wave.dropped_at,
    )  # fmt: skip


def figures_shape(wave: Wave, rule: Rule) -> WaveFiguresShape:
    """What a wave says under a rule."""
    page = WavePage.read(wave, rule, "")
    content = page.content
    if content is None:
        return WaveFiguresShape(
            wave=wave_shape(wave), rule=rule.value, ready=False, about="", caution="", showing="hidden", stats=[],
            pairs={}, figures={},
        )  # fmt: skip
    kept = {name: value for name, value in page.under.items() if name != "without" or not page.hidden}
    return WaveFiguresShape(
        wave=wave_shape(wave), rule=rule.value, ready=True, about=page.about,
        caution=page.caution[1] if page.caution else "", showing=content["showing"],
        stats=[StatShape(number=one.number, says=f"{one.strong} {one.says}", fine=one.fine) for one in page.stats],
        pairs=content["dyads"], figures=kept,
    )  # fmt: skip


def score_shape(one: Score) -> WaveScoreShape:
    """A score as programs read it."""
    named = Ref(id=one.member.organisation_id, name=one.member.name)
    names = (
        "ties", "named_by", "betweenness", "closeness", "effective_size", "constraint", "outward", "two_steps", "core",
        "community", "cut_off", "trust", "value",
    )  # fmt: skip
    values = {name: getattr(one, name) for name in names}
    return WaveScoreShape(organisation=named, sector=one.member.sector, answered=one.member.answered, **values)


def pair_shape(row: Any) -> WavePairShape:
    """A pair as programs read it."""
    first, second = (ref(one.organisation, one.name) for one in (row.rater, row.rated))
    assert first is not None and second is not None
    return WavePairShape(
        first=first, second=second, state=row.state, state_in_words=dyad_name(row.state),
        first_says=level_name(row.level), second_says=other_says(row), contact=row.contact, kinds=row.kinds,
    )  # fmt: skip
