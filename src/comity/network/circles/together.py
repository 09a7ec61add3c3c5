"""What circles show of ties: members who met there, and members who wrote in the same thread. At most one piece for a
pair and meeting, or thread; of crowds none.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from comity.base.clock import day_of
from comity.base.registry import Together
from comity.meetings.together import AT_MOST
from comity.network.models import CircleAnswer, CirclePost, Comes, PostState


def met(coalition: UUID, since: date) -> Iterator[Together]:
    """Meetings to which people of two organisations or more said they would come, and at which a keeper noted them."""
    rows = CircleAnswer.objects.filter(
        coalition=coalition, says=Comes.COMING, was_there=True, meeting__cancelled_at=None,
        meeting__noted_at__isnull=False, meeting__starts_at__date__gte=since,
    )  # fmt: skip
    there: dict[Any, set[UUID]] = defaultdict(set)
    related = ("meeting__circle__coalition", "meeting__coalition")
    for row in rows.select_related(*related).order_by("meeting__starts_at", "pk"):
        there[row.meeting].add(row.organisation_id)
    for meeting, organisations in there.items():
        if 2 <= len(organisations) <= AT_MOST:
            on = meeting.starts_at.astimezone(meeting.circle.coalition.tz).date()
            words = f"{meeting.circle.name}: {meeting.title}"
            yield Together(
                "event_attended", frozenset(organisations), on, words, meeting.pk, meeting.get_absolute_url()
            )


def wrote(coalition: UUID, since: date) -> Iterator[Together]:
    """Threads in which people of two organisations or more wrote. Named by their circle: what they say is its own."""
    rows = CirclePost.objects.filter(coalition=coalition, state=PostState.SHOWN, posted_at__date__gte=since)
    last: dict[UUID, datetime] = {}
    circles: dict[UUID, Any] = {}
    there: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows.select_related("circle__coalition").order_by("posted_at", "pk"):
        key = row.thread_id or row.pk
        there[key].add(row.organisation_id)
        circles[key], last[key] = row.circle, row.posted_at
    for key, organisations in there.items():
        if 2 <= len(organisations) <= AT_MOST:
            circle, on = circles[key], day_of(last[key], circles[key].coalition.tz)
            yield Together("circle_posted", frozenset(organisations), on, circle.name, key, circle.get_absolute_url())
