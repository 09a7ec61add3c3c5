"""Which kind of coalition: what is wanted, how each fits, choosing, and asking to change it."""

from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.kind import KindChangeShape, KindName, KindsShape, change_shape, kinds_shape
from comity.api.values import Given, Moment
from comity.base.clock import now
from comity.core.advice.kinds import CoalitionKind, Trait
from comity.founding.kind import acts

router = Router(tags=["founding"])
KIND = f"{AT}/founding/kind"


class NewKindAnswer(Given):
    """What the founders want in one respect; read the kinds for the choices."""

    trait: Literal["purpose", "membership", "structure", "money"]
    choice: str = Field(max_length=14, examples=["align"])


class NewKindChoice(Given):
    """The kind it becomes."""

    kind: KindName


class NewKindChange(Given):
    """The kind it should become, why, and until when members can answer."""

    kind: KindName
    reason: str = Field(min_length=1, max_length=2000, examples=["We live on dues by now."])
    closes_at: Moment


@reading(router, KIND, says=_("Read which kind of coalition fits"), answers=KindsShape)
def kinds(request: Call) -> Any:
    """What is wanted in four respects, and how each of five kinds fits it, the best first."""
    return kinds_shape(request.standing, request.coalition)


@deed(router, f"{KIND}/answers", says=_("Say what kind of coalition is wanted"), act="founding.kind.answered",
      takes=NewKindAnswer, answers=KindsShape)  # fmt: skip
def answer(request: Call, given: NewKindAnswer) -> Any:
    """For all founders; a later answer replaces it."""
    acts.answer_kind(Trait(given.trait), given.choice, by=request.capacity, at=now())
    return kinds_shape(request.standing, request.coalition)


@deed(router, f"{KIND}/choose", says=_("Choose the kind of coalition"), act="founding.kind.chosen",
      scope=Scope.COORDINATE, takes=NewKindChoice, answers=KindChangeShape, status=201)  # fmt: skip
def choose(request: Call, given: NewKindChoice) -> Any:
    """While no rulebook is in force: sets up bodies, terms and a draft of the rules at once."""
    return change_shape(acts.choose_kind(CoalitionKind(given.kind), by=request.capacity, at=now()))


@deed(router, f"{KIND}/propose", says=_("Ask the members to become another kind"), act="founding.kind.proposed",
      takes=NewKindChange, answers=KindChangeShape, status=201)  # fmt: skip
def propose(request: Call, given: NewKindChange) -> Any:
    """As a matter of the rules; the question says all that would change."""
    row = acts.propose_kind(
        CoalitionKind(given.kind), reason=given.reason, closes_at=given.closes_at, by=request.capacity, at=now()
    )
    return change_shape(row)
