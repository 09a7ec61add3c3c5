"""The file on a prospect, as the committee may read it; for everybody else it is not there."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.founding.models import Approach, ApproachState, Enquiry, Finding

#: after so many days somebody is reminded again
AGAIN = timedelta(days=14)
RELATED = ("prospect__coalition", "coalition", "body", "person")


def findings_visible_to(standing: Standing) -> "QuerySet[Finding]":
    """What was found out, the newest first."""
    rows: QuerySet[Any] = readable(Finding.objects.filter(struck_at=None), standing)
    return rows.select_related(*RELATED)


def enquiries_visible_to(standing: Standing) -> "QuerySet[Enquiry]":
    """Whom we asked, and what they said."""
    rows: QuerySet[Any] = readable(Enquiry.objects.all(), standing)
    return rows.select_related(*RELATED)


def approaches_visible_to(standing: Standing) -> "QuerySet[Approach]":
    """Messages, the newest first."""
    rows: QuerySet[Any] = readable(Approach.objects.all(), standing)
    return rows.select_related(*RELATED, "reviewer")


def file_of(standing: Standing, prospect: UUID) -> dict[str, Any]:
    """Everything about one prospect. Three queries."""
    return {
        "findings": list(findings_visible_to(standing).filter(prospect=prospect)),
        "enquiries": list(enquiries_visible_to(standing).filter(prospect=prospect)),
        "approaches": list(approaches_visible_to(standing).filter(prospect=prospect)),
    }


def to_follow_up(today: date) -> "QuerySet[Approach]":
    """Sent messages without an answer that somebody should follow up on that day, and every two weeks after."""
    late = Q(reminded_on=None) | Q(reminded_on__lte=today - AGAIN)
    rows: QuerySet[Approach] = Approach.objects.filter(late, state=ApproachState.SENT, follow_up_on__lte=today)
    return rows.select_related(*RELATED).order_by("follow_up_on", "pk")
