"""Weighings, read: only those of organisations that one speaks for."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from comity.coalitions.standing import Standing
from comity.core.advice.relationship import lowest
from comity.core.network.rungs import history
from comity.network.models import Tie, Weighing, WeighingSide
from comity.network.rungs.carried import AGE, Carried
from comity.network.rungs.weighing_permissions import voices


def weighings_visible_to(standing: Standing) -> "QuerySet[Weighing]":
    """Those in which an organisation that one speaks for is a side."""
    own = WeighingSide.objects.filter(weighing=OuterRef("pk"), organisation__in=voices(standing))
    rows: QuerySet[Weighing] = Weighing.objects.filter(Exists(own))
    return rows.select_related("coalition")


def standing_of_group(
    weighing: Weighing, organisations: Sequence[UUID], today: date
) -> tuple[int, timedelta | None]:
    """The lowest rung of any pair on that day, and for how long all pairs have held theirs by evidence (None: some
    don't). A pair without evidence stands where both say it does."""
    pairs = list(combinations(sorted(organisations), 2))
    between = Tie.objects.filter(first__in=organisations, second__in=organisations)
    ties = {(tie.first_id, tie.second_id): tie for tie in between}
    carried = Carried.read(weighing.coalition_id, [tie.pk for tie in ties.values()])
    rungs, held = [], list[timedelta | None]()
    for pair in pairs:
        tie = ties.get(pair) or Tie(first_id=pair[0], second_id=pair[1])
        steps = history(carried.evidence_of(tie), today, age=AGE, inherited=carried.spans_of(tie))
        rungs.append(carried.level(tie, today))
        held.append(today - steps[-1].on if steps else None)
    return lowest(rungs), None if None in held or not held else min(one for one in held if one is not None)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Weighings one may know of, with the answers of the sides that one speaks for; header first."""
    yield (
        "id", "organisations", "state", "started_at", "shown_at", "rung_then", "advice", "waits_for", "organisation",
        "wants", "time", "skills", "money", "backing", "commitment", "people", "relies", "stays", "answered_at",
        "takes_it_knowingly_since", "why",
    )  # fmt: skip
    own = voices(standing)
    rows = WeighingSide.objects.filter(weighing__in=weighings_visible_to(standing).values("pk"), organisation__in=own)
    for s in rows.select_related("weighing").order_by("weighing__started_at", "pk").iterator(chunk_size=500):
        w = s.weighing
        yield (
            w.pk, w.title, w.state, w.started_at, w.shown_at, w.today, w.rung, w.waits_for, s.name, s.wants, s.time,
            s.skills, s.money, s.backing, s.commitment, s.people, s.relies, s.stays, s.answered_at, s.knowingly_at,
            s.knowingly_why,
        )  # fmt: skip
