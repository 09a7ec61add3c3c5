"""The kind of coalition as people may read it: what is wanted, how each kind fits, and what was decided."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from comity.coalitions.standing import Standing
from comity.core.advice.kinds import Trait
from comity.founding.kind.words import ASKED
from comity.founding.models import KindAnswer, KindChange


def answers_visible_to(standing: Standing) -> "QuerySet[Any]":
    """What the founders want, for those inside."""
    rows: Any = KindAnswer.objects.all() if standing.inside else KindAnswer.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "organisation", "person")
    return found


def changes_visible_to(standing: Standing) -> "QuerySet[Any]":
    """Choices and changes of the kind, the newest first, for those inside."""
    rows: Any = KindChange.objects.all() if standing.inside else KindChange.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "vote__coalition", "organisation", "person")
    return found.order_by("-proposed_at", "-pk")


def chosen(standing: Standing) -> dict[Trait, str]:
    """What is wanted so far, in the order of the questions."""
    said = {row.trait: row.choice for row in answers_visible_to(standing)}
    return {trait: said[trait.value] for trait in Trait if trait.value in said}


def answers_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What is wanted, header first."""
    yield "trait", "choice", "words", "said_for", "answered_at"
    for row in answers_visible_to(standing).iterator(chunk_size=500):
        words = str(ASKED[Trait(row.trait)].choices[row.choice][0])
        yield row.trait, row.choice, words, row.said_for, row.answered_at


def changes_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Choices and changes of the kind, header first."""
    yield "kind", "before", "reason", "proposed_for", "proposed_at", "vote", "carried_at", "taken_back_at"
    for row in changes_visible_to(standing).iterator(chunk_size=500):
        code = row.vote.code if row.vote else ""
        yield (
            row.kind, row.before, row.reason, row.said_for, row.proposed_at, code, row.carried_at, row.taken_back_at,
        )  # fmt: skip
