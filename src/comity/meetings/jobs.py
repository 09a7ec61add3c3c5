"""What happens by the clock: series are planned on, agendas asked for, those who are silent reminded."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import day_of
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.coalitions.queries import organisations_of
from comity.core.meetings.notice import last_day_to_tell
from comity.meetings.acts import ask_to_call, cancel_meeting, end_meeting, plan_ahead, remind, tell_newcomers
from comity.meetings.acts.planning import days_ahead
from comity.meetings.inviting import first_told
from comity.meetings.models import AHEAD, Meeting, MeetingState, Series
from comity.meetings.permissions import FORGOTTEN

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
        _unless_overtaken(plan_ahead, one, at)
    for meeting in orphans:
        _unless_overtaken(partial(cancel_meeting, why=why), meeting, at)


def by_hour(coalition: UUID, at: datetime) -> None:
    """Ask for agendas, tell who came to the body since, remind the silent, end what nobody ended."""
    for meeting in _to_be_called(coalition, at):
        _unless_overtaken(ask_to_call, meeting, at)
    for meeting in _to_be_widened(coalition, at):
        _unless_overtaken(tell_newcomers, meeting, at)
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


def _to_be_widened(coalition: UUID, at: datetime) -> list[Meeting]:
    """Called meetings of bodies in which somebody has a place and was not told."""
    with scope(coalition=coalition):
        rows = Meeting.objects.filter(state=MeetingState.CALLED, starts_at__gt=at).select_related("body")
        return [
            one for one in rows
            if not set(organisations_of(one.body, on=day_of(at)).values_list("pk", flat=True)) <= set(first_told(one))
        ]  # fmt: skip


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


def _unless_overtaken(run: Callable[..., object], thing: Meeting | Series, at: datetime) -> None:
    """What can't be done for one of them must not stop the others."""
    with suppress(Refused, ValidationError):  # called, moved or ended by somebody else in this very moment
        run(thing, by=the_rule(thing.coalition_id), at=at)


def _lacks_days(series: Series, at: datetime) -> bool:
    known = set(Meeting.objects.filter(series=series).values_list("planned_on", flat=True))
    return any(day not in known for day in days_ahead(series, at))


def _said_in_language_of(coalition: UUID) -> str:
    with translation.override(Coalition.objects.values_list("language", flat=True).get(pk=coalition)):
        return _("The body has ended.")
