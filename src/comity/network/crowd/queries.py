"""Open calls and answers as people may read them."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from comity.coalitions.standing import Standing
from comity.network.models import AnswerState, OpenAnswer, OpenCall


def visible_to(standing: Standing) -> "QuerySet[OpenCall]":
    """All calls, for those inside; each with `answer_count` and `new_count`."""
    rows: QuerySet[OpenCall] = OpenCall.objects.all() if standing.inside else OpenCall.objects.none()
    kept = Q(answers__erased_at=None)
    counted = rows.annotate(
        answer_count=Count("answers", filter=kept), new_count=Count("answers", filter=kept & Q(answers__state="new"))
    )
    return counted.select_related("coalition", "person")


def answers_visible_to(standing: Standing) -> "QuerySet[OpenAnswer]":
    """What came in, for those inside."""
    rows: QuerySet[OpenAnswer] = OpenAnswer.objects.filter(erased_at=None)
    rows = rows if standing.inside else rows.none()
    return rows.select_related("call__coalition", "replied_by", "task__coalition")


def credited(call: OpenCall) -> list[str]:
    """Names of those whose answer was taken up and who want to be named. For everyone."""
    rows: Any = OpenAnswer.objects.filter(call=call, state=AnswerState.TAKEN, credited=True, erased_at=None)
    return [str(name) for name in rows.order_by("confirmed_at", "pk").values_list("name", flat=True)]


def public_calls(today: date) -> "QuerySet[OpenCall]":
    """Calls that anyone can answer today."""
    rows: QuerySet[OpenCall] = OpenCall.objects.filter(closed_at=None, until_on__gte=today)
    return rows.select_related("coalition").order_by("until_on", "pk")
