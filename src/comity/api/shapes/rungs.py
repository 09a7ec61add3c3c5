"""Evidence of what two organisations do together, and the rung that follows from it."""

from datetime import date
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Moment
from comity.core.network.rungs import ITEMS
from comity.network.models import Evidence, noted
from comity.network.rungs.page import Sheet
from comity.network.rungs.queries import AGE
from comity.network.rungs.wording import item_in_words, rung_named


class EvidenceShape(Answer):
    """One thing that two organisations did together. It counts while both stand by it and it is current."""

    id: UUID
    tie: UUID
    first: Ref
    second: Ref
    item: str = Field(examples=["space_lent"])
    item_in_words: str = Field(examples=["A room or equipment was lent"])
    rung: int = Field(ge=1, le=4, description="The rung it is evidence of.", examples=[3])
    done_on: Day
    words: str = Field(examples=["The hall, for three evenings."])
    state: str = Field(description="confirmed, claimed, stale or withdrawn.", examples=["confirmed"])
    source: str = Field(description="Where it comes from; empty: people noted it.", examples=[""])
    first_at: Moment | None = Field(description="Since when the first stands by it.")
    second_at: Moment | None = Field(description="Since when the second stands by it.")
    noted_by: str = Field(examples=["Open Door Shelter"])
    noted_at: Moment
    withdrawn_at: Moment | None
    withdrawn_by: str = Field(examples=[""])
    withdrawn_why: str = Field(examples=[""])


class RungStepShape(Answer):
    """A rung and the day since when it held."""

    on: Day
    rung: str = Field(examples=["Coordination"])


class TieRungShape(Answer):
    """One tie with the rung that stands for it, what that rests on, and what each side says and would like."""

    id: UUID
    first: Ref
    second: Ref
    rung: int = Field(ge=0, le=5, description="The rung shown on pages and on the map.", examples=[2])
    rung_in_words: str = Field(examples=["Coordination"])
    rests_on: str = Field(description="evidence, or who says so: both, one, list, none.", examples=["evidence"])
    evidence_rung: int = Field(ge=0, le=5, description="The rung that follows from evidence.", examples=[2])
    since_on: Day | None = Field(description="Since when the rung from evidence holds.")
    falls_on: Day | None = Field(description="When it falls if nothing new is noted.")
    said: int = Field(ge=0, le=5, description="The highest rung that anybody names.", examples=[3])
    first_wants: int | None = Field(examples=[3])
    second_wants: int | None = Field(examples=[None])
    history: list[RungStepShape] = Field(description="Rungs from evidence, newest first.")


def evidence_shape(row: Evidence, today: date) -> EvidenceShape:
    """A piece as programs see it."""
    tie = row.tie
    return EvidenceShape(
        id=row.pk, tie=tie.pk, first=Ref(id=tie.first_id, name=tie.first_name),
        second=Ref(id=tie.second_id, name=tie.second_name), item=row.item, item_in_words=item_in_words(row.item),
        rung=ITEMS[row.item], done_on=row.done_on, words=row.words, state=noted(row).state(today, age=AGE),
        source=row.source, first_at=row.first_at, second_at=row.second_at, noted_by=row.noted_name,
        noted_at=row.noted_at, withdrawn_at=row.withdrawn_at, withdrawn_by=row.withdrawn_name,
        withdrawn_why=row.withdrawn_why,
    )  # fmt: skip


def tie_rung_shape(sheet: Sheet) -> TieRungShape:
    """A tie with its rung."""
    tie = sheet.tie
    return TieRungShape(
        id=tie.pk, first=Ref(id=tie.first_id, name=tie.first.name), second=Ref(id=tie.second_id, name=tie.second.name),
        rung=sheet.shown, rung_in_words=rung_named(sheet.shown),
        rests_on="evidence" if sheet.rests_on_evidence else sheet.said[1].value, evidence_rung=sheet.rung,
        since_on=sheet.since, falls_on=sheet.falls_on, said=sheet.said[0], first_wants=tie.first_wants,
        second_wants=tie.second_wants, history=[RungStepShape(on=on, rung=name) for on, name in sheet.history],
    )  # fmt: skip
