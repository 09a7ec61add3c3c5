"""The map as data: places, ties, the matrix, other days, what single organisations score, and files."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.values import Answer, Day
from comity.core.network.drawing import Drawing
from comity.network.models import Rung
from comity.network.queries.history import Replay
from comity.network.queries.matrix import Matrix
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.reading import Reading
from comity.network.queries.scores import MEASURES, Trust, groups_of, scores_of, trust_in
from comity.network.views.grouping import groups_in


class SpotShape(Answer):
    """An organisation on the map. Without a place where the map is not drawn."""

    id: UUID
    name: str = Field(examples=["Harbour Tenants’ Union"])
    sector: str = Field(examples=["citizen"])
    place: str = Field(examples=["Saltmere"])
    people: int | None = Field(examples=[12])
    x: float | None = Field(description="To the right, in the units of the picture.", examples=[310.5])
    y: float | None = Field(description="Downward.", examples=[120.0])


class LineShape(Answer):
    """A tie as it is drawn."""

    a: UUID
    b: UUID
    rung: int = Field(ge=0, le=5, description="0: in contact, and no more is said.", examples=[3])
    rung_in_words: str = Field(examples=["Cooperation"])
    one_sided: bool = Field(description="Only `a` says so.")
    unheard: bool = Field(description="And the other side is silent. Of waves alone.")
    way: str = Field(description="Where each report counts by itself: “one” from a to b, “both”; else empty.",
                     examples=[""])  # fmt: skip


class CommunityShape(Answer):
    """A community: those who work with each other more than with others."""

    name: str = Field(description="After the organisation with most ties in it.", examples=["Harbour Tenants’ Union"])
    organisations: list[UUID]


class DrawnMapShape(Answer):
    """The map: who stands where, and which lines lead from whom to whom."""

    rule: str = Field(examples=["either"])
    drawn: bool = Field(description="False where the picture has not been drawn yet, or is too large for one.")
    organisations: list[SpotShape]
    ties: list[LineShape]
    communities: list[CommunityShape] = Field(description="Empty where too few have answered.")


class MatrixRowShape(Answer):
    """What one organisation says of the others."""

    id: UUID
    name: str = Field(examples=["Harbour Tenants’ Union"])
    answered: bool
    says: list[int | None] = Field(
        description="Of each organisation in the order of the rows: the rung, 0 for contact alone, null where it names "
        "none.", examples=[[None, 3]],
    )  # fmt: skip


class MatrixShape(Answer):
    """Organisations against organisations, in one order for rows and columns."""

    order: str = Field(examples=["name"])
    rows: list[MatrixRowShape]


class TieOnDayShape(Answer):
    """A tie of a day, beside another."""

    a: UUID
    b: UUID
    rung: int = Field(ge=0, le=5, description="On that day; 0: none.", examples=[2])
    rung_before: int | None = Field(description="On the earlier day; null where none is asked for.", examples=[1])
    became: str = Field(description="“gained”, “kept” or “lost”; empty where one day is asked for.", examples=["kept"])


class OverTimeShape(Answer):
    """The ties of one day, or what became of them since an earlier one."""

    on: Day
    since: Day | None
    days: list[Day] = Field(description="Days on which something new was said or done, newest first.")
    ties: list[TieOnDayShape]


class MapScoreShape(Answer):
    """What one organisation's place on the map measures; null where it is undefined or too few have answered."""

    id: UUID
    name: str = Field(examples=["Harbour Tenants’ Union"])
    degree: float | None = Field(description="How many ties.", examples=[4])
    betweenness: float | None = Field(description="How often between two others, as a share.", examples=[0.21])
    closeness: float | None = Field(description="How near to all others, as a share.", examples=[0.7])
    community: int | None = Field(description="The number of its community, from 1.", examples=[1])


class MapScoresShape(Answer):
    """The scores of all organisations, and how far to trust them."""

    trust: str = Field(description="good, care (fewer than 80% answered) or none (fewer than 65%).", examples=["good"])
    organisations: list[MapScoreShape]


class NetworkFileShape(Answer):
    """A file of another program, as text."""

    name: str = Field(examples=["network.graphml"])
    format: str = Field(examples=["graphml"])
    content: str = Field(examples=["<graphml>…</graphml>"])


def drawn_map_shape(reading: Reading, shown: Shown, drawing: Drawing | None) -> DrawnMapShape:
    """A map of today or of a wave."""
    spots = {node.key: (node.x, node.y) for node in drawing.nodes} if drawing else {}
    trusted = trust_in(Overview.of(reading)) is not Trust.NONE
    return DrawnMapShape(
        rule=reading.rule, drawn=drawing is not None,
        organisations=[_spot(one, reading.names, spots) for one in reading.organisations],
        ties=[
            LineShape(
                a=UUID(one.a), b=UUID(one.b), rung=one.level, rung_in_words=str(Rung(one.level).label),
                one_sided=one.one_sided, unheard=one.unheard, way=one.way,
            )
            for one in shown.bonds
        ],
        communities=[
            CommunityShape(name=one.name, organisations=[UUID(key) for key in one.keys]) for one in groups_in(reading)
        ] if trusted else [],
    )  # fmt: skip


def _spot(one: Any, names: Mapping[str, str], spots: Mapping[str, tuple[float, float]]) -> SpotShape:
    key = str(one.pk)
    x, y = spots.get(key, (None, None))
    return SpotShape(
        id=UUID(key), name=names[key], sector=one.sector, place=one.place, people=one.people_count, x=x, y=y
    )


def matrix_shape(found: Matrix, order: str) -> MatrixShape:
    """The matrix."""
    return MatrixShape(order=order, rows=[
        MatrixRowShape(id=UUID(row.key), name=row.name, answered=row.answered,
                       says=[found.said.get((row.key, other.key)) for other in found.rows])
        for row in found.rows
    ])  # fmt: skip


def over_time_shape(found: Replay, on: date, since: date | None, days: Iterable[date]) -> OverTimeShape:
    """A day, or two."""
    was = found.was
    pairs = sorted({*found.now, *(was or {})})
    ties = [
        TieOnDayShape(
            a=UUID(a), b=UUID(b), rung=found.now.get((a, b), 0),
            rung_before=None if was is None else was.get((a, b), 0),
            became="" if was is None else found.became((a, b)),
        )
        for a, b in pairs
    ]  # fmt: skip
    return OverTimeShape(on=on, since=since if was is not None else None, days=list(days), ties=ties)


def map_scores_shape(reading: Reading) -> MapScoresShape:
    """Each organisation's scores; none where too few have answered."""
    trust = trust_in(Overview.of(reading))
    told = trust is not Trust.NONE
    scores = {name: scores_of(reading.network, name) if told else {} for name in MEASURES}
    groups = groups_of(reading.network) if told else []
    number = {key: at for at, group in enumerate(groups, start=1) for key in group}
    rows = [
        MapScoreShape(
            id=UUID(key), name=name, community=number.get(key), **{one: of.get(key) for one, of in scores.items()}
        )
        for key, name in reading.names.items()
    ]
    return MapScoresShape(trust=trust, organisations=rows)
