"""Which organisations met: evidence of networking, as the lists of those present show it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from comity.base.confidentiality import OPEN_TO_MEMBERS
from comity.base.registry import Together
from comity.meetings.models import COUNTED, Attendance, MeetingState

#: where more organisations are present, having been there does not show that two of them spoke
AT_MOST = 6


def met(coalition: UUID, since: date) -> Iterator[Together]:
    """Meetings held since that day at which two organisations or more were present, but not a crowd."""
    stays = Attendance.objects.filter(
        meeting__coalition=coalition, meeting__state=MeetingState.ENDED, meeting__started_at__date__gte=since,
        meeting__confidentiality__in=OPEN_TO_MEMBERS, role__in=COUNTED, organisation__isnull=False,
    )  # fmt: skip
    present: dict[UUID, set[UUID]] = defaultdict(set)
    meetings = {}
    for stay in stays.select_related("meeting__body", "meeting__coalition").order_by("meeting__started_at", "pk"):
        meetings[stay.meeting.pk] = stay.meeting
        present[stay.meeting.pk].add(stay.organisation_id)
    for pk, meeting in meetings.items():
        if 2 <= len(present[pk]) <= AT_MOST:
            day = meeting.started_at.astimezone(meeting.coalition.tz).date()
            yield Together("event_attended", frozenset(present[pk]), day, meeting.name, pk, meeting.get_absolute_url())
