"""The rung on which two organisations stand, as it follows from what they really do together.

A rung holds while at least two different items of it, and one of each rung below, are current and confirmed by both.
The fifth rung belongs to an initiative of several sectors: a tie inherits it while both sit there with a live task.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: the rungs, as numbers
NONE, NETWORKING, COORDINATION, COOPERATION, COLLABORATION, MULTISECTOR = range(6)
#: so many different items of a rung make it hold
ENOUGH = 2
#: what shows a rung: key → the rung it belongs to
ITEMS: dict[str, int] = {
    "news_answered": NETWORKING,
    "calendars_subscribed": NETWORKING,
    "event_attended": NETWORKING,
    "services_exchanged": NETWORKING,
    "circle_posted": NETWORKING,
    "help_given": NETWORKING,
    "event_moved": COORDINATION,
    "hours_changed": COORDINATION,
    "overlap_resolved": COORDINATION,
    "intake_shared": COORDINATION,
    "sequences_aligned": COORDINATION,
    "referrals_accepted": COORDINATION,
    "paper_signed": COORDINATION,
    "space_lent": COOPERATION,
    "hours_lent": COOPERATION,
    "expertise_given": COOPERATION,
    "fund_pooled": COOPERATION,
    "product_joint": COOPERATION,
    "ownership_shared": COOPERATION,
    "bid_joint": COLLABORATION,
    "event_cosponsored": COLLABORATION,
    "aim_measured": COLLABORATION,
    "loss_split": COLLABORATION,
    "work_in_band": COLLABORATION,
    "credit_both": COLLABORATION,
}


class State(StrEnum):
    """How far a piece of evidence counts on a day."""

    CONFIRMED = "confirmed"  # both sides stand by it, and it is current
    CLAIMED = "claimed"  # one side alone stands by it, or none yet
    STALE = "stale"  # both stand by it, but it is too long ago
    WITHDRAWN = "withdrawn"  # a side took it back


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing done together: what, on which day, since when each side stands by it, since when it is withdrawn."""

    item: str
    on: date
    first_on: date | None = None
    second_on: date | None = None
    withdrawn_on: date | None = None

    def __post_init__(self) -> None:
        if self.item not in ITEMS:
            raise ValueError(f"{self.item} is no item of evidence.")

    @property
    def rung(self) -> int:
        """The rung it is evidence of."""
        return ITEMS[self.item]

    @property
    def counts_from(self) -> date | None:
        """The first day on which both sides stand by it; None while one is silent."""
        if self.first_on is None or self.second_on is None:
            return None
        return max(self.on, self.first_on, self.second_on)

    def state(self, day: date, *, age: timedelta) -> State:
        """How far it counts on that day. age: so long after it was done, evidence is current (that day included)."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return State.WITHDRAWN
        start = self.counts_from
        if start is None or start > day:
            return State.CLAIMED
        return State.STALE if day > self.on + age else State.CONFIRMED


@dataclass(frozen=True, slots=True)
class Span:
    """From which day on, until which day (not included; None: still), something holds."""

    starts: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


def shared(one: Span, other: Span) -> Span | None:
    """The time in which both hold; None where there is none."""
    starts = max(one.starts, other.starts)
    ends = min((end for end in (one.ends, other.ends) if end is not None), default=None)
    return Span(starts, ends) if ends is None or starts < ends else None


@dataclass(frozen=True, slots=True)
class Step:
    """A rung, and the day since when it holds."""

    on: date
    rung: int


@dataclass(frozen=True, slots=True)
class Missing:
    """What a rung still lacks: how many more of its own items, and the rungs below of which there is none."""

    own: int
    below: tuple[int, ...]

    @property
    def nothing(self) -> bool:
        """The rung holds."""
        return not self.own and not self.below


def current(noted: Iterable[Noted], day: date, *, age: timedelta) -> dict[int, set[str]]:
    """The different items that count on that day, by rung."""
    found: dict[int, set[str]] = {rung: set() for rung in range(NETWORKING, MULTISECTOR)}
    for one in noted:
        if one.state(day, age=age) == State.CONFIRMED:
            found[one.rung].add(one.item)
    return found


def rung_on(noted: Iterable[Noted], day: date, *, age: timedelta, inherited: Iterable[Span] = ()) -> int:
    """The highest rung that holds on that day; 0 where none does. inherited: when the fifth was that of both."""
    if any(span.covers(day) for span in inherited):
        return MULTISECTOR
    found = current(noted, day, age=age)
    held = (rung for rung in range(COLLABORATION, NONE, -1) if _missing(found, rung).nothing)
    return next(held, NONE)


def carried_on(noted: Sequence[Noted], day: date, *, age: timedelta, inherited: Sequence[Span] = ()) -> int | None:
    """The rung that stands for two organisations by what they did: 0 once all of it is too long ago.

    None where no rung ever followed from it up to that day: then, and only then, what they say counts instead.
    """
    if not history(noted, day, age=age, inherited=inherited):
        return None
    return rung_on(noted, day, age=age, inherited=inherited)


def missing(noted: Iterable[Noted], rung: int, day: date, *, age: timedelta) -> Missing:
    """What is missing on that day for a rung from the first to the fourth; ValueError for another."""
    if rung not in range(NETWORKING, MULTISECTOR):
        raise ValueError("Only the first four rungs follow from what two organisations do.")
    return _missing(current(noted, day, age=age), rung)


def history(noted: Sequence[Noted], until: date, *, age: timedelta, inherited: Sequence[Span] = ()) -> list[Step]:
    """All rungs up to that day, oldest first; a step where the rung changed. Empty while there never was one."""
    days = sorted(day for day in _turns(noted, inherited, age) if day <= until)
    steps: list[Step] = []
    for day in days:
        rung = rung_on(noted, day, age=age, inherited=inherited)
        if rung != (steps[-1].rung if steps else NONE):
            steps.append(Step(day, rung))
    return steps


def falls_on(noted: Sequence[Noted], day: date, *, age: timedelta, inherited: Sequence[Span] = ()) -> date | None:
    """The first day after `day` on which the rung is lower, if nothing new is noted; None: it never falls."""
    now = rung_on(noted, day, age=age, inherited=inherited)
    for turn in sorted(turn for turn in _turns(noted, inherited, age) if turn > day):
        if rung_on(noted, turn, age=age, inherited=inherited) < now:
            return turn
    return None


def _missing(found: dict[int, set[str]], rung: int) -> Missing:
    below = tuple(lower for lower in range(NETWORKING, rung) if not found[lower])
    return Missing(max(0, ENOUGH - len(found[rung])), below)


def _turns(noted: Iterable[Noted], inherited: Iterable[Span], age: timedelta) -> set[date]:
    """The days on which a rung may change: evidence begins to count, grows stale, is withdrawn; a span turns."""
    days: set[date | None] = set()
    for one in noted:
        days |= {one.counts_from, one.on + age + timedelta(days=1), one.withdrawn_on}
    for span in inherited:
        days |= {span.starts, span.ends}
    return {day for day in days if day is not None}
