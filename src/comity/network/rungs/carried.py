"""The rung that stands for a tie, wherever it is shown: what follows from the two's evidence, else what they say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from comity.core.network.rungs import Noted, Span, carried_on
from comity.network.models import Evidence, KeptOverview, Tie, noted
from comity.network.rungs.initiative_queries import inherited_spans

#: so long after it was done, evidence is current
AGE = timedelta(days=365)
#: what the arithmetic needs of a row
FIELDS = ("item", "done_on", "first_at", "second_at", "withdrawn_at")


@dataclass(frozen=True)
class Carried:
    """What ties rest on. done: evidence, by the tie's id; spans: when both sat at work in an initiative, by pair."""

    done: Mapping[UUID, Sequence[Noted]] = field(default_factory=dict)
    spans: Mapping[tuple[UUID, UUID], Sequence[Span]] = field(default_factory=dict)

    @classmethod
    def kept(cls, coalition: UUID, version: UUID | None) -> "Carried":
        """The same for pages: unpacked once in a process for each version of the network. Not for acts.

        version: as `version_in` gives it; None while nothing has happened, so that it is read.
        """
        return cls.read(coalition) if version is None else _kept(coalition, version)

    @classmethod
    def read(cls, coalition: UUID, ties: Iterable[UUID] | None = None) -> "Carried":
        """All that is on record in the coalition, or of some ties. Two queries, three where initiatives work."""
        rows = Evidence.objects.filter(coalition=coalition)
        rows = rows if ties is None else rows.filter(tie__in=list(ties))
        done: dict[UUID, list[Noted]] = defaultdict(list)
        for row in rows.only("tie", *FIELDS):
            done[row.tie_id].append(noted(row))
        return cls(dict(done), inherited_spans(coalition))

    def evidence_of(self, tie: Tie) -> Sequence[Noted]:
        """What the two did together."""
        return self.done.get(tie.pk, ())

    def spans_of(self, tie: Tie) -> Sequence[Span]:
        """When both sat at work in an initiative."""
        return self.spans.get((tie.first_id, tie.second_id), ())

    def of(self, tie: Tie, day: date) -> int | None:
        """The rung by what they did; None where none ever followed from it, so that their words count."""
        done, spans = self.evidence_of(tie), self.spans_of(tie)
        return carried_on(done, day, age=AGE, inherited=spans) if done or spans else None

    def on(self, ties: Iterable[Tie], day: date) -> dict[UUID, int]:
        """The rungs of these ties by what was done, by the tie's id; without those of which words count."""
        found = {tie.pk: self.of(tie, day) for tie in ties}
        return {pk: level for pk, level in found.items() if level is not None}

    def level(self, tie: Tie, day: date) -> int:
        """The rung that stands for the tie on a day: by what they did, else the highest that anybody says now."""
        found = self.of(tie, day)
        if found is not None:
            return found
        return 0 if tie.ended_on is not None and tie.ended_on <= day else tie.level


def version_in(coalition: UUID) -> "QuerySet[Any, UUID]":
    """Another one after each act that touched a tie, its evidence, an initiative, or who is a member."""
    rows: QuerySet[Any] = KeptOverview.objects.filter(coalition=coalition)
    return rows.order_by("pk").values_list("version", flat=True)[:1]


@lru_cache(maxsize=32)
def _kept(coalition: UUID, _version: UUID) -> Carried:
    return Carried.read(coalition)


def levels_on(coalition: UUID, version: UUID | None, day: date) -> dict[UUID, int]:
    """The rungs of all ties of a coalition that follow from what was done, by the tie's id; for pages."""
    return _read_levels(coalition, day) if version is None else _levels(coalition, version, day)


@lru_cache(maxsize=32)
def _levels(coalition: UUID, _version: UUID, day: date) -> dict[UUID, int]:
    return _read_levels(coalition, day)


def _read_levels(coalition: UUID, day: date) -> dict[UUID, int]:
    carried = Carried.read(coalition)
    if not (carried.done or carried.spans):
        return {}
    ends = {end for pair in carried.spans for end in pair}
    rows = Tie.objects.filter(coalition=coalition)
    rows = rows.filter(Q(pk__in=list(carried.done)) | Q(first__in=ends, second__in=ends))
    return carried.on(rows.only("pk", "first", "second"), day)
