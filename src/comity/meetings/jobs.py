"""What happens by the clock: series are planned on, agendas asked for, those who are silent reminded."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.core.meetings.notice import last_day_to_tell
from comity.meetings.acts import ask_to_call, cancel_meeting, end_meeting, plan_ahead, remind
from comity.meetings.acts.planning import days_ahead
from comity.meetings.models import AHEAD, Meeting, MeetingState, Series
from comity.meetings.queries import FORGOTTEN

#: the agenda is asked for so long before its last day; who is silent is reminded so long before the meeting
ASK_BEFORE, REMIND_BEFORE = timedelta(days=4), timedelta(days=2)
#: a meeting that was called later than this before its hour needs no reminder
WORTH_REMINDING = timedelta(days=3)


def by_night(coalition: UUID, at: datetime) -> None:
    """Plan each series on, and cancel what a body that has ended still had before it."""
    with scope(coalition=coalition):
        series = list(
            Series.objects.filter(ended_on=None, body__ended_on=None).select_related("coalition", "body")
        )
        orphans = list(Meeting.objects.filter(state__in=AHEAD, body__ended_on__isnull=False))
        short = [one for one in series if _lacks_days(one, at)]
        why = _said_in_language_of(coalition)
    for one in short:
        plan_ahead(one, by=the_rule(coalition), at=at)
    for meeting in orphans:
        cancel_meeting(meeting, why=why, by=the_rule(coalition), at=at)


def by_hour(coalition: UUID, at: datetime) -> None:
    """Ask for agendas, remind the silent, end what nobody ended."""
    for meeting in _to_be_called(coalition, at):
        _unless_overtaken(ask_to_call, meeting, at)
    for meeting in _to_be_reminded(coalition, at):
        _unless_overtaken(remind, meeting, at)
    for meeting in _left_open(coalition, at):
        _unless_overtaken(end_meeting, meeting, at)


def _to_be_called(coalition: UUID, at: datetime) -> list[Meeting]:
    with scope(coalition=coalition):
        rows = Meeting.objects.filter(state=MeetingState.PLANNED, asked_at=None, starts_at__gt=at)
        found = list(rows.filter(body__ended_on=None).select_related("coalition"))
    return [
        one
        for one in found
        if at >= one.starts_at - timedelta(days=one.notice_days) - ASK_BEFORE
        and at.astimezone(one.coalition.tz).date()
        <= last_day_to_tell(one.starts_at, one.notice_days, one.coalition.tz)
    ]


def _to_be_reminded(coalition: UUID, at: datetime) -> list[Meeting]:
    with scope(coalition=coalition):
        rows = Meeting.objects.filter(
            state=MeetingState.CALLED, reminded_at=None, starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE
        )
        silent = rows.filter(invitations__reply="", invitations__seated=True).distinct()
        return [one for one in silent if one.told_at and one.starts_at - one.told_at >= WORTH_REMINDING]


def _left_open(coalition: UUID, at: datetime) -> list[Meeting]:
    """Meetings that nobody ended, half a day after they should have been over."""
    with scope(coalition=coalition):
        return [
            one for one in Meeting.objects.filter(state=MeetingState.RUNNING) if one.ends_at + FORGOTTEN < at
        ]


def _unless_overtaken(run: Callable[..., object], meeting: Meeting, at: datetime) -> None:
    try:
        run(meeting, by=the_rule(meeting.coalition_id), at=at)
    except Refused:  # called, moved or cancelled by somebody else in this very moment
        return


def _lacks_days(series: Series, at: datetime) -> bool:
    known = set(Meeting.objects.filter(series=series).values_list("planned_on", flat=True))
    return any(day not in known for day in days_ahead(series, at))


def _said_in_language_of(coalition: UUID) -> str:
    with translation.override(Coalition.objects.values_list("language", flat=True).get(pk=coalition)):
        return _("The body has ended.")
