"""Why the members work together: reasons, and who stands by them."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.reasons import (
    ReaffirmationShape,
    ReasonShape,
    ReasonsShape,
    reaffirmation_shape,
    reason_shape,
    reasons_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.founding.models import ReasonKind
from comity.founding.reasons import acts
from comity.founding.reasons.queries import visible_to

router = Router(tags=["founding"])
REASONS = f"{AT}/reasons"
REASON = f"{REASONS}/{{uuid:reason}}"


class NewReason(Given):
    """A reason, a benefit, or a drawback with what is done about it."""

    kind: Literal["numbers", "diversity", "competences", "benefit", "drawback"]
    words: str = Field(min_length=1, max_length=600, examples=["Together we speak for two thirds of the tenants."])
    counter: str = Field("", max_length=600, description="Of a drawback: what you do about it.")


class NewReaffirmation(Given):
    """Your organisation's word: whether it stands by the reasons, and what it gains, or why not any more."""

    stands: bool
    words: str = Field("", max_length=600, examples=["A warm room for our evening classes."])


@reading(router, REASONS, says=_("Read why we work together"), answers=ReasonsShape)
def reasons(request: Call) -> Any:
    """All reasons with today's figures, and the last word of each member."""
    return reasons_shape(request.standing, request.coalition.pk)


@deed(router, REASONS, says=_("Name why we work together"), act="founding.reason.named", takes=NewReason,
      answers=ReasonShape, status=201)  # fmt: skip
def name(request: Call, given: NewReason) -> Any:
    """For the member you act for, or for all."""
    row = acts.name_reason(
        ReasonKind(given.kind), words=given.words, counter=given.counter, by=request.capacity, at=now()
    )
    return reason_shape(row)


@deed(router, f"{REASON}/drop", says=_("Take a reason out"), act="founding.reason.dropped", answers=ReasonShape)
def drop(request: Call, reason: UUID) -> Any:
    """Of one's own, or as a coordinator."""
    row = get_object_or_404(visible_to(request.standing), pk=reason)
    return reason_shape(acts.drop_reason(row, by=request.capacity, at=now()))


@deed(router, f"{REASONS}/ask", says=_("Ask members whether they stand by our reasons"),
      act="founding.reasons.asked", scope=Scope.COORDINATE, answers=ReasonsShape)  # fmt: skip
def ask(request: Call) -> Any:
    """Writes to everybody who speaks for a member whose word is missing or a year old; once a day."""
    acts.ask_again(by=request.capacity, at=now())
    return reasons_shape(request.standing, request.coalition.pk)


@deed(router, f"{REASONS}/reaffirm", says=_("Say whether we stand by our reasons"),
      act="founding.reasons.reaffirmed", takes=NewReaffirmation, answers=ReaffirmationShape, status=201)  # fmt: skip
def reaffirm(request: Call, given: NewReaffirmation) -> Any:
    """For the member you act for; a later word replaces an earlier one."""
    return reaffirmation_shape(acts.reaffirm(given.stands, words=given.words, by=request.capacity, at=now()))
