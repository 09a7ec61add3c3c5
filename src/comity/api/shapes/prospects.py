"""Prospects, the criteria by which they are scored, what has to be covered, and waves of recruiting."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.founding.models import Criterion, Need, PartnerSearch, Prospect, RecruitingWave
from comity.founding.prospects.acts import EDITABLE
from comity.founding.prospects.coverage import Cell, Coverage
from comity.founding.prospects.queries import Known, Side


class ProspectShape(Answer):
    """Somebody whom we might win. Send `version` as If-Match with a change."""

    id: UUID
    name: str = Field(examples=["Quay School"])
    organisation: Ref | None = Field(description="Where it stands in the list of organisations already.")
    sector: str = Field(description="public, private, nonprofit, citizen, or empty.", examples=["public"])
    populations: list[str] = Field(examples=[["children"]])
    competences: list[str] = Field(examples=[["teaching"]])
    places: list[str] = Field(examples=[["harbour quarter"]])
    level: str = Field(
        description="director, front, resident, youth, politician, expert, or empty.", examples=["front"]
    )
    why: str = Field(examples=["Every family of the quarter knows it."])
    state: str = Field(
        description="found, looked, chosen, invited, joined, declined or aside.", examples=["found"]
    )
    why_state: str = Field(examples=["We met its head."])
    steps: list[str] = Field(description="The states that may follow.", examples=[["looked", "chosen", "aside"]])
    wave: Ref | None
    entered_at: Moment
    struck_at: Moment | None = Field(examples=[None])
    version: str = Field(examples=["name=3f2a91c07b14"])


class KnownShape(Answer):
    """Who of us knows a prospect."""

    members: list[Ref]
    contacts: list[Ref]


class CriterionShape(Answer):
    """One criterion."""

    id: UUID
    text: str = Field(examples=["The quarter trusts it."])
    weight: int = Field(description="How often it counts, 1 to 3.", examples=[2])
    stated_at: Moment


class SearchShape(Answer):
    """Which committee looks for partners, and how its criteria were agreed. Null while none was named."""

    committee: Ref | None
    adopted_on: Day | None
    adopted_how: str = Field(examples=["In our meeting, all present."])
    decision: UUID | None
    scoring_began_at: Moment | None = Field(description="From then on the criteria stand still.")
    criteria: list[CriterionShape]


class JudgementShape(Answer):
    """What one person gave: points by the id of the criterion, and per cent of what could be given."""

    by: Ref | None
    points: dict[str, int] = Field(examples=[{"0190a1b2-0000-7000-8000-000000000001": 3}])
    percent: int = Field(examples=[75])
    words: str = Field(examples=["I taught there."])
    given_at: Moment


class ProspectScoresShape(Answer):
    """All scores of a prospect that the caller has scored, too."""

    prospect: Ref
    mean: int = Field(description="Per cent, on average.", examples=[67])
    lowest: int = Field(examples=[58])
    highest: int = Field(examples=[75])
    sheets: list[JudgementShape]


class ProspectScoresListShape(Answer):
    """Prospects that the caller has scored, the best first."""

    items: list[ProspectScoresShape]


class NeedShape(Answer):
    """One cell that somebody has to cover, who covers it, and which prospects would."""

    id: UUID
    sector: str = Field(examples=["public"])
    population: str = Field(examples=["young families"])
    competence: str = Field(examples=["advice on rent"])
    place: str = Field(examples=["harbour quarter"])
    state: str = Field(description="covered, explained or gap.", examples=["gap"])
    explained: str = Field(examples=["The city advises on this."])
    members: list[Ref]
    prospects: list[Ref]


class CoverageShape(Answer):
    """The whole matrix, and the smallest set of prospects that closes its gaps.

    exact: no smaller set exists; open: how many gaps no prospect closes.
    """

    cells: list[NeedShape]
    closing: list[Ref]
    exact: bool
    open: int = Field(examples=[0])


class RecruitingWaveShape(Answer):
    """A wave of recruiting and what sets it going."""

    id: UUID
    name: str = Field(examples=["Second wave"])
    trigger: str = Field(description="day, members or words.", examples=["members"])
    trigger_on: Day | None
    trigger_members: int | None = Field(examples=[8])
    trigger_words: str = Field(examples=[""])
    begun_at: Moment | None


class RecruitingWavesShape(Answer):
    """All waves, in their order."""

    items: list[RecruitingWaveShape]


def prospect_shape(row: Prospect) -> ProspectShape:
    """A prospect as programs see it."""
    return ProspectShape(
        id=row.pk, name=row.name, organisation=ref(row.organisation), sector=row.sector,
        populations=row.populations.splitlines(), competences=row.competences.splitlines(),
        places=row.places.splitlines(), level=row.level, why=row.why, state=row.state, why_state=row.why_state,
        steps=[one.value for one in row.steps], wave=ref(row.wave), entered_at=row.entered_at,
        struck_at=row.struck_at, version=str(Version.of(row, EDITABLE)),
    )  # fmt: skip


def known_shape(known: Known) -> KnownShape:
    """Members with a tie to it, and contacts there."""
    return KnownShape(members=[_ref(one) for one in known.members], contacts=[_ref(one) for one in known.contacts])


def search_shape(search: PartnerSearch | None, criteria: Any) -> SearchShape:
    """The search with its criteria."""
    return SearchShape(
        committee=ref(search.body) if search else None, adopted_on=search.adopted_on if search else None,
        adopted_how=search.adopted_how if search else "", decision=search.decision_id if search else None,
        scoring_began_at=search.scoring_began_at if search else None,
        criteria=[criterion_shape(one) for one in criteria],
    )  # fmt: skip


def criterion_shape(row: Criterion) -> CriterionShape:
    """One criterion."""
    return CriterionShape(id=row.pk, text=row.text, weight=row.weight, stated_at=row.stated_at)


def scores_shape(side: Side) -> ProspectScoresShape:
    """One prospect with all its scores."""
    sheets = [
        JudgementShape(
            by=ref(one.person), points={str(each.criterion_id): each.points for each in one.points.all()},
            percent=side.compared.sheets[str(one.pk)], words=one.words, given_at=one.given_at,
        )
        for one in side.judgements
    ]  # fmt: skip
    return ProspectScoresShape(
        prospect=_ref(side.prospect), mean=side.compared.mean, lowest=side.lowest, highest=side.highest, sheets=sheets
    )


def coverage_shape(found: Coverage) -> CoverageShape:
    """The matrix and whom to win."""
    return CoverageShape(
        cells=[_cell(cell) for cell in found.cells], closing=[_ref(one) for one, _needs in found.chosen],
        exact=found.closing.exact, open=len(found.closing.open),
    )  # fmt: skip


def _cell(cell: Cell) -> NeedShape:
    need: Need = cell.need
    return NeedShape(
        id=need.pk, sector=need.sector, population=need.population, competence=need.competence, place=need.place,
        state=cell.state, explained=need.explained, members=[_ref(one) for one in cell.members],
        prospects=[_ref(one) for one in cell.prospects],
    )  # fmt: skip


def wave_shape(row: RecruitingWave) -> RecruitingWaveShape:
    """One wave."""
    return RecruitingWaveShape(
        id=row.pk, name=row.name, trigger=row.trigger, trigger_on=row.trigger_on, trigger_members=row.trigger_members,
        trigger_words=row.trigger_words, begun_at=row.begun_at,
    )  # fmt: skip


def _ref(thing: Any) -> Ref:
    return Ref(id=thing.pk, name=thing.name)
