"""Asks: what needs whom. Acts open and close them; nothing else does."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, QuerySet

from comity.notices.models import Ask


def open_asks(asks: Iterable[Ask]) -> None:
    """Keep new asks; one already open for the same person, kind, thing and organisation stays as it is."""
    Ask.objects.bulk_create(asks, 500, ignore_conflicts=True)


def close_asks(
    thing: models.Model,
    *,
    at: datetime,
    kind: str = "",
    person: UUID | None = None,
    organisation: UUID | None = None,
) -> int:
    """Close the open asks about a thing (of one kind, person or organisation, if given); returns how many."""
    asks = Ask.objects.filter(thing=thing.pk, closed_at=None)
    wanted = {"kind": kind, "person": person, "organisation": organisation}
    return asks.filter(**{key: value for key, value in wanted.items() if value}).update(closed_at=at)


def hand_over(
    *,
    organisation: UUID,
    power: str,
    coalition: UUID,
    from_person: UUID,
    to_person: UUID | None,
    at: datetime,
) -> None:
    """When a mandate passes on, so do the asks that hang on it; with no successor they close."""
    asks = Ask.objects.filter(
        organisation=organisation, power=power, coalition=coalition, person=from_person, closed_at=None
    )
    moved = list(asks)
    asks.update(closed_at=at)
    if to_person is None:
        return
    for ask in moved:
        ask.pk, ask.person, ask.opened_at, ask.closed_at = Ask().pk, to_person, at, None
        ask._state.adding = True
    open_asks(moved)


def asks_of(person: UUID, coalition: UUID | None = None) -> QuerySet[Ask]:
    """What needs this person, most pressing first; in one coalition, or in all."""
    asks = Ask.objects.filter(person=person, closed_at=None)
    if coalition is not None:
        asks = asks.filter(coalition=coalition)
    return pressing_first(asks)


def pressing_first(asks: "QuerySet[Ask]") -> "QuerySet[Ask]":
    """What is due soonest, then what has waited longest."""
    return asks.order_by(F("due_at").asc(nulls_last=True), "opened_at", "pk")
