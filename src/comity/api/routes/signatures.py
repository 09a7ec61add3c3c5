"""What is laid out to be signed, and who signs."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.holding import HOLDER, thing_given, without_holder
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.signatures import SheetRow, SheetShape, sheet_row, sheet_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.coalitions.queries import members_of
from comity.signatures import acts
from comity.signatures.forms import SheetForm, SignForm, WhyForm
from comity.signatures.lists import sheets as listed
from comity.signatures.promising import currency_of
from comity.signatures.views import find

router = Router(tags=["signatures"])
ALL = f"{AT}/sheets"
ONE = f"{ALL}/{{uuid:sheet}}"
NEW = bodies.body("NewSheet", SheetForm, organisations=(list[UUID], Field(description=str(_("Who signs.")))), **HOLDER)
SIGNED = bodies.body("NewSignature", SignForm)
WHY = bodies.body("WhyNot", WhyForm)


class SheetsAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["open", "complete", "closed", "called-off"] | None = Field(None, description="Only these.")
    whose: Literal["ours"] | None = Field(None, description="Only those that wait for our signature.")


@reading(router, ALL, says=_("List what was laid out to be signed"), answers=lists.list_of(SheetRow), lists="sheets",
         asks=SheetsAsked)  # fmt: skip
def sheets(request: Call, asked: SheetsAsked) -> Any:
    """All sheets one may know of, the newest first."""
    return lists.part(request, listed(request), asked, sheet_row)


@deed(router, ALL, says=_("Lay a text out to be signed"), act="signatures.sheet.opened", takes=NEW,
      answers=SheetShape, status=201)  # fmt: skip
def open_(request: Call, given: Given) -> Any:
    """From then on no word of it changes. Whoever may sign for the organisations asked gets a mail."""
    thing = thing_given(request, given)
    asked = {"organisations": members_of(request.coalition.pk), "currency": currency_of(request.coalition.pk, now())}
    said = bodies.read_by(SheetForm, without_holder(given), **asked)
    return _sheet(request, acts.open_sheet(thing=thing, by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one sheet"), answers=SheetShape)
def sheet(request: Call, sheet: UUID) -> Any:
    """Its text with the fingerprint, who is asked, and each signature with its code."""
    return _sheet(request, sheet)


@deed(router, f"{ONE}/signatures", says=_("Sign for your organisation"), act="signatures.signature.given",
      scope=Scope.VOTE, takes=SIGNED, answers=SheetShape, status=201)  # fmt: skip
def sign(request: Call, sheet: UUID, given: Given) -> Any:
    """By your mandate to sign, with your name typed or drawn. The last one completes the sheet."""
    said = bodies.cleaned(SignForm, given)
    acts.sign(find(request, sheet), by=request.capacity, at=now(), **said)
    return _sheet(request, sheet)


@deed(router, f"{ONE}/decline", says=_("Say that your organisation does not sign"), act="signatures.signature.declined",
      scope=Scope.VOTE, takes=WHY, answers=SheetShape)  # fmt: skip
def decline(request: Call, sheet: UUID, given: Given) -> Any:
    """And why. It can still sign while the sheet is open."""
    why = bodies.cleaned(WhyForm, given)["why"]
    acts.decline_to_sign(find(request, sheet), why=why, by=request.capacity, at=now())
    return _sheet(request, sheet)


@deed(router, f"{ONE}/withdraw", says=_("Withdraw your organisation’s signature"), act="signatures.signature.withdrawn",
      scope=Scope.VOTE, answers=SheetShape)  # fmt: skip
def withdraw(request: Call, sheet: UUID) -> Any:
    """Until all have signed. It stays readable as withdrawn."""
    acts.withdraw_signature(find(request, sheet), by=request.capacity, at=now())
    return _sheet(request, sheet)


@deed(router, f"{ONE}/close", says=_("Close a sheet with the signatures it has"), act="signatures.sheet.closed",
      answers=SheetShape)  # fmt: skip
def close(request: Call, sheet: UUID) -> Any:
    """Nobody else signs, and no signature is withdrawn any more."""
    acts.close_sheet(find(request, sheet), by=request.capacity, at=now())
    return _sheet(request, sheet)


@deed(router, f"{ONE}/call-off", says=_("Call a sheet off"), act="signatures.sheet.called_off", takes=WHY,
      answers=SheetShape)  # fmt: skip
def call_off(request: Call, sheet: UUID, given: Given) -> Any:
    """What was signed binds nobody. All who were asked are told why."""
    why = bodies.cleaned(WhyForm, given)["why"]
    acts.call_off(find(request, sheet), why=why, by=request.capacity, at=now())
    return _sheet(request, sheet)


def _sheet(request: Call, pk: UUID) -> SheetShape:
    return sheet_shape(find(request, pk))
