"""Quorum as it stands: how many organisations are there and how many are needed; heads are never counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from comity.core.meetings.presence import Lapse, lapses, present, quorum_of
from comity.meetings.models import Attendance, Invitation, Meeting


@dataclass(frozen=True)
class Quorum:
    """Which organisations with a place are there, how many have one, how many are needed."""

    here: frozenset[UUID]
    seated: int
    needed: int

    @property
    def enough(self) -> bool:
        return len(self.here) >= self.needed


def quorum_at(meeting: Meeting, at: datetime) -> Quorum:
    """Read anew. Two queries."""
    seated = Invitation.objects.filter(meeting=meeting, seated=True).count()
    return quorum_among(meeting, Attendance.objects.filter(meeting=meeting), seated, at)


def quorum_among(meeting: Meeting, there: Iterable[Attendance], seated: int, at: datetime) -> Quorum:
    """The same where attendance is read already."""
    here = present([one.stay for one in there], at)
    return Quorum(frozenset(UUID(unit) for unit in here), seated, quorum_of(seated, meeting.minimum))


def lapses_of(meeting: Meeting, there: Iterable[Attendance], seated: int) -> list[Lapse]:
    """The times of the meeting without quorum."""
    if meeting.started_at is None:
        return []
    stays, needed = [one.stay for one in there], quorum_of(seated, meeting.minimum)
    return lapses(stays, needed, meeting.started_at, meeting.ended_at)
