"""How closely to work, as weighed by each side alone; and initiatives of several sectors."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.network.models import Initiative, InitiativeSeat, Weighing
from comity.network.rungs.initiative_page import InitiativeSheet
from comity.network.rungs.weighing_page import WeighingSheet


class WeighingRow(Answer):
    """One weighing in the list."""

    id: UUID
    title: str = Field(examples=["Harbour Tenants’ Union, Open Door Shelter"])
    state: str = Field(description="open, shown or ended.", examples=["shown"])
    rung: int | None = Field(description="The rung that fits, once all have answered.", examples=[2])
    waits_for: int = Field(description="A rung that fits but waits for trust evidence; 0: none.", examples=[0])
    started_by: str = Field(examples=["Open Door Shelter"])
    started_at: Moment
    shown_at: Moment | None


class WeighingSideShape(Answer):
    """One side, as all sides see it: whether it answered, and whether it takes the risk knowingly."""

    organisation: Ref
    answered: bool = Field(examples=[True])
    knowingly_at: Moment | None
    knowingly_why: str = Field(examples=[""])


class GapShape(Answer):
    """One of the means that your side has not got, and the step that supplies it."""

    mean: str = Field(examples=["Money"])
    lacks: bool = Field(description="You lack it; otherwise you can get it.", examples=[True])
    step: str = Field(examples=["Look for what can be lent instead of bought."])


class WeighingShape(WeighingRow):
    """One weighing: the rung and the next step, the same for all; `holds`, `gaps`, `leaps`: yours alone."""

    today: int | None = Field(description="The rung on which all stood when it was weighed.", examples=[1])
    step: str = Field(description="The next step together.", examples=["Change one thing that gets in the way."])
    sides: list[WeighingSideShape]
    holds: list[str] = Field(description="What of your answers stands against the next rung.", examples=[[]])
    gaps: list[GapShape]
    leaps: bool = Field(description="You want more than one rung above today’s.", examples=[False])


class InitiativeRow(Answer):
    """One initiative in the list."""

    id: UUID
    title: str = Field(examples=["Nobody in Saltmere sleeps cold"])
    state: str = Field(description="trust, defining, planning, working or ended.", examples=["trust"])
    started_by: str = Field(examples=["Open Door Shelter"])
    started_at: Moment
    organisations: list[Ref] = Field(description="Who sits there.")


class InitiativeSeatShape(Answer):
    """What one organisation said. Send `version` as If-Match with a change of it."""

    organisation: Ref
    joined_at: Moment
    ready_at: Moment | None
    solo: str = Field(description="What it tried alone before.", examples=["A winter hotline."])
    definition: str = Field(description="How it sees the problem.", examples=["Too few warm rooms."])
    aside: str = Field(description="Which interest of its own it puts aside.", examples=["Our own beds first."])
    agrees: bool = Field(description="It agreed to the text as it stands.", examples=[False])
    at_work: bool = Field(description="It has a task under way there.", examples=[False])
    version: str = Field(examples=["solo=3f2a91c07b14"])


class InitiativeShape(InitiativeRow):
    """One initiative with all its seats. Send `version` as If-Match with a new text of the problem."""

    trust_until_on: Day
    problem: str = Field(examples=["Each winter people freeze while heated rooms stand empty."])
    number: int = Field(ge=0, description="The version of that text; 0: none yet.", examples=[1])
    seats: list[InitiativeSeatShape]
    lacking: list[str] = Field(description="What is missing for the next phase.", examples=[[]])
    misses_citizens: bool = Field(examples=[True])
    working_since_at: Moment | None
    ended_at: Moment | None
    ended_why: str = Field(examples=[""])
    version: str = Field(examples=["problem=3f2a91c07b14"])


def weighing_row(row: Weighing) -> WeighingRow:
    """A weighing as the list shows it."""
    return WeighingRow(**_weighing(row))


def weighing_shape(sheet: WeighingSheet) -> WeighingShape:
    """A weighing as one side sees it."""
    row, shown = sheet.weighing, sheet.shown
    return WeighingShape(
        **_weighing(row), today=row.today, step=str(sheet.step) if shown else "",
        sides=[
            WeighingSideShape(
                organisation=Ref(id=side.organisation_id, name=side.name), answered=side.answered_at is not None,
                knowingly_at=side.knowingly_at, knowingly_why=side.knowingly_why,
            )
            for side in sheet.sides
        ],
        holds=[str(words) for words in sheet.holds] if shown else [],
        gaps=[GapShape(mean=str(gap.name), lacks=gap.lacks, step=str(gap.step)) for gap in sheet.gaps] if shown else [],
        leaps=shown and sheet.leaps,
    )  # fmt: skip


def _weighing(row: Weighing) -> dict[str, Any]:
    return {
        "id": row.pk, "title": row.title, "state": row.state, "rung": row.rung, "waits_for": row.waits_for,
        "started_by": row.started_name, "started_at": row.started_at, "shown_at": row.shown_at,
    }  # fmt: skip


def initiative_row(row: Any) -> InitiativeRow:
    """An initiative as the list shows it, with its seats read along as `held`."""
    return InitiativeRow(**_initiative(row, row.held))


def initiative_shape(sheet: InitiativeSheet) -> InitiativeShape:
    """An initiative with all its seats."""
    row = sheet.initiative
    return InitiativeShape(
        **_initiative(row, sheet.seats), trust_until_on=row.trust_until_on, problem=row.problem, number=row.number,
        seats=[
            InitiativeSeatShape(
                organisation=Ref(id=one.seat.organisation_id, name=one.seat.name), joined_at=one.seat.joined_at,
                ready_at=one.seat.ready_at, solo=one.seat.solo, definition=one.seat.definition, aside=one.seat.aside,
                agrees=one.agrees, at_work=one.busy,
                version=str(Version.of(one.seat, ("solo", "definition", "aside"))),
            )
            for one in sheet.chairs
        ],
        lacking=[str(words) for words in sheet.lacking], misses_citizens=sheet.misses_citizens,
        working_since_at=row.working_since_at, ended_at=row.ended_at, ended_why=row.ended_why,
        version=str(Version.of(row, ("problem",))),
    )  # fmt: skip


def _initiative(row: Initiative, seats: list[InitiativeSeat]) -> dict[str, Any]:
    return {
        "id": row.pk, "title": row.title, "state": row.state, "started_by": row.started_name,
        "started_at": row.started_at, "organisations": [Ref(id=one.organisation_id, name=one.name) for one in seats],
    }  # fmt: skip
