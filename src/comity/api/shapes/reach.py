"""Reach, mixture, values and introductions."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Moment
from comity.network.models import GoBetween, SharedValue
from comity.network.reach.mixing import Facet
from comity.network.reach.queries import Reached


class RingShape(Answer):
    """One step from the start."""

    step: int = Field(examples=[2])
    organisations: list[Ref] = Field(description="New in this step.")
    total: int = Field(description="Distinct organisations within so many steps.", examples=[9])
    people: int = Field(description="Distinct people who act for them.", examples=[23])


class AdditionShape(Answer):
    """A partner to win."""

    organisation: Ref | None
    gain: int = Field(description="How many more come within three steps.", examples=[4])


class ReachShape(Answer):
    """Whom an organisation reaches."""

    rings: list[RingShape]
    beyond: list[Ref] = Field(description="Members not within three steps.")
    additions: list[AdditionShape]
    exact: bool = Field(description="Whether no other choice of as many brings more.", examples=[True])


class HowManyShape(Answer):
    """How many of one kind."""

    label: str = Field(examples=["Nonprofit"])
    count: int = Field(examples=[4])


class FacetShape(Answer):
    """One way in which members differ."""

    key: str = Field(description="sector, place, size or value.", examples=["sector"])
    title: str = Field(examples=["Sector"])
    counts: list[HowManyShape]
    blau: float | None = Field(description="0: all alike; nearer to 1: more mixed.", examples=[0.7])
    says: str = Field(examples=["Draw one by lot, then one again: in 70 of 100 cases they differ."])


class MixtureShape(Answer):
    """How mixed the members are."""

    facets: list[FacetShape]


class ValueShape(Answer):
    """A value that members are asked about."""

    id: UUID
    text: str = Field(examples=["We do nothing about people without them."])
    yes: int = Field(description="How many members say that it is theirs too.", examples=[9])
    partly: int = Field(examples=[2])
    no: int = Field(examples=[0])
    stated_at: Moment


class ValuesShape(Answer):
    """All values that members are asked about."""

    values: list[ValueShape]


class GoBetweenShape(Answer):
    """An introduction that was asked for."""

    id: UUID
    asker: Ref | None
    via: Ref | None
    target: Ref | None
    words: str = Field(examples=["Would you introduce us?"])
    state: str = Field(description="asked, done, declined or withdrawn.", examples=["asked"])
    answer: str = Field(examples=["They expect your call."])
    asked_at: Moment


class GoBetweensShape(Answer):
    """Introductions asked of or by one’s own organisations."""

    introductions: list[GoBetweenShape]


def reach_shape(found: Reached) -> ReachShape:
    """Reach as programs see it."""
    rings = [
        RingShape(step=one.step, organisations=_refs(one.organisations), total=one.total, people=one.people)
        for one in found.rings
    ]
    additions = [AdditionShape(organisation=ref(one, one.shown_name), gain=gain) for one, gain in found.additions]  # type: ignore[attr-defined]
    return ReachShape(rings=rings, beyond=_refs(found.beyond), additions=additions, exact=found.exact)


def mixture_shape(facets: list[Facet]) -> MixtureShape:
    """How mixed the members are, as programs see it."""
    return MixtureShape(
        facets=[
            FacetShape(
                key=one.key, title=one.title, blau=one.blau, says=one.says,
                counts=[HowManyShape(label=label, count=count) for label, count in one.counts],
            )
            for one in facets
        ]
    )  # fmt: skip


def value_shape(value: SharedValue) -> ValueShape:
    """A value as programs see it, with who says what counted."""
    said = [one.answer for one in value.said.all()]
    counts = {answer: said.count(answer) for answer in ("yes", "partly", "no")}
    return ValueShape(id=value.pk, text=value.text, stated_at=value.stated_at, **counts)


def go_between_shape(one: GoBetween) -> GoBetweenShape:
    """An ask as programs see it."""
    return GoBetweenShape(
        id=one.pk, asker=ref(one.asker), via=ref(one.via), target=ref(one.target), words=one.words, state=one.state,
        answer=one.answer, asked_at=one.asked_at,
    )  # fmt: skip


def _refs(organisations: Any) -> list[Ref]:
    return [Ref(id=one.pk, name=one.shown_name) for one in organisations]
