"""Who is there when: quorum is counted in units (organisations), never in heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stay:
    """Somebody of a unit was there from one moment until another (None: still there). unit "": counts for none."""

    unit: str
    arrived: datetime
    left: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether they are there at that moment; the moment of leaving is the first without them."""
        return self.arrived <= at and (self.left is None or at < self.left)


@dataclass(frozen=True)
class Lapse:
    """A time without quorum; `until` None: it lasts."""

    since: datetime
    until: datetime | None


def quorum_of(seated: int, minimum: int | None) -> int:
    """How many units make a quorum: the agreed minimum, else more than half of those with a place."""
    return seated // 2 + 1 if minimum is None else minimum


def present(stays: Iterable[Stay], at: datetime) -> set[str]:
    """The units of whom anybody is there at that moment."""
    return {stay.unit for stay in stays if stay.unit and stay.covers(at)}


def lapses(stays: Sequence[Stay], needed: int, start: datetime, end: datetime | None) -> list[Lapse]:
    """The times between start and end in which fewer than `needed` units were there. end None: it still goes on."""
    moments = {start} | {stay.arrived for stay in stays} | {stay.left for stay in stays if stay.left}
    found: list[Lapse] = []
    since: datetime | None = None
    for moment in sorted(one for one in moments if start <= one and (end is None or one < end)):
        enough = len(present(stays, moment)) >= needed
        if not enough and since is None:
            since = moment
        if enough and since is not None:
            found.append(Lapse(since, moment))
            since = None
    return found if since is None else [*found, Lapse(since, end)]


def person_minutes(stays: Iterable[Stay], start: datetime, end: datetime) -> int:
    """The minutes of all who were there, together, between start and end; begun minutes count."""
    total = 0.0
    for stay in stays:
        since, until = max(stay.arrived, start), min(stay.left or end, end)
        total += max(0.0, (until - since).total_seconds())
    return -int(-total // 60)
