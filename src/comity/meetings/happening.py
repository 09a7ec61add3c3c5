"""Until when anything is known to have happened in a meeting."""

from datetime import datetime

from django.db.models import Max

from comity.meetings.models import AgendaItem, Attendance, Meeting, Note, Round, Turn

#: of what is kept of a meeting, the moments that somebody noted
MOMENTS = (
    (Attendance, ("arrived_at", "left_at")),
    (AgendaItem, ("started_at", "ended_at")),
    (Note, ("written_at",)),
    (Round, ("begun_at", "ended_at")),
    (Turn, ("asked_at", "began_at", "ended_at")),
)


def last_known(meeting: Meeting) -> datetime:
    """The last of them; of a meeting of which nothing was noted, when it was opened, or was to begin. Five queries."""
    found = [meeting.started_at or meeting.starts_at]
    for model, names in MOMENTS:
        found += model.objects.filter(meeting=meeting).aggregate(*map(Max, names)).values()
    return max(moment for moment in found if moment)
