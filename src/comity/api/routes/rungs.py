"""What organisations do together: evidence, the rung that follows from it, and where each wants to get."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field, StrictInt

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.rungs import EvidenceShape, TieRungShape, evidence_shape, tie_rung_shape
from comity.api.values import Given, Id
from comity.base.clock import now
from comity.coalitions.queries import members_of
from comity.network.acts import evidence as acts
from comity.network.rungs.forms import WithdrawForm
from comity.network.rungs.lists import evidence as listed
from comity.network.rungs.page import Sheet
from comity.network.views.rungs import find_evidence, find_tie

router = Router(tags=["network"])
TIE = f"{AT}/ties/{{uuid:tie}}"
ALL = f"{AT}/evidence"
ONE = f"{ALL}/{{uuid:evidence}}"
WITHDRAWN = bodies.body("EvidenceWithdrawn", WithdrawForm)


class EvidenceAsked(lists.Asked):
    """What the list can be asked."""

    rung: Literal["1", "2", "3", "4"] | None = Field(None, description="Only what shows this rung.")
    item: str | None = Field(None, max_length=24, description="Only this item.")
    state: Literal["confirmed", "claimed", "stale", "withdrawn"] | None = Field(None, description="Only these.")


class NewEvidence(Given):
    """One thing that two members did together."""

    first: Id = Field(description="One organisation: yours, unless you coordinate.")
    second: Id = Field(description="The other organisation.")
    item: str = Field(max_length=24, description="The key of what was done.", examples=["space_lent"])
    on: date = Field(description="On which day.", examples=["2026-02-20"])
    words: str = Field("", max_length=600, examples=["The hall, for three evenings."])


class Wanted(Given):
    """Where your organisation would like to get with the other."""

    level: StrictInt = Field(description="The rung, 0 (no tie) to 5.", examples=[3])


@reading(router, TIE, says=_("Read one tie with its rung"), answers=TieRungShape)
def tie(request: Call, tie: UUID) -> Any:
    """The rung that stands for it, what it rests on, and how it came about."""
    return tie_rung_shape(_sheet(request, tie))


@deed(router, f"{TIE}/want", says=_("Say which rung you would like"), act="network.rung.wanted", takes=Wanted,
      answers=TieRungShape)  # fmt: skip
def want(request: Call, tie: UUID, given: Given) -> Any:
    """Your organisation's wish; both sides can read it."""
    acts.want_rung(find_tie(request, tie), by=request.capacity, at=now(), **given.model_dump())
    return tie_rung_shape(_sheet(request, tie))


@reading(router, ALL, says=_("List what was done together"), answers=lists.list_of(EvidenceShape), lists="evidence",
         asks=EvidenceAsked)  # fmt: skip
def evidence(request: Call, asked: EvidenceAsked) -> Any:
    """All pairs one may know of, the newest first."""
    today = _today(request)
    return lists.part(request, listed(request), asked, lambda row: evidence_shape(row, today))


@deed(router, ALL, says=_("Note what was done together"), act="network.evidence.noted", takes=NewEvidence,
      answers=EvidenceShape, status=201)  # fmt: skip
def note(request: Call, given: Given) -> Any:
    """The other side is asked whether it was so; it counts once both say so."""
    said = given.model_dump()
    members = {one.pk: one for one in members_of(request.coalition.pk).filter(pk__in=(said["first"], said["second"]))}
    for side in ("first", "second"):
        if said[side] not in members:
            raise ValidationError({side: _now("This organisation is not a member here.")})
        said[side] = members[said[side]]
    return evidence_shape(acts.note_evidence(by=request.capacity, at=now(), **said), _today(request))


@reading(router, ONE, says=_("Read one thing done together"), answers=EvidenceShape)
def one(request: Call, evidence: UUID) -> Any:
    """What, when, and who stands by it."""
    return evidence_shape(find_evidence(request, evidence), _today(request))


@deed(router, f"{ONE}/confirm", says=_("Confirm what was done together"), act="network.evidence.confirmed",
      answers=EvidenceShape)  # fmt: skip
def confirm(request: Call, evidence: UUID) -> Any:
    """Your organisation stands by it."""
    found = acts.confirm_evidence(find_evidence(request, evidence), by=request.capacity, at=now())
    return evidence_shape(found, _today(request))


@deed(router, f"{ONE}/withdraw", says=_("Take back what was done together"), act="network.evidence.withdrawn",
      takes=WITHDRAWN, answers=EvidenceShape)  # fmt: skip
def withdraw(request: Call, evidence: UUID, given: Given) -> Any:
    """It counts no more; it stays on record."""
    said = bodies.read_by(WithdrawForm, given.model_dump(exclude_unset=True))
    found = acts.withdraw_evidence(find_evidence(request, evidence), by=request.capacity, at=now(), **said)
    return evidence_shape(found, _today(request))


@deed(router, f"{ONE}/restore", says=_("Let stand again what was taken back"), act="network.evidence.restored",
      answers=EvidenceShape)  # fmt: skip
def restore(request: Call, evidence: UUID) -> Any:
    """By the side that took it back."""
    found = acts.restore_evidence(find_evidence(request, evidence), by=request.capacity, at=now())
    return evidence_shape(found, _today(request))


def _sheet(request: Call, tie: UUID) -> Sheet:
    return Sheet(find_tie(request, tie), request.standing, request.capacity, _today(request))


def _today(request: Call) -> date:
    return now().astimezone(request.coalition.tz).date()
