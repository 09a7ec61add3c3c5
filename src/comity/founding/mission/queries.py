"""Drives and endorsements as people may read them; and what everyone may read of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from comity.coalitions.standing import Standing
from comity.founding.models import Drive, Endorsement

#: so many places and names a page shows
PLACES, NAMES = 20, 200


@dataclass(frozen=True)
class Tally:
    """How many of one group or place, and how long its bar is, in hundredths of the longest."""

    name: str
    number: int
    share: int


@dataclass(frozen=True)
class Counts:
    """How many stand behind it: in all, by group (those of the drive first, also at zero), by place (most first)."""

    total: int
    target: int
    groups: list[Tally]
    places: list[Tally]

    @property
    def missing(self) -> list[str]:
        """Groups from which nobody came yet."""
        return [one.name for one in self.groups if not one.number]

    @property
    def reached(self) -> bool:
        return self.total >= self.target

    @property
    def percent(self) -> int:
        return min(100, self.total * 100 // self.target)


def visible_to(standing: Standing) -> "QuerySet[Drive]":
    """All drives, for those inside; each with `count`."""
    rows: Any = Drive.objects.all() if standing.inside else Drive.objects.none()
    kept = Count("endorsements", filter=Q(endorsements__withdrawn_at=None))
    found: QuerySet[Drive] = rows.annotate(count=kept).select_related("coalition", "text__text", "person")
    return found


def endorsements_visible_to(standing: Standing) -> "QuerySet[Endorsement]":
    """All that stand, for those inside; a name only where it may be shown."""
    rows: QuerySet[Endorsement] = Endorsement.objects.filter(withdrawn_at=None)
    rows = rows if standing.inside else rows.none()
    return rows.select_related("drive__coalition")


def running(today: date) -> Drive | None:
    """The drive that everybody can sign today; else the newest. For everyone."""
    rows: QuerySet[Drive] = Drive.objects.select_related("coalition", "text__text").order_by("-started_at", "-pk")
    found = list(rows[:20])
    return next((one for one in found if one.is_open(today)), found[0] if found else None)


def counts_of(drive: Drive) -> Counts:
    """How many, from which groups and places. Two queries."""
    standing = Endorsement.objects.filter(drive=drive, withdrawn_at=None).order_by()
    by_group = dict(standing.values_list("group").annotate(n=Count("pk")))
    spelled: dict[str, tuple[str, int]] = {}
    for place, number in standing.values_list("place").annotate(n=Count("pk")).order_by("-n", "place"):
        key = place.casefold()
        first, before = spelled.get(key, (place, 0))
        spelled[key] = (first, before + number)
    places = sorted(spelled.values(), key=lambda one: (-one[1], one[0].casefold()))[:PLACES]
    names = [*drive.asked_groups, *sorted(set(by_group) - set(drive.asked_groups))]
    groups = [(name, by_group.get(name, 0)) for name in names]
    return Counts(sum(by_group.values()), drive.target, _bars(groups), _bars(places))


def named(drive: Drive) -> "QuerySet[Endorsement]":
    """Those who want to be named, the newest first. For everyone."""
    rows: QuerySet[Endorsement] = Endorsement.objects.filter(drive=drive, withdrawn_at=None, named=True)
    return rows.order_by("-confirmed_at", "-pk")[:NAMES]


def drives_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All drives, header first."""
    yield "id", "words", "target", "groups", "until_on", "in_the_name_of", "started_at", "closed_at", "endorsements"
    rows: Any = visible_to(standing).order_by("started_at", "pk")
    for d in rows.iterator(chunk_size=500):
        yield (d.pk, d.words, d.target, "; ".join(d.asked_groups), d.until_on, d.for_name, d.started_at, d.closed_at,
               d.count)  # fmt: skip


def endorsements_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All endorsements that stand, header first. No address is kept, so none is taken along."""
    yield "id", "drive", "group", "place", "name", "mission_version", "confirmed_at"
    rows = endorsements_visible_to(standing).order_by("confirmed_at", "pk")
    for e in rows.iterator(chunk_size=500):
        yield e.pk, e.drive_id, e.group, e.place, e.name, e.number, e.confirmed_at


def _bars(pairs: list[tuple[str, int]]) -> list[Tally]:
    longest = max((number for _name, number in pairs), default=0) or 1
    return [Tally(name, number, number * 100 // longest) for name, number in pairs]
