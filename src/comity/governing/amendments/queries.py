"""Amendments, read."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from comity.coalitions.standing import Standing
from comity.governing.models import Amendment, Question
from comity.governing.queries import visible_to


def of(question: Question) -> "QuerySet[Any]":
    """The amendments to a proposal, in the order in which they were made."""
    rows: QuerySet[Any] = Amendment.objects.filter(question=question)
    return rows.select_related("organisation", "for_body", "person", "vote__coalition", "question__coalition")


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All amendments to what one may know of, header first."""
    yield "proposal", "number", "made_by", "why", "text", "state", "reason", "vote", "made_at", "settled_at"
    rows = Amendment.objects.filter(question__in=visible_to(standing)).select_related("question", "vote")
    for one in rows.order_by("made_at", "pk").iterator(chunk_size=200):
        vote = one.vote.code if one.vote else ""
        yield (
            one.question.title, one.number, one.for_name, one.why, one.text, one.state, one.reason, vote, one.made_at,
            one.settled_at,
        )  # fmt: skip
