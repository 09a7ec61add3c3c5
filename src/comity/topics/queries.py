"""Topics as lists and pages show them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from comity.base.text import sort_key
from comity.coalitions.standing import Standing
from comity.topics.hanging import hanging
from comity.topics.models import Topic


@dataclass(frozen=True)
class Hung:
    """How many things of a kind hang on a topic, its aliases included, and where they are listed."""

    label: str
    count: int
    url: str


def visible_to(standing: Standing) -> "QuerySet[Topic]":
    """All topics that are no aliases, retired ones too, for those inside."""
    rows: QuerySet[Topic] = Topic.objects.filter(merged_into=None) if standing.inside else Topic.objects.none()
    return rows.select_related("coalition", "parent")


def live(standing: Standing) -> "QuerySet[Topic]":
    """Those that can be chosen, each below the one it belongs to."""
    return in_use() if standing.inside else Topic.objects.none()


def in_use() -> "QuerySet[Topic]":
    """The same for forms, which only those inside are shown."""
    top = Coalesce(F("parent__sort_name"), F("sort_name"))
    below = Coalesce(F("parent__sort_name"), Value(""))
    rows: QuerySet[Topic] = Topic.objects.filter(merged_into=None, retired_at=None)
    return rows.select_related("coalition", "parent").order_by(top, below, "sort_name", "pk")


def choices(ids: Collection[UUID]) -> list[tuple[UUID, str]]:
    """Those that stand for these topics, with the ones above them, as a list to choose from. No query for none."""
    if not ids:
        return []
    rows = Topic.objects.filter(pk__in=ids).select_related("parent", "merged_into__parent")
    wholes = {topic.whole.pk: topic.whole for topic in rows}
    wholes |= {topic.parent.pk: topic.parent for topic in list(wholes.values()) if topic.parent}
    return [(topic.pk, topic.path) for topic in sorted(wholes.values(), key=lambda one: sort_key(one.path))]


def narrowed(rows: "QuerySet[Any]", topic: UUID | str, field: str = "topic") -> "QuerySet[Any]":
    """Only the things with this topic, whatever name of it they chose, or with one below it."""
    ids = Topic.objects.filter(
        Q(pk=topic) | Q(merged_into=topic) | Q(parent=topic) | Q(merged_into__parent=topic)
    )
    return rows.filter(**{f"{field}__in": ids.values("pk")}).distinct()


def counts(standing: Standing) -> dict[UUID, Counter[str]]:
    """For each topic how many things of each kind hang on it, aliases counted with theirs. One query a kind."""
    found: dict[UUID, Counter[str]] = {}
    whole = dict(Topic.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    for name, kind in hanging.items():
        tally = kind.rows(standing).order_by().exclude(**{kind.field: None}).values_list(kind.field)
        for topic, number in tally.annotate(n=Count("pk", distinct=True)):
            found.setdefault(whole.get(topic, topic), Counter())[name] += number
    return found


def hung(topic: Topic, tally: Counter[str]) -> list[Hung]:
    """What hangs on one topic, kind by kind."""
    return [
        Hung(str(kind.label), tally[name], kind.url(topic.coalition.slug, topic.pk))
        for name, kind in hanging.items()
        if tally[name]
    ]
