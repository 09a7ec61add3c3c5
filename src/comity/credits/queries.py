"""Credit as people may read it; every read starts from `visible_to`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from comity.base.registry import Registry
from comity.coalitions.held import visible
from comity.coalitions.standing import Standing
from comity.credits.models import Credit, State

#: label of a kind of thing → f(thing) → (organisation's id, its name, how it took part) of all that took part in it
contributions: Registry[Any] = Registry("source of contributions")


@dataclass(frozen=True)
class Missing:
    """An organisation that took part and stands in no line."""

    organisation: UUID
    name: str
    how: str


def visible_to(standing: Standing) -> "QuerySet[Credit]":
    """The lines a person may know of: as confidential as what they belong to. Those taken out are among them."""
    rows = Credit.objects.select_related("coalition", "organisation", "person")
    return visible(rows, standing)


def of_thing(standing: Standing, label: str, pk: UUID) -> "QuerySet[Credit]":
    """The lines of one thing, in their order."""
    return visible_to(standing).filter(held_by=label, held_id=pk).exclude(state=State.DROPPED).order_by("place", "pk")


def with_credit(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Things of a wing, each with `has_credit`: whether there is any line of it."""
    found: QuerySet[Any] = rows.annotate(has_credit=Exists(Credit.objects.filter(held_id=OuterRef("pk"))))
    return found


def missing(thing: Any, lines: list[Credit]) -> list[Missing]:
    """Who took part, as far as its wing knows, and is not credited."""
    source = contributions.get(thing._meta.label_lower)
    if source is None:
        return []
    there = {line.organisation_id for line in lines}
    return [Missing(*one) for one in source(thing) if one[0] not in there]


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All lines one may know of, header first. People stand there only with their yes."""
    yield "id", "belongs_to", "place", "organisation", "what", "person", "state", "proposed_by", "proposed_at"
    if not standing.inside:
        return
    rows = visible_to(standing).order_by("held_title", "held_id", "place", "pk")
    for c in rows.iterator(chunk_size=500):
        yield c.pk, c.held_title, c.place, c.name, c.what, c.named, c.state, c.given_name, c.given_at
