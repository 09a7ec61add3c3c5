"""Whom one reaches over the ties one may see, in steps; and what members say of values. All need the scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from comity.coalitions.models import Mandate
from comity.coalitions.standing import Standing, live
from comity.core.network import reach as arithmetic
from comity.core.network.network import Pair
from comity.core.network.reports import Rule
from comity.network.models import GoBetween, SharedValue, ValueWord
from comity.network.queries.reading import read
from comity.people.models import Organisation

#: how far one looks, and how many additions are named
STEPS, ADDITIONS = 3, 3


@dataclass(frozen=True)
class Ring:
    """One step: who is reached in exactly so many; `total`, `people`: distinct ones within so many steps."""

    step: int
    organisations: Sequence[Organisation]
    total: int
    people: int


@dataclass(frozen=True)
class Reached:
    """What a start reaches. beyond: those not reached in three steps. additions: whom to make partners of, with gain.

    exact: no other choice of as many would bring more. way: from the start to the target, who introduces whom.
    """

    rings: Sequence[Ring]
    beyond: Sequence[Organisation]
    additions: Sequence[tuple[Organisation, int]]
    exact: bool
    way: Sequence[Organisation] | None = None

    @property
    def total(self) -> int:
        """Distinct organisations within three steps."""
        return self.rings[-1].total if self.rings else 0


def reached(
    standing: Standing, organisations: Sequence[Organisation], start: Sequence[UUID], *, on: date, rung: int = 0,
    target: UUID | None = None,
) -> Reached:  # fmt: skip
    """Whom these organisations reach together over ties that at least one side tells. Two queries."""
    reading = read(standing, organisations, Rule.EITHER, rung)
    network, by_key = reading.network, {str(one.pk): one for one in organisations}
    begin = [str(pk) for pk in start if str(pk) in by_key]
    found = arithmetic.reach(network, begin, STEPS)
    people, counts = found.people(people_of(by_key, on=on)), found.counts()
    rings = [
        Ring(step, [by_key[key] for key in found.rings[step]], counts[step - 1], people[step - 1])
        for step in range(1, STEPS + 1)
    ]
    within = {key for ring in found.rings for key in ring}
    best = arithmetic.best_additions(network, begin, count=ADDITIONS, steps=STEPS)
    way = None
    if target is not None and str(target) in by_key and len(begin) == 1:
        strength: Mapping[Pair, int] = {tuple(sorted(pair)): level for pair, level in reading.level_of.items()}  # type: ignore[misc]
        keys = arithmetic.introduction(network, begin[0], str(target), strength=strength)
        way = [by_key[key] for key in keys] if keys else None
    return Reached(
        rings, [one for key, one in by_key.items() if key not in within],
        [(by_key[key], gain) for key, gain in best.chosen], best.exact, way,
    )  # fmt: skip


def people_of(organisations: Mapping[str, Any], *, on: date) -> dict[str, set[str]]:
    """Who acts for each organisation on that day: the key of each person, by the organisation's. One query."""
    found: dict[str, set[str]] = {key: set() for key in organisations}
    rows = Mandate.objects.filter(live(on), organisation__in=list(organisations), person__erased_at=None)
    for organisation, person in rows.values_list("organisation", "person"):
        found[str(organisation)].add(str(person))
    return found


# ── values ──


def values_visible_to(standing: Standing) -> "QuerySet[SharedValue]":
    """Values that members are asked about, for those inside, each with who says what of it."""
    rows: QuerySet[SharedValue] = SharedValue.objects.filter(retired_at=None)
    words = ValueWord.objects.select_related("organisation").order_by("organisation__sort_name", "pk")
    counted = rows.annotate(
        **{answer: Count("said", filter=Q(said__answer=answer)) for answer in ("yes", "partly", "no")}
    )
    rows = counted if standing.inside else counted.none()
    return rows.select_related("coalition", "person").prefetch_related(Prefetch("said", words))


def words_visible_to(standing: Standing) -> list[tuple[SharedValue, list[ValueWord]]]:
    """Each value of which a member said something, with what all said, for those inside. One query."""
    if not standing.inside:
        return []
    rows = ValueWord.objects.filter(value__retired_at=None).order_by("value__stated_at", "value")
    return [(value, list(said)) for value, said in groupby(rows.select_related("value"), key=lambda one: one.value)]


def go_betweens_visible_to(standing: Standing) -> "QuerySet[GoBetween]":
    """Asks for an introduction, for the two organisations between which they pass."""
    rows: QuerySet[GoBetween] = GoBetween.objects.select_related("coalition", "asker", "via", "target", "person")
    if standing.operates:
        return rows
    mine = [hold.of for hold in standing.organisations] if standing.inside else []
    return rows.filter(Q(asker__in=mine) | Q(via__in=mine))
