"""A meeting changes who may know of it: all that hangs on it follows. Called inside acts."""

from typing import Any

from comity.coalitions.held import follow
from comity.meetings.models import AgendaItem, Meeting, Minutes


def let_follow(meeting: Meeting) -> list[Any]:
    """Papers, files, tasks and what else belongs to it, its items and minutes take its level.

    Returns these rows and the items, so that all are found at the new level alone.
    """
    items = list(AgendaItem.objects.filter(meeting=meeting))
    rows = follow(meeting)
    for part in [*items, *Minutes.objects.filter(meeting=meeting)]:
        part.meeting = meeting
        rows += follow(part)
    return [*items, *rows]
