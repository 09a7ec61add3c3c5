"""How an initiative of several sectors gets under way: what is missing for its next phase."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: sectors without which it is none; citizens are missed, and that is said
SECTORS = ("public", "private", "nonprofit")
CITIZENS = "citizen"


class Phase(StrEnum):
    """Trust first; then the problem, each in its own words before one text; then the plan; then work."""

    TRUST = "trust"
    DEFINING = "defining"
    PLANNING = "planning"
    WORKING = "working"


NEXT = {Phase.TRUST: Phase.DEFINING, Phase.DEFINING: Phase.PLANNING, Phase.PLANNING: Phase.WORKING}


class Lack(StrEnum):
    """What is missing."""

    SECTORS = "sectors"  # a sector holds no seat
    TIME = "time"  # the days set aside for trust are not over
    TOLD = "told"  # somebody has not told what it tried alone before
    READY = "ready"  # somebody does not feel ready yet
    DEFINED = "defined"  # somebody has not said how it sees the problem
    TEXT = "text"  # there is no common text
    AGREED = "agreed"  # somebody has not agreed to the common text
    ASIDE = "aside"  # somebody has not put its narrow interest aside on record
    PARTNER = "partner"  # a sector has nobody with a task under way


@dataclass(frozen=True, slots=True)
class Seat:
    """One organisation at the table: its sector, and what it has done so far. live: it has a task under way."""

    sector: str
    told: bool = False
    ready: bool = False
    defined: bool = False
    agreed: bool = False
    aside: bool = False
    live: bool = False


def absent(seats: Sequence[Seat]) -> list[str]:
    """The sectors that must sit there and don't."""
    there = {seat.sector for seat in seats}
    return [sector for sector in SECTORS if sector not in there]


def misses_citizens(seats: Sequence[Seat]) -> bool:
    """No citizens' group sits there: nothing stops, and it is said."""
    return all(seat.sector != CITIZENS for seat in seats)


def idle(seats: Sequence[Seat]) -> list[str]:
    """The sectors of which nobody has a task under way, of those that must work."""
    busy = {seat.sector for seat in seats if seat.live}
    return [sector for sector in SECTORS if sector not in busy]


def lacking(phase: Phase, seats: Sequence[Seat], *, days_left: int = 0, text: bool = False) -> list[Lack]:
    """What is missing for the phase after this one; nothing is missing at the last.

    days_left: of the time set aside for trust. text: there is a common text of the problem.
    """
    wanted: dict[Lack, bool] = {Lack.SECTORS: not absent(seats)}
    if phase == Phase.TRUST:
        wanted |= {Lack.TIME: days_left <= 0, Lack.TOLD: all(s.told for s in seats)}
        wanted |= {Lack.READY: all(s.ready for s in seats)}
    elif phase == Phase.DEFINING:
        wanted |= {Lack.DEFINED: all(s.defined for s in seats), Lack.TEXT: text}
        wanted |= {Lack.AGREED: text and all(s.agreed for s in seats)}
    elif phase == Phase.PLANNING:
        wanted |= {Lack.ASIDE: all(s.aside for s in seats), Lack.PARTNER: not idle(seats)}
        wanted |= {Lack.AGREED: text and all(s.agreed for s in seats)}
    else:
        return []
    return [lack for lack, there in wanted.items() if not there]
