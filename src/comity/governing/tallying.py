"""The tally of a question: every figure of its count as canonical text, apart from the decision it leads to."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from comity.audit.canonical import canonical
from comity.governing.counting import Count
from comity.governing.models import Question, RollEntry, Tally


def tally_of(question: Question, counted: Count, mark: str, *, at: datetime) -> Tally:
    """The tally of a count that is about to be sealed. One query."""
    roll = list(RollEntry.objects.filter(question=question))
    met = any(entry.present is not None for entry in roll)
    return Tally(
        coalition_id=question.coalition_id, question=question, method=question.method, figures=figures_text(counted),
        seed=counted.seed, ballots_mark=mark, entitled=len(roll),
        present=sum(bool(entry.present or entry.answered) for entry in roll) if met else None,
        represented=sum(entry.through_id is not None for entry in roll), cast=counted.outcome.cast, counted_at=at,
    )  # fmt: skip


def figures_text(counted: Count) -> str:
    """Outcome and result, with exact fractions."""
    return canonical(
        {"outcome": plain(counted.outcome), "result": plain(counted.result), "taken": counted.taken}
    )


def plain(thing: Any) -> Any:
    """Data classes as mappings, all the way down; what is in them, canonical text can say."""
    if is_dataclass(thing):
        return {field.name: plain(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, dict):
        return {key: plain(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [plain(one) for one in thing]
    return thing
