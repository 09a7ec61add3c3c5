"""The record of acts: read, checked, and the way back from one's own last steps."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.audit import (
    CheckShape,
    EntryRow,
    EntryShape,
    HeadShape,
    entry_row,
    entry_shape,
    head_shape,
)
from comity.api.values import Given, Sought
from comity.audit.queries import head_of
from comity.audit.verify import verify
from comity.coalitions.recording import entry_of, may_undo, recorded, take_back

router = Router(tags=["audit"])
RECORD = f"{AT}/record"
#: how many faults are told
TOLD = 100


class RecordAsked(lists.Asked):
    """What the record can be asked."""

    act: Sought | None = Field(None, max_length=80, description="Only this act, by its name.")


class Held(Given):
    """A seal that you hold, from a mail or an earlier answer. It must occur in the record."""

    head: Sought = Field("", max_length=200, description="Sixteen or more hexadecimal digits.", examples=[""])


@reading(router, RECORD, says=_("List what was done"), answers=lists.list_of(EntryRow), lists="record",
         asks=RecordAsked)  # fmt: skip
def record(request: Call, asked: RecordAsked) -> Any:
    """Every act of the coalition, the newest first. What is confidential stands there veiled."""
    return lists.part(request, recorded(request), asked, entry_row)


@reading(router, f"{RECORD}/head", says=_("Read the newest seal"), answers=HeadShape)
def head(request: Call) -> Any:
    """Its number and its seal."""
    return head_shape(head_of(request.coalition.pk))


@deed(router, f"{RECORD}/check", says=_("Check the record"), scope=Scope.READ, takes=Held, answers=CheckShape)
def check(request: Call, given: Given) -> Any:
    """Walk the whole record now. Nothing is changed; it counts as a change, because it takes time."""
    held: str = given.head  # type: ignore[attr-defined]
    faults = list(verify(request.coalition.pk, head=held))
    told = [fault.what for fault in faults[:TOLD]]
    newest = head_shape(head_of(request.coalition.pk))
    return CheckShape(whole=not faults, fault_count=len(faults), faults=told, head=newest)


@reading(router, f"{RECORD}/{{uuid:entry}}", says=_("Read one act"), answers=EntryShape)
def entry(request: Call, entry: UUID) -> Any:
    """One entry with the text that was sealed."""
    row = entry_of(request, entry)
    return entry_shape(row, can_be_taken_back=row.readable and may_undo(request, row) is None)


@deed(router, f"{RECORD}/{{uuid:entry}}/take-back", says=_("Take back your last step"),
      act=("coalitions.member.restored", "network.roster.taken_back", "network.tie.restored",
           "network.evidence.restored"),
      answers=EntryShape)  # fmt: skip
def undo(request: Call, entry: UUID) -> Any:
    """Your own act, within ten minutes, where its kind can be taken back: by a new act, never by deleting."""
    take_back(request, entry_of(request, entry))
    return entry_shape(entry_of(request, entry), can_be_taken_back=False)
