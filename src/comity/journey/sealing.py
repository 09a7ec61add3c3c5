"""What of the path is sealed: decisions about stages."""

from collections.abc import Callable
from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical
from comity.journey.models import StageStep


def step_text(row: StageStep) -> str:
    """A decision about a stage: which, why, what was missing, by which vote and since when."""
    return canonical({
        "stage": row.stage, "reason": row.reason, "missing": row.missing, "vote": row.vote and row.vote.pk,
        "proposed_at": row.proposed_at, "carried_at": row.carried_at,
    })  # fmt: skip


TEXTS: dict[type[Any], Callable[[Any], str]] = {StageStep: step_text}


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
