"""Rows as they stand once the chain is locked: what an act was handed may be minutes old."""

from typing import TypeVar

from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.meetings.models import AgendaItem, Meeting, OfMeeting, Series

M = TypeVar("M", bound=OfMeeting)


def fresh_meeting(meeting: Meeting, by: Capacity, read: Version | None = None) -> Meeting:
    """The meeting, read anew inside the act; Refused for one of another coalition.

    The chain's head is locked, so nobody else changes it meanwhile. Raises Changed when it no longer says what was
    `read`.
    """
    require(same_coalition(by, meeting))
    fresh: Meeting = Meeting.objects.select_related("coalition", "body", "series").get(pk=meeting.pk)
    if read is not None:
        read.require(fresh)
    return fresh


def fresh_series(series: Series, by: Capacity, read: Version | None = None) -> Series:
    """The same for a series."""
    require(same_coalition(by, series))
    fresh: Series = Series.objects.select_related("coalition", "body").get(pk=series.pk)
    if read is not None:
        read.require(fresh)
    return fresh


def fresh_item(item: AgendaItem, by: Capacity, read: Version | None = None) -> AgendaItem:
    """An item with its meeting."""
    found = fresh_part(item, by)
    if read is not None:
        read.require(found)
    return found


def fresh_part(part: M, by: Capacity) -> M:
    """Any record of a meeting, with the meeting, both read anew."""
    require(same_coalition(by, part))
    found: M = type(part).objects.get(pk=part.pk)
    found.meeting = fresh_meeting(part.meeting, by)
    return found
