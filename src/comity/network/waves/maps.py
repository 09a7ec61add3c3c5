"""A wave as a map: its dyads, the places of today, and what became of ties since an earlier wave. Needs the scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.network.change import Change, change
from comity.core.network.drawing import Bond, Drawing, Member, Sector
from comity.core.network.dyads import renamed
from comity.core.network.reports import Dyad, Reports, Rule
from comity.network.models import Report, Wave, WaveMember
from comity.network.queries.kept import glance_of
from comity.network.queries.maps import AT_ONCE, Places, picture, places_of
from comity.network.queries.overview import Shown
from comity.network.queries.pictures import kept, unpacked
from comity.network.queries.reading import Reading, read
from comity.network.waves.changes import SEED, survivors_of
from comity.network.waves.material import Material

NEW, KEPT, GONE = "gained", "kept", "lost"


@dataclass(frozen=True)
class Stood:
    """An organisation as it stood in a wave, with what the map tells of one. pk: its key as text."""

    pk: str
    slug: str
    name: str
    initials: str
    sector: str
    place: str
    people_count: int | None
    sector_name: str

    @classmethod
    def of(cls, one: WaveMember) -> "Stood":
        """From its row."""
        return cls(
            str(one.organisation_id), one.organisation.slug, one.name, one.mark, one.sector, one.place, one.size,
            one.get_sector_display(),
        )  # fmt: skip

    def get_sector_display(self) -> str:
        """Its sector in words."""
        return self.sector_name


@dataclass(frozen=True)
class WaveReading(Reading):
    """What a wave says, read as the network of today is."""

    told: Reports = field(default_factory=lambda: Reports.of((), ()))
    listed: bool = False

    @cached_property
    def reports(self) -> Reports:
        """Who says what about whom."""
        return self.told

    @property
    def given(self) -> bool:
        """The wave is a list of ties."""
        return self.listed


@dataclass(frozen=True)
class Compared:
    """What became of ties since an earlier wave. level: the rung before and after, by pair of keys, 0 for none."""

    since: Wave
    found: Change
    before: Mapping[frozenset[str], int]
    after: Mapping[frozenset[str], int]

    @property
    def became(self) -> list[tuple[str, str, str]]:
        """Each pair with what became of its tie."""
        parts = ((NEW, self.found.gained), (KEPT, self.found.kept), (GONE, self.found.lost))
        return [(a, b, became) for became, pairs in parts for a, b in pairs]

    def bonds(self) -> tuple[Bond, ...]:
        """The ties of both waves."""
        return tuple(
            Bond(a, b, self.after.get(frozenset((a, b))) or self.before.get(frozenset((a, b)), 1), change=became)
            for a, b, became in self.became
        )


@dataclass(frozen=True)
class WaveMap:
    """A wave under a rule, and beside an earlier one where two are compared.

    rows: what was said; key_of: the key of each organisation by the id of its row.
    """

    wave: Wave
    reading: WaveReading
    compared: Compared | None
    rows: tuple[Report, ...] = ()
    key_of: Mapping[UUID, str] = field(default_factory=dict)

    def bonds(self) -> tuple[Bond, ...]:
        """The ties to draw."""
        return self.compared.bonds() if self.compared else bonds_of_wave(self.reading)

    def members(self) -> tuple[Member, ...]:
        """The organisations to draw; who kept silent is told."""
        return tuple(
            Member(one.pk, one.name, one.initials, Sector(one.sector)) for one in self.reading.organisations  # type: ignore[arg-type]
        )


def map_of_wave(wave: Wave, rule: Rule, since: Wave | None) -> WaveMap:
    """Read a wave, and the one before if asked. Two queries, three where some have merged."""
    now, before = _material(wave, since)
    everyone = [*now.members, *(before.members if before else ())]
    merged = any(one.organisation.merged_into_id for one in everyone)
    names = survivors_of({one.organisation_id for one in everyone}) if before and merged else {}
    told = renamed(now.reports, names) if names else now.reports
    stood = {str(one.organisation_id): Stood.of(one) for one in reversed(everyone)}  # as of the later wave
    compared = None
    if before is not None and since is not None:
        earlier = renamed(before.reports, names)
        compared = _compared(since, earlier, told, Rule.EITHER if rule in (Rule.DIRECTED, Rule.GIVEN) else rule)
        keys: Sequence[str] = list(dict.fromkeys([*told.keys, *earlier.keys]))
    else:
        keys = told.keys
    organisations: Any = [stood[key] for key in keys if key in stood]
    reading = WaveReading(organisations, (), rule, told=_with(told, keys), listed=wave.given)
    return WaveMap(wave, reading, compared, now.rows, now.key_of)


def _material(wave: Wave, since: Wave | None) -> tuple[Material, Material | None]:
    """The rows of one wave or of two. Two queries."""
    both = [one for one in (wave, since) if one is not None]
    members = WaveMember.objects.filter(wave__in=both).select_related("organisation").order_by("sort_name", "pk")
    every, said = list(members), list(Report.objects.filter(wave__in=both).order_by("pk"))
    first, *rest = [Material(one, _of(one, every), _of(one, said)) for one in both]
    return first, rest[0] if rest else None


def _of(wave: Wave, rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(row for row in rows if row.wave_id == wave.pk)


def _with(told: Reports, keys: Sequence[str]) -> Reports:
    """The same among more organisations: those that are in the earlier wave alone are silent."""
    return told if len(keys) == len(told.keys) else Reports(tuple(keys), told.answered, told.said, told.skipped)


def _compared(since: Wave, before: Reports, after: Reports, rule: Rule) -> Compared:
    found = change(before, after, rule, seed=SEED, rounds=1)
    levels = [{frozenset((tie.a, tie.b)): tie.level for tie in one.ties(rule)} for one in (before, after)]
    return Compared(since, found, *levels)


def bonds_of_wave(reading: WaveReading) -> tuple[Bond, ...]:
    """Half where only one side says so; with arrows where each report counts by itself."""
    told = reading.reports
    if reading.rule is Rule.DIRECTED:
        return tuple(_arrow(told, a, b) for a, b in told.said if (b, a) not in told.said or a < b)
    return tuple(
        Bond(
            tie.a, tie.b, tie.level, one_sided=tie.dyad is not Dyad.CONFIRMED and not reading.listed,
            unheard=tie.dyad is Dyad.UNVERIFIED and not reading.listed,
        )
        for tie in told.ties(reading.rule)
    )  # fmt: skip


def _arrow(told: Reports, a: str, b: str) -> Bond:
    back = told.said.get((b, a))
    if back is None:
        return Bond(a, b, told.said[a, b], one_sided=True, unheard=not told.heard(b, a), way="one")
    return Bond(a, b, min(told.said[a, b], back), way="both")


# ── places ──


def shown_of(found: WaveMap, standing: Standing) -> Shown:
    """What is to be drawn, in the places of today's map; where that has no tie, in those that all waves give."""
    members, bonds = found.members(), found.bonds()
    if not bonds:
        return Shown.made(members, bonds, (), AT_ONCE)
    today = _today(standing)
    places = places_of(today) if today else _of_all_waves(standing, members)
    return Shown.made(members, bonds, places, AT_ONCE)


def _today(standing: Standing) -> Drawing | None:
    """The map of today as everybody sees it first. One query where it is kept."""
    known = glance_of(standing, Rule.EITHER)
    shown = known[1] if known else Shown.of(read(standing, list(members_of(standing.coalition)), Rule.EITHER, 0))
    if shown.drawing is not None or not shown.key:
        return shown.drawing
    row = kept(standing.coalition, shown.key)
    return unpacked(bytes(row.picture)) if row is not None and row.picture else None


def _of_all_waves(standing: Standing, members: Sequence[Member]) -> Places:
    """Where they stand when the ties of all waves are drawn together. One query."""
    if len(members) > AT_ONCE:
        return ()
    rows = Report.objects.filter(coalition=standing.coalition, wave__dropped_at=None, level__isnull=False)
    ends = rows.values_list("rater__organisation", "rated__organisation").order_by().distinct()
    known = {one.key for one in members}
    ever = {(min(pair), max(pair)) for pair in ((_key(a), _key(b)) for a, b in ends)}
    return places_of(picture(members, [Bond(a, b) for a, b in sorted(ever) if {a, b} <= known]))


def _key(pk: UUID) -> str:
    return str(pk)
