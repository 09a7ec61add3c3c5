"""What the floors above tell this one: which coalitions there are, and who is invented. Filled in `AppConfig.ready`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from comity.base.registry import Registry


@dataclass(frozen=True)
class Place:
    """A coalition, as mails and schedules need to know it. `address` is the path of its home page."""

    coalition: UUID
    slug: str
    name: str
    zone: str
    purpose: str
    address: str
    since_at: datetime

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


#: name → f(coalition's id, or None for all) → its Place, or those of all
places: Registry[Callable[[UUID | None], Iterable[Place]]] = Registry("source of coalitions")
#: name → f() → the ids of invented people, as a collection or a query of one column
invented: Registry[Callable[[], Any]] = Registry("source of invented people")


def all_places() -> Iterator[Place]:
    """Every coalition of this install."""
    for _, source in places.items():
        yield from source(None)


def place_of(coalition: UUID | None) -> Place | None:
    """The coalition with that id; None for the install itself. One query."""
    if coalition is None:
        return None
    return next((place for _, source in places.items() for place in source(coalition)), None)
