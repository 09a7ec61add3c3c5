"""Rungs, read: the ties one may know of with their evidence, and the rung of every pair on any day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import Standing
from comity.network.models import Evidence, Tie
from comity.network.rungs.carried import AGE, Carried


class Basis(StrEnum):
    """What a pair's rung rests on."""

    EVIDENCE = "evidence"  # what they did together, confirmed by both
    BOTH = "both"  # no evidence yet: both sides say so
    ONE = "one"  # no evidence yet: one side says so
    LIST = "list"  # no evidence yet: a list says so
    NONE = "none"  # nothing is known


@dataclass(frozen=True, slots=True)
class PairRung:
    """The rung of a pair on a day: `level`, what it rests on, and the highest that anybody says."""

    tie: UUID
    first: UUID
    second: UUID
    level: int
    basis: Basis
    said: int


def pairs_visible_to(standing: Standing) -> "QuerySet[Tie]":
    """Every pair of members of which anything is known, ended ones too, that the person may know of."""
    rows = Tie.objects.filter(_member("first"), _member("second"))
    return readable(rows, standing)


def evidence_visible_to(standing: Standing) -> "QuerySet[Evidence]":
    """All evidence of these pairs, what was withdrawn too."""
    rows: QuerySet[Evidence] = Evidence.objects.filter(tie__in=pairs_visible_to(standing).values("pk"))
    return rows.select_related("tie", "coalition")


def _member(side: str) -> Exists:
    return Exists(Membership.objects.filter(organisation=OuterRef(side), state=MembershipState.MEMBER))


def rungs_on(coalition: UUID, day: date, *, standing: Standing | None = None) -> dict[tuple[UUID, UUID], PairRung]:
    """The rung of every pair on that day, by (smaller id, larger id). Four queries, whatever the number.

    From evidence where any rung ever followed from it up to that day (0 once all of it is stale); else what the two
    say, if they had said it by then. standing: only pairs that this person may know of.
    """
    rows = Tie.objects.all() if standing is None else pairs_visible_to(standing)
    ties, carried = list(rows.order_by("pk")), Carried.read(coalition)
    rungs = {(tie.first_id, tie.second_id): _pair_on(tie, carried, day) for tie in ties}
    return {pair: one for pair, one in rungs.items() if one.basis != Basis.NONE}


def _pair_on(tie: Tie, carried: Carried, day: date) -> PairRung:
    said, basis = said_on(tie, day)
    level = carried.of(tie, day)
    if level is None:
        return PairRung(tie.pk, tie.first_id, tie.second_id, said, basis, said)
    return PairRung(tie.pk, tie.first_id, tie.second_id, level, Basis.EVIDENCE, said)


def said_on(tie: Tie, day: date) -> tuple[int, Basis]:
    """The highest rung anybody says, as far as the last word is that old, and who says so."""
    if tie.said_on > day or (tie.ended_on is not None and tie.ended_on <= day) or not tie.holds:
        return 0, Basis.NONE
    own = [bool(word) for word in (tie.first_says, tie.second_says)]
    if all(own):
        return tie.level, Basis.BOTH
    return tie.level, Basis.ONE if any(own) else Basis.LIST


def evidence_of(ties: Iterable[Any]) -> dict[UUID, list[Evidence]]:
    """The evidence of some ties, newest first. One query."""
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(tie__in=[tie.pk for tie in ties]).select_related("first_by", "second_by")
    for row in rows.order_by(F("done_on").desc(), "-pk"):
        found[row.tie_id].append(row)
    return found


def waiting_for(standing: Standing, organisation: UUID) -> "QuerySet[Evidence]":
    """What this organisation has not answered yet."""
    first = Q(tie__first=organisation, first_at=None)
    second = Q(tie__second=organisation, second_at=None)
    return evidence_visible_to(standing).filter(first | second, withdrawn_at=None)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All evidence one may know of, header first."""
    yield (
        "id", "first", "second", "item", "done_on", "words", "source", "first_stands_by_it_since",
        "second_stands_by_it_since", "noted_by", "noted_at", "withdrawn_at", "withdrawn_by", "why",
    )  # fmt: skip
    if not standing.inside:
        return
    for e in evidence_visible_to(standing).order_by("noted_at", "pk").iterator(chunk_size=500):
        yield (
            e.pk, e.tie.first_name, e.tie.second_name, e.item, e.done_on, e.words, e.source, e.first_at, e.second_at,
            e.noted_name, e.noted_at, e.withdrawn_at, e.withdrawn_name, e.withdrawn_why,
        )  # fmt: skip


__all__ = [
    "AGE", "Basis", "PairRung", "evidence_of", "evidence_visible_to", "pairs_visible_to", "rungs_on", "said_on",
    "table", "waiting_for",
]  # fmt: skip
