"""What is taken along of what surrounds the votes: questions asked, reviews, requests to take decisions up again."""

from collections.abc import Iterator
from typing import Any

from comity.coalitions.standing import Standing
from comity.governing.models import Inquiry, Reopening, Review
from comity.governing.queries import visible_to


def reopenings_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All requests to take a decision up again, header first, for the coalition's export."""
    yield "number", "ground", "asked_by", "why", "proof", "known_on", "state", "refused_why", "clause", "asked_at"
    rows = Reopening.objects.filter(question__in=visible_to(standing))
    rows = rows.select_related("question", "organisation", "for_body", "person").order_by("asked_at", "pk")
    for r in rows.iterator(chunk_size=500):
        told = (r.question.code, r.ground, str(r.speaker() or r.person), r.why, r.proof, r.known_on)
        yield *told, r.state, r.refused_why, r.clause, r.asked_at


def reviews_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All reviews of decisions, header first, for the coalition's export."""
    yield "number", "upheld", "reviewed_by", "words", "next_on", "reviewed_at"
    rows = Review.objects.filter(question__in=visible_to(standing))
    rows = rows.select_related("question", "organisation", "for_body", "person").order_by("reviewed_at", "pk")
    for r in rows.iterator(chunk_size=500):
        yield r.question.code, r.upheld, str(r.speaker() or r.person), r.words, r.next_on, r.reviewed_at


def inquiries_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What was asked about questions and what was answered, header first, for the coalition's export."""
    yield "number", "question", "is_answer", "said_by", "text", "written_at"
    rows = Inquiry.objects.filter(question__in=visible_to(standing))
    rows = rows.select_related("question", "organisation", "for_body", "person").order_by("written_at", "pk")
    for r in rows.iterator(chunk_size=500):
        said = (str(r.speaker() or r.person), r.text, r.written_at)
        yield r.question.code, r.question.title, r.answers_id is not None, *said
