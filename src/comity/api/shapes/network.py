"""Ties, what the map says, and rosters on their way in."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Moment
from comity.base.clock import day_of, now
from comity.network.models import RosterDraft, Tie
from comity.network.queries.reading import Reading
from comity.network.roster.decisions import Decisions
from comity.network.rungs.carried import Carried
from comity.network.saying import remark_in_words, rule_in_words, stats
from comity.network.views.telling import rung_in_words

#: how many problems, words and pairs are told at a time
TOLD = 500


class TieShape(Answer):
    """One pair of organisations. A word that nobody gave is null: silence, not “no”."""

    id: UUID
    first: Ref
    second: Ref
    rung: int = Field(
        ge=0, le=5, description="By what they did together, else the highest that anybody names.", examples=[3]
    )
    rung_in_words: str = Field(examples=["Cooperation"])
    first_says: int | None = Field(examples=[3])
    second_says: int | None = Field(examples=[2])
    list_says: int | None = Field(description="The word of a list that names neither side.", examples=[None])
    confirmed: bool = Field(description="Both sides say so, or a list that speaks for them.")
    contact: str = Field(examples=["weekly"])
    source: str = Field(examples=["members.csv"])
    said_on: Day
    ended_on: Day | None = Field(examples=[None])


class StatShape(Answer):
    """One figure in a plain sentence, with its exact definition."""

    number: str = Field(examples=["38%"])
    says: str = Field(examples=["of all possible ties exist. More is not always better: ties cost time."])
    fine: str = Field(examples=["Density 0.3810: 8 of 21 possible ties."])


class FiguresShape(Answer):
    """The figures themselves, as docs/network-measures.md defines them; null where one is undefined."""

    n: int = Field(ge=0, examples=[7])
    ties: int = Field(ge=0, examples=[8])
    density: float | None = Field(examples=[0.381])
    degree_centralisation: float | None = Field(examples=[0.4])
    betweenness_centralisation: float | None = Field(examples=[0.5])
    transitivity: float | None = Field(examples=[0.3])
    reciprocity: float | None = Field(examples=[0.5])
    reciprocity_dyads: float | None = Field(examples=[0.33])
    components: int = Field(ge=0, examples=[2])
    isolates: int = Field(ge=0, examples=[1])


class BoundsShape(Answer):
    """Between which values density lies, whatever the silent would say."""

    low: float = Field(examples=[0.2])
    high: float = Field(examples=[0.6])


class MapShape(Answer):
    """What the map says, and how far to trust it."""

    rule: str = Field(examples=["either"])
    rule_in_words: str = Field(examples=["A tie counts when at least one side reports it."])
    organisations: int = Field(ge=0, examples=[7])
    answered: int = Field(ge=0, description="How many gave their own word, or a list did for them.", examples=[5])
    one_sided: int = Field(ge=0, description="Ties that only one side reports.", examples=[3])
    bounds: BoundsShape | None
    figures: FiguresShape
    stats: list[StatShape]
    remarks: list[str] = Field(description="What is worth saying, the most telling first.",
                               examples=[["One organisation knows nobody: Dock Road Traders."]])  # fmt: skip


class ProblemRow(Answer):
    """Something to mend in a roster: where, what is wrong, and what helps."""

    table: str = Field(examples=["Organisations"])
    row: int | None = Field(examples=[3])
    column: str = Field(examples=["sector"])
    value: str = Field(examples=["publick"])
    says: str = Field(examples=["“publick” is no sector."])
    mend: str = Field(examples=["Write public, private, nonprofit or citizen."])


class ColumnsShape(Answer):
    """One of the lists: its columns, how many rows it has, and which field each column means."""

    header: list[str] = Field(examples=[["name", "sector"]])
    count: int = Field(ge=0, examples=[7])
    columns: dict[str, str] = Field(description="Field → column.", examples=[{"name": "name", "sector": "sector"}])


class WordShape(Answer):
    """A word for a relationship that occurs, and its rung as far as it is known."""

    word: str = Field(examples=["coordination"])
    count: int = Field(ge=0, examples=[4])
    rung: int | None = Field(examples=[2])


class LikenessShape(Answer):
    """Who an organisation of the roster could be."""

    value: str = Field(examples=["another"])
    label: str = Field(examples=["Another organisation, new here"])


class PairShape(Answer):
    """An organisation that may be one with another, and what is decided so far."""

    row: int = Field(examples=[3])
    name: str = Field(examples=["Harbour Tenants Union"])
    chosen: str = Field(examples=["another"])
    options: list[LikenessShape]


class RosterShape(Answer):
    """A roster on its way in: what entering it would do, or what is to be mended. Kept for a day."""

    id: UUID
    state: str = Field(description="waiting, checking, checked, running, done or failed.", examples=["checked"])
    rows: int = Field(ge=0, examples=[12])
    expires_at: Moment
    problems: list[ProblemRow]
    problem_count: int = Field(ge=0, examples=[0])
    counts: dict[str, int] | None = Field(
        description="What would be entered.", examples=[{"organisations": 7, "ties": 8}]
    )
    tables: dict[str, ColumnsShape] = Field(examples=[{}])
    words: list[WordShape]
    pairs: list[PairShape]
    remarks: list[str] = Field(examples=[[]])
    why: str = Field(description="Why it failed.", examples=[""])
    entry: UUID | None = Field(description="The import in the record: it can be taken back for ten minutes.")


def tie_shape(row: Any) -> TieShape:
    """A tie with both its ends, as `shown_to` gives it."""
    return shape_at(row, row.rung)


def told_shape(row: Tie) -> TieShape:
    """A tie that was just told of."""
    return shape_at(row, Carried.read(row.coalition_id, [row.pk]).level(row, day_of(now())))


def shape_at(row: Tie, rung: int) -> TieShape:
    """A tie with both its ends and the rung that stands for it."""
    return TieShape(
        id=row.pk, first=Ref(id=row.first_id, name=row.first.name), second=Ref(id=row.second_id, name=row.second.name),
        rung=rung, rung_in_words=rung_in_words(rung), first_says=row.first_says, second_says=row.second_says,
        list_says=row.list_says, confirmed=row.confirmed, contact=row.contact, source=row.source, said_on=row.said_on,
        ended_on=row.ended_on,
    )  # fmt: skip


def map_shape(reading: Reading) -> MapShape:
    """What the map page says."""
    bounds = reading.bounds
    told = stats(reading.figures, given=reading.given)
    return MapShape(
        rule=reading.rule, rule_in_words=rule_in_words(reading.rule, given=reading.given),
        organisations=len(reading.organisations), answered=reading.answered, one_sided=reading.one_sided,
        bounds=BoundsShape(low=bounds.low, high=bounds.high) if bounds else None,
        figures=FiguresShape(**vars(reading.figures)),
        stats=[StatShape(number=one.number, says=f"{one.strong} {one.says}", fine=one.fine) for one in told],
        remarks=[remark_in_words(one, reading.names) for one in reading.remarks],
    )  # fmt: skip


def roster_shape(row: RosterDraft) -> RosterShape:
    """A draft with what its last check found."""
    found: dict[str, Any] = row.found or {}
    wrong = found.get("wrong", [])
    maps = Decisions.from_plain(row.choices).maps
    heads = {kind.value: found.get("tables", {}).get(kind.value) for kind in maps}
    columns = {kind.value: {f.value: name for f, name in one.columns.items()} for kind, one in maps.items()}
    return RosterShape(
        id=row.pk, state=row.state, rows=row.row_count, expires_at=row.expires_at,
        problems=[_problem(one) for one in wrong[:TOLD]], problem_count=len(wrong) + found.get("more", 0),
        counts=found.get("counts"), remarks=[str(one) for one in found.get("remarks", [])],
        tables={kind: ColumnsShape(header=head["header"], count=head["count"], columns=columns[kind])
                for kind, head in heads.items() if head},
        words=[WordShape(**{key: one[key] for key in ("word", "count", "rung")}) for one in found.get("levels", [])],
        pairs=[_pair(one) for one in found.get("pairs", [])], why=found.get("why", ""), entry=row.entry,
    )  # fmt: skip


def _problem(one: dict[str, Any]) -> ProblemRow:
    row = one["row"]
    said = {key: str(one[key] or "") for key in ("table", "column", "value", "says", "mend")}
    return ProblemRow(row=row if isinstance(row, int) else None, **said)


def _pair(one: dict[str, Any]) -> PairShape:
    options = [LikenessShape(value=option["value"], label=str(option["label"])) for option in one["options"]]
    return PairShape(row=one["row"], name=one["name"], chosen=one["chosen"], options=options)
