"""Areas with the parts organisations have in them, and competences; for those inside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.duties import Fit, Gap, Part, Skill, fits, gaps
from comity.governing.areas.wording import in_words, statuses_of
from comity.governing.models import Area, Competence, Duty

#: how many organisations are suggested for an area
SUGGESTED = 5


def areas_visible_to(standing: Standing) -> "QuerySet[Area]":
    """All areas, closed ones too, for those inside."""
    rows: QuerySet[Area] = Area.objects.all() if standing.inside else Area.objects.none()
    return rows


def duties_visible_to(standing: Standing) -> "QuerySet[Duty]":
    """All parts that were ever claimed, for those inside."""
    rows: QuerySet[Duty] = Duty.objects.all() if standing.inside else Duty.objects.none()
    return rows


def competences_visible_to(standing: Standing) -> "QuerySet[Competence]":
    """What organisations say they are good at now, for those inside."""
    rows: QuerySet[Competence] = Competence.objects.all() if standing.inside else Competence.objects.none()
    return rows.filter(ended_at=None)


def with_parts(rows: "QuerySet[Area]", coalition: UUID) -> "QuerySet[Any]":
    """Areas with the claims of members that stand (`standing_duties`), how many `decide`, and how many `do` it.

    Who has left has no part any more; coming back, it has its parts again.
    """
    members = members_of(coalition).values("pk")
    claims = Prefetch("duties", _live(coalition), to_attr="standing_duties")
    stand = Q(duties__ended_at=None, duties__organisation__in=members)
    counts = {
        name: Count("duties", filter=stand & Q(duties__part=part))
        for name, part in (("decide", Part.DECIDES), ("do", Part.DOES))
    }
    return rows.annotate(**counts).prefetch_related(claims).select_related("coalition", "question__coalition")


def standing_duties(area: Area) -> list[Duty]:
    """The claims of members that stand in one area."""
    return list(_live(area.coalition_id).filter(area=area))


def _live(coalition: UUID) -> "QuerySet[Duty]":
    members = members_of(coalition).values("pk")
    rows: QuerySet[Duty] = Duty.objects.filter(ended_at=None, organisation__in=members)
    return rows.select_related("organisation").order_by("organisation__sort_name", "pk")


def gaps_of(area: Any) -> tuple[Gap, ...]:
    """What is unclear in an area. Needs `with_parts`."""
    return gaps(Part(duty.part) for duty in area.standing_duties)


def having(area: Any, part: str) -> list[Any]:
    """The organisations that have this part. Needs `with_parts`."""
    return [duty.organisation for duty in area.standing_duties if duty.part == part]


@dataclass(frozen=True)
class Suggestion:
    """An organisation that could take an area: what it is good at, with level and evidence."""

    organisation: Any
    fit: Fit
    competences: list[Competence]


@dataclass
class Sheet:
    """One area as its page shows it."""

    area: Any
    standing: Standing
    found: tuple[Gap, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.found = gaps_of(self.area)

    @property
    def statuses(self) -> list[tuple[str, str]]:
        return [("", _("Closed"))] if self.area.ended_at else statuses_of(self.found)

    @property
    def unclear(self) -> list[str]:
        """What is unclear, a sentence each."""
        return [] if self.area.ended_at else [in_words(gap, self.area.standing_duties) for gap in self.found]

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """Each part with the claims to it."""
        claims: dict[str, list[Any]] = defaultdict(list)
        for duty in self.area.standing_duties:
            claims[duty.get_part_display()].append(duty)
        return [(str(label), claims[str(label)]) for _part, label in Duty._meta.get_field("part").flatchoices]

    @cached_property
    def suggested(self) -> list[Suggestion]:
        """Who could take it, by what each is good at; not those that do it already. Two queries."""
        needs = self.area.needed
        if not needs:
            return []
        members = {one.pk: one for one in members_of(self.area.coalition_id)}
        known = [row for row in competences_visible_to(self.standing) if row.organisation_id in members]
        busy = {str(one.pk) for one in having(self.area, Part.DOES)}
        found = [one for one in fits(needs, skills(known)) if one.organisation not in busy]
        return [
            Suggestion(members[UUID(one.organisation)], one, _best(known, one)) for one in found[:SUGGESTED]
        ]


def skills(rows: Iterable[Competence]) -> list[Skill]:
    """Competences as the match takes them."""
    return [Skill(str(row.organisation_id), row.name, row.level, bool(row.evidence)) for row in rows]


def _best(rows: list[Competence], fit: Fit) -> list[Competence]:
    """Those of its competences that answer a need, the strongest first."""
    own = [row for row in rows if str(row.organisation_id) == fit.organisation]
    telling = [row for row in own if fits(fit.met, skills([row]))]
    return sorted(telling, key=lambda row: (-row.level, row.name))


# ── the heat map ──


@dataclass(frozen=True)
class Cell:
    """What one organisation has in one area: its heaviest part, and all of them in words."""

    part: str
    words: str


@dataclass(frozen=True)
class HeatRow:
    """One area across all organisations."""

    area: Any
    cells: list[Cell]


def heat(areas: Iterable[Any], organisations: list[Any]) -> list[HeatRow]:
    """Areas against organisations. Needs `with_parts`; no further query."""
    return [HeatRow(area, _cells(area, organisations)) for area in areas]


def _cells(area: Any, organisations: list[Any]) -> list[Cell]:
    held: dict[UUID, list[Any]] = defaultdict(list)
    for duty in area.standing_duties:
        held[duty.organisation_id].append(duty)
    order = [part.value for part in Part]
    rows = [sorted(held[one.pk], key=lambda duty: order.index(duty.part)) for one in organisations]
    return [
        Cell(row[0].part if row else "", ", ".join(str(duty.get_part_display()) for duty in row))
        for row in rows
    ]


# ── what is taken along ──


def areas_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Each claim to a part, areas without one too, header first."""
    yield "area", "organisation", "part", "said_at", "ended_at", "closed_at"
    parts = {area.pk: area for area in areas_visible_to(standing).order_by("name", "pk")}
    rows: Any = duties_visible_to(standing).select_related("organisation")
    claimed = set()
    for duty in rows.order_by("area__name", "said_at", "pk").iterator(chunk_size=500):
        area = parts[duty.area_id]
        claimed.add(area.pk)
        yield area.name, duty.organisation.name, duty.part, duty.said_at, duty.ended_at, area.ended_at
    for area in parts.values():
        if area.pk not in claimed:
            yield area.name, "", "", None, None, area.ended_at


def competences_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What each organisation says it is good at, header first."""
    yield "organisation", "competence", "level", "evidence", "said_at"
    rows: Any = competences_visible_to(standing).select_related("organisation")
    for row in rows.order_by(F("organisation__sort_name"), "name", "pk").iterator(chunk_size=500):
        yield row.organisation.name, row.name, row.level, row.evidence, row.said_at
