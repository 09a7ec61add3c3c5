"""What of a founding is sealed: answers and decisions to go on, as they stood when they were given."""

from collections.abc import Callable
from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical
from comity.founding.models import BriefAnswer, ChecklistAnswer, FoundingText, GoingOn


def answer_text(row: ChecklistAnswer) -> str:
    """An answer's row, without its words, which may be erased."""
    return canonical({
        "organisation": row.organisation_id, "question": row.question, "answer": row.answer,
        "answered_at": row.answered_at,
    })  # fmt: skip


def going_on_text(row: GoingOn) -> str:
    """A decision to go on: about which question, by which vote, and since when."""
    return canonical({
        "question": row.question, "reason": row.reason, "vote": row.vote and row.vote.pk,
        "proposed_at": row.proposed_at, "carried_at": row.carried_at,
    })  # fmt: skip


def brief_text(row: BriefAnswer) -> str:
    """An answer for the brief, without its words, which may be erased."""
    return canonical({
        "organisation": row.organisation_id, "question": row.question, "answered_at": row.answered_at,
    })  # fmt: skip


def founding_text(row: FoundingText) -> str:
    """Which version of a founding text was voted on, and which holds since when, by which vote."""
    return canonical({
        "kind": row.kind, "text": row.text_id, "vote": row.vote_id, "voted": row.voted_number,
        "adopted": row.adopted_number, "adopted_by": row.adopted_by_id, "adopted_at": row.adopted_at,
    })  # fmt: skip


TEXTS: dict[type[Any], Callable[[Any], str]] = {
    ChecklistAnswer: answer_text, GoingOn: going_on_text, BriefAnswer: brief_text, FoundingText: founding_text,
}  # fmt: skip


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
