"""The rung that stands for a tie, wherever it is shown: what follows from the two's evidence, else what they say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from comity.core.network.rungs import Noted, Span, carried_on
from comity.network.models import Evidence, Tie, noted
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
