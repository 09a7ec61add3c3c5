"""What of a founding is sealed: its texts and rule, who was invited and joined, what became of each reservation."""

from collections.abc import Callable
from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical
from comity.founding.models import Convening, Party, Reservation


def convening_text(row: Convening) -> str:
    """The versions that were sent, the rule, what was signed, and since when it is constituted."""
    return canonical({
        "meeting": row.meeting_id, "mission": row.mission_number, "structure": row.structure_number,
        "at_least": row.at_least, "share": row.share, "sheet": row.sheet_id, "sent_at": row.sent_at,
        "approval_opened_at": row.approval_opened_at, "constituted_at": row.constituted_at,
        "dropped_at": row.dropped_at,
    })  # fmt: skip


def party_text(row: Party) -> str:
    """Who is invited, what it answered, whether it had its time and joined; not its words, which may be erased."""
    return canonical({
        "convening": row.convening_id, "organisation": row.organisation_id, "founder": row.founder, "reply": row.reply,
        "spoke_at": row.spoke_at, "late_sheet": row.late_sheet_id, "joined_at": row.joined_at,
        "removed_at": row.removed_at,
    })  # fmt: skip


def reservation_text(row: Reservation) -> str:
    """Whose reservation, and what became of it; not its words."""
    return canonical({
        "convening": row.convening_id, "organisation": row.organisation_id, "raised_at": row.raised_at,
        "state": row.state, "settled_at": row.settled_at,
    })  # fmt: skip


TEXTS: dict[type[Any], Callable[[Any], str]] = {
    Convening: convening_text, Party: party_text, Reservation: reservation_text,
}  # fmt: skip


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
