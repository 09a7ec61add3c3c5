"""An agenda as a timetable: when each item begins, what runs into another, what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """An item of an agenda: how many minutes it takes; `at`: minutes after the start at which it is bound to begin."""

    minutes: int
    at: int | None = None


@dataclass(frozen=True)
class Slot:
    """Where an item falls, in minutes after the start. late: how much later than bound; beyond: past the end."""

    begins: int
    ends: int
    late: int = 0
    beyond: bool = False


@dataclass(frozen=True)
class Timetable:
    """All slots in their order; the minutes of all items; minutes too many (over) or left (free) against the length."""

    slots: tuple[Slot, ...]
    total: int
    over: int
    free: int

    @property
    def clashes(self) -> tuple[int, ...]:
        """The places of items that can't begin when they are bound to: the one before them still runs."""
        return tuple(place for place, slot in enumerate(self.slots) if slot.late)


def timetable(pieces: Sequence[Piece], length: int) -> Timetable:
    """Lay the items out one after the other; one that is bound to an hour waits for it, or begins late."""
    slots: list[Slot] = []
    clock = 0
    for piece in pieces:
        begins = clock if piece.at is None else max(clock, piece.at)
        late = 0 if piece.at is None else begins - piece.at
        clock = begins + piece.minutes
        slots.append(Slot(begins, clock, late, beyond=clock > length))
    total = sum(piece.minutes for piece in pieces)
    return Timetable(tuple(slots), total, over=max(0, clock - length), free=max(0, length - clock))
