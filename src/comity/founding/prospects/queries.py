"""Prospects and what belongs to them, as people may read them; every read starts from `visible_to`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from comity.base.text import fold
from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.core.advice.scoring import Compared, compare
from comity.founding.models import (
    Criterion,
    Judgement,
    Need,
    PartnerSearch,
    Points,
    Prospect,
    RecruitingWave,
    WaveTrigger,
)
from comity.network.contacts.queries import visible_to as contacts_visible_to
from comity.network.models import Tie


def visible_to(standing: Standing) -> "QuerySet[Prospect]":
    """Prospects that stand in the list, for those inside."""
    return known_to(standing).filter(struck_at=None)


def known_to(standing: Standing) -> "QuerySet[Prospect]":
    """The same with those that were struck: their page says so."""
    rows: QuerySet[Prospect] = Prospect.objects.all() if standing.inside else Prospect.objects.none()
    return rows.select_related("coalition", "organisation", "wave", "person")


def criteria_visible_to(standing: Standing) -> "QuerySet[Criterion]":
    """The criteria that stand, for those inside."""
    rows: QuerySet[Criterion] = Criterion.objects.filter(struck_at=None)
    return (rows if standing.inside else rows.none()).select_related("coalition", "person")


def needs_visible_to(standing: Standing) -> "QuerySet[Need]":
    """The cells that somebody has to cover, for those inside."""
    rows: QuerySet[Need] = Need.objects.filter(struck_at=None)
    return (rows if standing.inside else rows.none()).select_related("coalition", "person")


def waves_visible_to(standing: Standing) -> "QuerySet[RecruitingWave]":
    """The waves in their order, each with how many prospects it holds, for those inside."""
    rows: QuerySet[RecruitingWave] = RecruitingWave.objects.annotate(
        held=Count("prospects", filter=Q(prospects__struck_at=None))
    )
    return (rows if standing.inside else rows.none()).select_related("coalition", "person")


def judgements_visible_to(standing: Standing) -> "QuerySet[Judgement]":
    """One's own, and those of others on prospects that one has scored oneself: until then one scores blind."""
    rows: QuerySet[Judgement] = readable(Judgement.objects.all(), standing)
    if standing.operates:
        return rows
    own = Judgement.objects.filter(person=standing.person).values("prospect")
    return rows.filter(prospect__in=own) if standing.person else rows.none()


@dataclass(frozen=True)
class Side:
    """One prospect with all that one may see of its scores. given: by how many in all."""

    prospect: Prospect
    judgements: list[Judgement]
    compared: Compared
    given: int
    sheets: list[dict[str, int]]

    @property
    def lowest(self) -> int:
        return min(self.compared.sheets.values(), default=0)

    @property
    def highest(self) -> int:
        return max(self.compared.sheets.values(), default=0)

    def spreads(self, criteria: Iterable[Criterion]) -> list[tuple[Criterion, Any, list[tuple[str, int | None]]]]:
        """Each criterion with its spread, and who gave how many points, in the order of the judgements."""
        names = [one.person.name if one.person else "" for one in self.judgements]
        return [
            (one, self.compared.criteria.get(str(one.pk)),
             [(who, sheet.get(str(one.pk))) for who, sheet in zip(names, self.sheets, strict=True)])
            for one in criteria
        ]  # fmt: skip


def compared(standing: Standing, prospects: "QuerySet[Prospect]") -> list[Side]:
    """Prospects that the reader has scored, with all scores, the best first. Four queries."""
    weights = {str(one.pk): one.weight for one in criteria_visible_to(standing)}
    shown = Prefetch("points", Points.objects.all())
    rows = judgements_visible_to(standing).filter(prospect__in=prospects.values("pk"))
    found: dict[UUID, list[Judgement]] = {}
    for row in rows.select_related("person").prefetch_related(shown).order_by("given_at", "pk"):
        found.setdefault(row.prospect_id, []).append(row)
    sides = [_side(one, {each: points_of(each) for each in found[one.pk]}, weights)
             for one in prospects.filter(pk__in=list(found))]  # fmt: skip
    return sorted(sides, key=lambda side: (-side.compared.mean, side.prospect.sort_name))


def compared_one(standing: Standing, prospect: Prospect, criteria: Iterable[Criterion]) -> Side | None:
    """One prospect with all its scores, if the reader has scored it. One query."""
    seen = judgements_visible_to(standing).filter(prospect=prospect).values("pk")
    rows = Points.objects.filter(judgement__in=seen).select_related("judgement__person")
    given: dict[Judgement, dict[str, int]] = {}
    for row in rows.order_by("judgement__given_at", "judgement"):
        given.setdefault(row.judgement, {})[str(row.criterion_id)] = row.points
    weights = {str(one.pk): one.weight for one in criteria}
    return _side(prospect, given, weights) if given else None


def _side(prospect: Prospect, given: Mapping[Judgement, dict[str, int]], weights: Mapping[str, int]) -> Side:
    sheets = {str(each.pk): points for each, points in given.items()}
    return Side(prospect, list(given), compare(sheets, weights), len(given), list(given.values()))


def points_of(judgement: Judgement) -> dict[str, int]:
    """Criterion → points. Needs them prefetched."""
    return {str(one.criterion_id): one.points for one in judgement.points.all()}


def counts(prospects: Iterable[Prospect]) -> dict[UUID, int]:
    """How many have scored each: a number, never what they gave. One query."""
    rows = Judgement.objects.filter(prospect__in=[one.pk for one in prospects]).values("prospect")
    return {row["prospect"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def scored_by(person: UUID | None) -> set[UUID]:
    """The prospects that a person has scored. One query."""
    return set(Judgement.objects.filter(person=person).values_list("prospect", flat=True)) if person else set()


def ready(wave: RecruitingWave, *, today: date, members: int) -> bool:
    """Whether what sets a wave going has come about, as far as records can tell."""
    if wave.begun_at is not None:
        return False
    if wave.trigger == WaveTrigger.DAY:
        return wave.trigger_on is not None and wave.trigger_on <= today
    return wave.trigger == WaveTrigger.MEMBERS and members >= (wave.trigger_members or 0)


# ── who of us knows them ──


@dataclass(frozen=True)
class Known:
    """Who reaches a prospect: members with a tie to it, and contacts there with who of us keeps them."""

    members: list[Any]
    contacts: list[Any]


def known_by(standing: Standing, prospect: Prospect) -> Known:
    """Members that have a tie to it, and contacts that work for it, as far as the reader may know. Two queries."""
    members = []
    if prospect.organisation_id:
        ties = readable(Tie.objects.filter(ended_on=None), standing)
        ends = Q(first=prospect.organisation_id) | Q(second=prospect.organisation_id)
        for tie in ties.filter(ends).select_related("first", "second"):
            members.append(tie.second if tie.first_id == prospect.organisation_id else tie.first)
    wanted = fold(prospect.name)
    names = contacts_visible_to(standing).filter(
        Q(works_for__icontains=prospect.name[:20]) | Q(name__icontains=prospect.name[:20])
    )
    contacts = [one for one in names[:50] if wanted in (fold(one.works_for), fold(one.name))]
    return Known(sorted(members, key=lambda one: one.sort_name), contacts)


def search_known_to(standing: Standing) -> "QuerySet[PartnerSearch]":
    """The search itself, for those inside."""
    rows: QuerySet[PartnerSearch] = PartnerSearch.objects.all() if standing.inside else PartnerSearch.objects.none()
    return rows.select_related("coalition", "body", "decision__question", "person")
