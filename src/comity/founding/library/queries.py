"""The library as people may read it."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from comity.coalitions.standing import Standing
from comity.founding.models import Precedent, PrecedentQuestion, PrecedentTopic
from comity.governing.models import Question
from comity.governing.queries import visible_to as questions_visible_to


def known_to(standing: Standing) -> "QuerySet[Precedent]":
    """All initiatives, struck ones too, for those inside; each with its topics."""
    rows: QuerySet[Precedent] = Precedent.objects.all() if standing.inside else Precedent.objects.none()
    topics = Prefetch("on_topics", PrecedentTopic.objects.select_related("topic").order_by("topic__sort_name"))
    return rows.select_related("coalition", "person").prefetch_related(topics)


def visible_to(standing: Standing) -> "QuerySet[Precedent]":
    """Those that stand in the library."""
    return known_to(standing).filter(struck_at=None)


def links_visible_to(standing: Standing) -> "QuerySet[PrecedentQuestion]":
    """Which question an initiative has to do with, where one may know of the question."""
    rows: QuerySet[PrecedentQuestion] = PrecedentQuestion.objects.filter(precedent__struck_at=None)
    rows = rows.filter(question__in=questions_visible_to(standing).values("pk"))
    return rows.select_related("question__coalition", "question__body", "precedent", "person")


def questions_to_link(standing: Standing, row: Precedent) -> "QuerySet[Question]":
    """Questions that one may know of and that are not linked yet, the newest first."""
    linked = PrecedentQuestion.objects.filter(precedent=row).values("question")
    return questions_visible_to(standing).exclude(pk__in=linked).order_by("-drafted_at", "-pk")


def topics_of(row: Precedent) -> list[Any]:
    """Its topics; needs them prefetched."""
    return [one.topic for one in row.on_topics.all()]
