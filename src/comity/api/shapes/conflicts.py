"""Cases in which one is named: sides, steps, messages, neutrals, outcomes."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.governing.conflicts.queries import step_of
from comity.governing.models import Case, CaseMessage, CasePerson, Neutral, Outcome, Party

TITLE = "Who answers the night calls"


class SideShape(Answer):
    """One side: an organisation or a body."""

    id: UUID
    organisation: UUID | None
    body: UUID | None
    name: str = Field(examples=["Dock Road Traders"])
    opened: bool = Field(description="Whether it opened the case.")
    bound_at: Moment | None = Field(description="When it accepted beforehand what an arbitrator decides.")


class NamedShape(Answer):
    """Somebody who knows of the case; no side: a neutral."""

    id: UUID
    person: Ref
    side: UUID | None
    named_at: Moment


class StepShape(Answer):
    """One step of the ladder."""

    kind: str = Field(examples=["mediator"])
    days: int = Field(ge=1, examples=[30])
    began_at: Moment | None
    ends_at: Moment | None


class CaseRow(Answer):
    """A case as a line."""

    id: UUID
    title: str = Field(examples=[TITLE])
    sides: list[str] = Field(examples=[["Open Door Shelter", "Dock Road Traders"]])
    state: str = Field(description="open, settled, decided, ended or withdrawn.", examples=["open"])
    step: str = Field(examples=["talk"])
    opened_at: Moment
    ended_at: Moment | None


class MessageShape(Answer):
    """What somebody wrote."""

    id: UUID
    person: Ref
    side: UUID | None
    text: str = Field(examples=["Let us meet on Tuesday."])
    written_at: Moment


class NeutralShape(Answer):
    """Somebody proposed as neutral."""

    id: UUID
    person: Ref
    proposed_by: UUID = Field(description="The side.")
    why: str = Field(examples=["Both of us trust her."])
    interests: str = Field(examples=["None."])
    state: str = Field(description="proposed, willing, accepted, declined or refused.", examples=["willing"])


class SettlementShape(Answer):
    """A proposal how to settle it."""

    id: UUID
    side: UUID | None
    person: Ref
    text: str = Field(examples=["We take turns."])
    state: str = Field(description="proposed, accepted, binding or refused.", examples=["proposed"])
    proposed_at: Moment


class CaseShape(CaseRow):
    """One case with everything in it."""

    account: str = Field(examples=["Nobody picks up after ten."])
    tried: str = Field(examples=["I went to the shop."])
    tried_on: Day
    came_of_it: str = Field(examples=["Nobody was there."])
    question: UUID | None
    frozen_until: Moment | None = Field(description="Until when that question rests at most.")
    parties: list[SideShape]
    people: list[NamedShape]
    steps: list[StepShape]
    messages: list[MessageShape]
    neutrals: list[NeutralShape]
    outcomes: list[SettlementShape]


def case_row(case: Case) -> CaseRow:
    return CaseRow(**_row(case))


def case_shape(case: Case) -> CaseShape:
    """Needs `to_read`."""
    return CaseShape(
        **_row(case), account=case.account, tried=case.tried, tried_on=case.tried_on, came_of_it=case.came_of_it,
        question=case.question_id, frozen_until=case.frozen_until,
        parties=[side_shape(one) for one in case.parties.all()], people=[named_shape(one) for one in case.people.all()],
        steps=[StepShape(kind=s.kind, days=s.days, began_at=s.began_at, ends_at=s.ends_at) for s in case.steps.all()],
        messages=[message_shape(one) for one in case.messages.all()],
        neutrals=[neutral_shape(one) for one in case.neutrals.all()],
        outcomes=[outcome_shape(one) for one in case.outcomes.all()],
    )  # fmt: skip


def side_shape(side: Party) -> SideShape:
    return SideShape(
        id=side.pk, organisation=side.organisation_id, body=side.body_id, name=side.name, opened=side.opened,
        bound_at=side.bound_at,
    )  # fmt: skip


def named_shape(row: CasePerson) -> NamedShape:
    return NamedShape(id=row.pk, person=_who(row), side=row.party_id, named_at=row.named_at)


def message_shape(one: CaseMessage) -> MessageShape:
    return MessageShape(id=one.pk, person=_who(one), side=one.party_id, text=one.text, written_at=one.written_at)


def neutral_shape(one: Neutral) -> NeutralShape:
    return NeutralShape(
        id=one.pk, person=_who(one), proposed_by=one.proposed_by_id, why=one.why, interests=one.interests,
        state=one.state,
    )  # fmt: skip


def outcome_shape(one: Outcome) -> SettlementShape:
    return SettlementShape(
        id=one.pk, side=one.party_id, person=_who(one), text=one.text, state=one.state, proposed_at=one.proposed_at
    )


def _row(case: Case) -> dict[str, Any]:
    return {
        "id": case.pk, "title": case.title, "sides": [side.name for side in case.parties.all()], "state": case.state,
        "step": step_of(case).kind, "opened_at": case.opened_at, "ended_at": case.ended_at,
    }  # fmt: skip


def _who(row: Any) -> Ref:
    found = ref(row.person)
    assert found is not None
    return found
