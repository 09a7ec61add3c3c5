"""Entries of the record."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.governing import SEAL
from comity.api.values import Answer, Moment
from comity.audit.models import ChainHead
from comity.audit.queries import line


class EntryRow(Answer):
    """One act: when, who, for whom, what, and its seal. `hidden`: it is confidential, and nothing more is told."""

    id: UUID
    seq: int = Field(ge=1, examples=[32])
    act: str = Field(examples=["governing.vote.cast"])
    at: Moment
    who: str = Field(examples=["Amina Haddad"])
    acts_for: str = Field(examples=["Harbour Tenants’ Union"])
    what: str = Field(examples=["answered “yes” to Insulate 40 flats before the frost?"])
    seal: str = Field(examples=[SEAL])
    hidden: bool = Field(examples=[False])
    erased: bool = Field(description="Its names were erased with their person.", examples=[False])


class EntryShape(EntryRow):
    """One act with what it was sealed from: `seal` is the sha256 of `seal_before`, a line break, and `text`."""

    seal_before: str = Field(examples=[SEAL])
    text: str | None = Field(description="Canonical JSON; null where it is confidential.", examples=['{"act":"…"}'])
    can_be_taken_back: bool = Field(description="By you, now.", examples=[False])


class HeadShape(Answer):
    """The newest seal. Keep it: it shows later that nothing before it was changed."""

    seq: int = Field(ge=0, examples=[32])
    seal: str = Field(examples=[SEAL])


class CheckShape(Answer):
    """Whether the record fits together from its first act to its last. At most a hundred faults are told."""

    whole: bool = Field(examples=[True])
    fault_count: int = Field(ge=0, examples=[0])
    faults: list[str] = Field(examples=[[]])
    head: HeadShape


def entry_row(row: Any) -> EntryRow:
    """An entry as a line. Needs `words`, and `readable`."""
    return EntryRow(**_told(row))


def entry_shape(row: Any, *, can_be_taken_back: bool) -> EntryShape:
    """The whole entry."""
    text = row.text if row.readable else None
    return EntryShape(**_told(row), seal_before=row.previous, text=text, can_be_taken_back=can_be_taken_back)


def head_shape(head: ChainHead) -> HeadShape:
    """A seal with its number."""
    return HeadShape(seq=head.seq, seal=head.hash)


def _told(row: Any) -> dict[str, Any]:
    one = line(row)
    return {
        "id": one.id, "seq": one.seq, "act": one.act, "at": one.at, "who": one.who, "acts_for": one.acts_for,
        "what": one.what, "seal": one.hash, "hidden": one.hidden, "erased": one.erased,
    }  # fmt: skip
