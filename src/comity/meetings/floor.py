"""The floor as it stands: who is there by organisation, who speaks, who is next, which pairs met before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery

from comity.audit.models import ChainHead
from comity.coalitions.standing import Standing
from comity.core.meetings.rounds import in_line, spoken, still_to_come
from comity.meetings.models import Attendance, Invitation, Meeting, Round, RoundKind, Turn
from comity.meetings.queries import to_read, visible_to

#: what of the round that goes on is read with its meeting
ROUND = ("id", "kind", "minutes", "groups", "begun_at")


@dataclass(frozen=True)
class Floor:
    """Everything about who speaks. here: the ids of organisations of whom somebody is there, as they sit."""

    here: Sequence[str]
    turns: Sequence[Turn]
    rounds: Sequence[Round]
    at: datetime

    @cached_property
    def speaking(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.speaks), None)

    @cached_property
    def round(self) -> Round | None:
        """What goes on: a round, or talk in pairs."""
        return next((one for one in self.rounds if one.ended_at is None), None)

    @property
    def in_pairs(self) -> bool:
        return self.round is not None and self.round.kind == RoundKind.PAIRS

    @cached_property
    def talk(self) -> dict[str, int]:
        """Seconds each organisation spoke."""
        return spoken([spell for turn in self.turns if (spell := turn.spell)], self.at)

    @cached_property
    def due(self) -> list[str]:
        """Whose first turn in this round is still to come."""
        if self.round is None or self.in_pairs:
            return []
        had = {
            str(turn.organisation_id) for turn in self.turns if turn.first and turn.round_id == self.round.pk
        }
        return still_to_come(self.here, had, self.talk)

    @cached_property
    def wishes(self) -> dict[str, Turn]:
        """Who asked to speak and is still there."""
        found = {str(turn.organisation_id): turn for turn in self.turns if turn.waits}
        return {unit: found[unit] for unit in self.here if unit in found}

    @cached_property
    def line(self) -> list[str]:
        """The queue in its order; who speaks comes up again once that turn is over."""
        speaks = str(self.speaking.organisation_id) if self.speaking else ""
        waiting = [(unit, turn.asked_at or self.at) for unit, turn in self.wishes.items() if unit != speaks]
        return in_line(waiting, self.talk)

    @property
    def next(self) -> str | None:
        """Who speaks next: first turns before the queue."""
        coming = self.due or self.line
        return coming[0] if coming else None


def floor_of(meeting: Meeting, at: datetime) -> Floor:
    """Read anew. Four queries."""
    invited = Invitation.objects.filter(meeting=meeting).order_by("place")
    there = Attendance.objects.filter(meeting=meeting)
    turns, rounds = Turn.objects.filter(meeting=meeting), Round.objects.filter(meeting=meeting)
    return Floor(units_here(invited, there, at), list(turns), list(rounds), at)


def units_here(invited: Iterable[Invitation], there: Iterable[Attendance], at: datetime) -> list[str]:
    """Organisations of whom somebody is there: those with a place as they sit, then those without one as they came."""
    inside = [str(one.organisation_id) for one in there if one.organisation_id and _is_there(one, at)]
    seats = [str(one.organisation_id) for one in invited]
    seated = [unit for unit in seats if unit in inside]
    return list(dict.fromkeys([*seated, *inside]))


def _is_there(one: Attendance, at: datetime) -> bool:
    return one.arrived_at <= at and (one.left_at is None or at < one.left_at)


def earlier_groups(meeting: Meeting) -> list[list[str]]:
    """Who sat together before: in meetings of the same series, else in this one."""
    rows = Round.objects.filter(kind=RoundKind.PAIRS)
    same = (
        rows.filter(meeting__series=meeting.series_id) if meeting.series_id else rows.filter(meeting=meeting)
    )
    return [group for groups in same.values_list("groups", flat=True) for group in groups]


def with_floor(standing: Standing) -> "QuerySet[Meeting]":
    """Meetings with all the live page shows that reader, the round that goes on (`open_rounds`) and `seq`, the news.

    Six queries.
    """
    news = ChainHead.objects.filter(chain=OuterRef("coalition")).values("seq")
    running = FilteredRelation("rounds", condition=Q(rounds__ended_at=None))
    rows = to_read(standing).annotate(seq=Subquery(news), open_round=running)
    rows = rows.annotate(**{f"round_{name}": F(f"open_round__{name}") for name in ROUND})
    return rows.prefetch_related(Prefetch("turns", Turn.objects.select_related("organisation")))


def open_rounds(meeting: Any) -> list[Round]:
    """The round that goes on, or none. Needs `with_floor`."""
    if meeting.round_id is None:
        return []
    return [Round(meeting=meeting, **{name: getattr(meeting, f"round_{name}") for name in ROUND})]


def turns_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Which organisation had the floor when, header first; for those inside."""
    yield "meeting", "starts_at", "item", "organisation", "first_turn", "minutes", "began_at", "ended_at"
    if not standing.inside:
        return
    rows = Turn.objects.filter(meeting__in=visible_to(standing), began_at__isnull=False)
    for one in rows.select_related("meeting", "item").order_by("began_at", "pk").iterator(chunk_size=500):
        item = one.item.title if one.item else ""
        yield (
            one.meeting.name, one.meeting.starts_at, item, one.organisation_name, one.first, one.minutes, one.began_at,
            one.ended_at,
        )  # fmt: skip
