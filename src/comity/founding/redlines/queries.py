"""Red lines: one's own organisations' to read; for proposals on the topic only that there is one."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from comity.coalitions.standing import Standing
from comity.founding.models import Acknowledged, LineKind, RedLine
from comity.governing.models import Question
from comity.governing.queries import visible_to as questions_visible_to


def visible_to(standing: Standing) -> "QuerySet[RedLine]":
    """Those of the organisations one acts for here. Nobody else ever reads one, coordinators neither."""
    rows: QuerySet[RedLine] = RedLine.objects.filter(lifted_at=None)
    rows = rows.select_related("coalition", "topic", "organisation", "person")
    if standing.operates:
        return rows
    mine = [hold.of for hold in standing.organisations if hold.member] if standing.inside else []
    return rows.filter(organisation__in=mine)


def on_topic_of(question: Question) -> list[RedLine]:
    """Red lines and wishes on the topic of a question's matter, or on the one above it, that are not its authors' own.

    Two queries; none where the question has no topic.
    """
    topic = question.matter.topic if question.matter_id and question.matter else None
    if topic is None:
        return []
    whole = topic.whole
    ids = {topic.pk, whole.pk, whole.parent_id} - {None}
    rows = RedLine.objects.filter(
        Q(topic__in=ids) | Q(topic__merged_into__in=ids), lifted_at=None, coalition=question.coalition_id
    )
    if question.organisation_id:
        rows = rows.exclude(organisation=question.organisation_id)
    return list(rows.select_related("organisation", "topic").order_by("drawn_at", "pk"))


def unacknowledged(question: Question) -> bool:
    """Whether a red line stands on its topic that its authors have not said they know of."""
    lines = [one for one in on_topic_of(question) if one.kind == LineKind.LINE]
    if not lines:
        return False
    last: Any = Acknowledged.objects.filter(question=question.pk).order_by("-at").first()
    return last is None or last.at < max(one.drawn_at for one in lines)


def acknowledged_visible_to(standing: Standing) -> "QuerySet[Acknowledged]":
    """What authors said they do about red lines, where one may know of their question."""
    rows: QuerySet[Acknowledged] = Acknowledged.objects.select_related("question", "coalition", "person")
    return rows.filter(question__in=questions_visible_to(standing).values("pk"))


def mine(standing: Standing, line: UUID) -> RedLine | None:
    """One of one's own."""
    return visible_to(standing).filter(pk=line).first()
