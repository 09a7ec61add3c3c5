"""What of looking for partners is sealed: the criteria as they were agreed, and each judgement as it was given."""

from collections.abc import Callable
from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical
from comity.founding.models import Criterion, Judgement, PartnerSearch


def search_text(row: PartnerSearch) -> str:
    """Which committee agreed, when, and by which decision."""
    return canonical({
        "body": row.body_id, "adopted_on": row.adopted_on, "adopted_at": row.adopted_at, "decision": row.decision_id,
    })  # fmt: skip


def criterion_text(row: Criterion) -> str:
    """A criterion as it reads and counts, and whether it stands."""
    return canonical({"text": row.text, "weight": row.weight, "struck_at": row.struck_at})


def judgement_text(row: Judgement) -> str:
    """A judgement's points, without its words, which may be erased."""
    points = {str(one.criterion_id): one.points for one in row.points.order_by("criterion")}
    return canonical({"prospect": row.prospect_id, "given_at": row.given_at, "points": points})


TEXTS: dict[type[Any], Callable[[Any], str]] = {
    PartnerSearch: search_text, Criterion: criterion_text, Judgement: judgement_text,
}  # fmt: skip


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
