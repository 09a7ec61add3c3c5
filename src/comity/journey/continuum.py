"""Whose coalition is it? The facts behind the position between improvement and empowerment, today and over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.coalitions.models import Role, Seat
from comity.core.advice.continuum import Fact, Held, Position, position
from comity.founding.models import ChecklistAnswer
from comity.people.models import Sector

LEADING = (Role.CHAIR, Role.CONVENER)
#: how often the position is looked at, and how many of the past points are shown
EVERY, SHOWN = timedelta(days=91), 12
#: what each fact is, in words; those that no records tell of yet are left out of the position
WORDS: dict[Fact, Any] = {
    Fact.STARTED: gettext_lazy("Who started it"),
    Fact.GOALS: gettext_lazy("Who set the goals"),
    Fact.SEATS: gettext_lazy("Who holds the seats"),
    Fact.CHAIRS: gettext_lazy("Who holds the chairs"),
    Fact.MONEY: gettext_lazy("Who holds the money"),
    Fact.PLANS: gettext_lazy("Who carries the plans"),
}


@dataclass(frozen=True)
class Hold:
    """Somebody holds something from one day until before another: a seat, or a chair until its last day included."""

    fact: Fact
    sector: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Row:
    """One fact today: its words, numbers and share in hundredths; None where no records tell of it."""

    words: Any
    held: int | None
    of: int | None
    share: int | None


@dataclass(frozen=True)
class Point:
    """The position on one day, in hundredths."""

    day: date
    place: int


@dataclass(frozen=True)
class Continuum:
    """Where it stands, fact by fact, since when it moved, and what would move it most."""

    place: int | None
    rows: list[Row]
    points: list[Point]
    moves: list[tuple[str, int]]

    @property
    def first(self) -> Point | None:
        return self.points[0] if self.points else None


def continuum(started: date, today: date) -> Continuum:
    """Read it from the records. Two queries. Called in the coalition's scope."""
    founders, holds = _founders(), list(_holds())
    facts = facts_on(today, founders, holds)
    now = position(facts)
    points = [
        Point(day, _hundredths(found.place))
        for day in _days(started, today)
        if (found := position(facts_on(day, founders, holds))).place is not None
    ]
    place = None if now.place is None else _hundredths(now.place)
    return Continuum(place, _rows(facts, now), points, _moves(now))


def facts_on(day: date, founders: Sequence[str], holds: Iterable[Hold]) -> dict[Fact, Held]:
    """What was held by groups of the community on that day, of how much. Facts that nobody holds are left out."""
    found: dict[Fact, list[str]] = {}
    for hold in holds:
        if hold.on(day):
            found.setdefault(hold.fact, []).append(hold.sector)
    if founders:
        found[Fact.STARTED] = list(founders)
    return {fact: Held(sectors.count(Sector.CITIZEN), len(sectors)) for fact, sectors in found.items()}


def _founders() -> list[str]:
    """The sectors of those that answered the start-up checklist: each founder once."""
    rows = ChecklistAnswer.objects.order_by().values_list("organisation", "organisation__sector").distinct()
    return [sector for _organisation, sector in rows]


def _holds() -> Iterable[Hold]:
    """Every seat there ever was, and every chair. One query."""
    names = ("pk", "organisation__sector", "since_on", "ended_on", "body__ended_on")
    chairs = Q(terms__role__in=LEADING) | Q(terms=None) | ~Q(terms__role__in=LEADING)
    rows = Seat.objects.filter(chairs).values_list(*names, "terms__role", "terms__starts_on", "terms__ends_on")
    seen: set[UUID] = set()
    for pk, sector, since, ended, body_ended, role, starts, ends in rows.order_by("pk"):
        until = _earlier(ended, body_ended)
        if pk not in seen:
            seen.add(pk)
            yield Hold(Fact.SEATS, sector, since, until)
        if role in LEADING:
            yield Hold(Fact.CHAIRS, sector, starts, _earlier(ends and ends + timedelta(days=1), until))


def _earlier(one: date | None, other: date | None) -> date | None:
    known = [day for day in (one, other) if day is not None]
    return min(known) if known else None


def _days(started: date, today: date) -> list[date]:
    """Every three months up to today, the newest of them."""
    count = (today - started) // EVERY
    return [today - EVERY * back for back in range(min(count, SHOWN - 1), -1, -1)]


def _rows(facts: Mapping[Fact, Held], now: Position) -> list[Row]:
    return [
        Row(words, facts[fact].held, facts[fact].of, _hundredths(now.shares[fact]))
        if fact in now.shares else Row(words, None, None, None)
        for fact, words in WORDS.items()
    ]  # fmt: skip


def _moves(now: Position) -> list[tuple[str, int]]:
    """What one more would do, in words and hundredths; who started it can't be changed any more."""
    words = {Fact.SEATS: _("A group of the community takes one more seat"),
             Fact.CHAIRS: _("A group of the community takes one more chair")}  # fmt: skip
    return [(words[move.fact], round(100 * move.gain)) for move in now.moves if move.fact in words]


def _hundredths(value: Fraction) -> int:
    return round(100 * value)
