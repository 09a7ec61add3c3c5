"""A meeting: planned, told to all, held, or cancelled; who is invited, and who was told of what."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.meetings.notice import in_time
from comity.meetings.models.series import Ruled, Series


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CALLED = "called", _("Called")
    RUNNING = "running", _("Meeting now")
    ENDED = "ended", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


S = MeetingState
#: from state → states that may follow
TRANSITIONS: dict[str, set[str]] = {
    S.PLANNED: {S.CALLED, S.RUNNING, S.CANCELLED},
    S.CALLED: {S.CALLED, S.RUNNING, S.CANCELLED},
    S.RUNNING: {S.ENDED},
    S.ENDED: set(),
    S.CANCELLED: set(),
}
#: states in which it is still to come
AHEAD = (S.PLANNED, S.CALLED)


class Meeting(Ruled):
    """One meeting of a body. It gets its number when all are called.

    told_at: when all were told of the day and hour that stand now. planned_on: the day of the series it stands for,
    even when it was moved. asked_at: when those who lead were asked to call it. sequence: how often calendars must be
    corrected.
    """

    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="meetings")
    number = models.PositiveIntegerField(null=True)
    title = Line(_("title"), max_length=160, blank=True)
    purpose = Words(_("what it is for"), longest=2000, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField(_("begins"))
    planned_on = models.DateField(null=True)
    planned_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    moved_from = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = Words(longest=1000, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_meeting_per_number"),
            models.UniqueConstraint(fields=["series", "planned_on"], name="one_meeting_per_day_of_series"),
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "called", "cancelled"])
                | models.Q(started_at__isnull=False),
                name="held_meetings_began",
            ),
        ]
        indexes = [models.Index(fields=["coalition", "starts_at"], name="meeting_by_start")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title, else "Steering committee, meeting 14"; before it is called, just whose meeting it is."""
        if self.title:
            return str(self.title)
        if self.number is None:
            return _now("Meeting of {body}").format(body=self.body_name)
        return _now("{body}, meeting {number}").format(body=self.body_name, number=self.number)

    @property
    def ends_at(self) -> datetime:
        """When it should end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

    @property
    def noticed(self) -> bool:
        """Whether all were told in time of the day and hour at which it is, or was, held."""
        return in_time(self.told_at, self.started_at or self.starts_at, self.notice_days, self.coalition.tz)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.coalition.slug, self.pk])


class OfMeeting(ScopedRecord):
    """A record of one meeting, as confidential as the meeting."""

    meeting: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.meeting.confidentiality)

    @property
    def body_id(self) -> UUID:
        return UUID(str(self.meeting.body_id))


class Reply(models.TextChoices):
    COMING = "coming", _("We are coming")
    AWAY = "away", _("We can’t come")


class Invitation(OfMeeting):
    """An organisation that is invited, under the name it had when it was called, and what it answered.

    seated: it has its place in the body; an organisation that lost it since stays listed and no longer counts. Silence
    is never a "no". deputy: who comes instead of the usual person.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    place = models.PositiveIntegerField()
    seated = models.BooleanField(default=True)
    reply = models.CharField(_("answer"), max_length=8, choices=Reply.choices, blank=True)
    deputy = Line(_("who comes"), max_length=120, blank=True)
    words = Words(_("a word to the chair"), longest=500, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="invited_once")]

    @property
    def initials(self) -> str:
        return self.organisation.initials

    @property
    def sector(self) -> str:
        return self.organisation.sector


class Said(models.TextChoices):
    CALLED = "called", _("Called, with the agenda")
    MOVED = "moved", _("Told of the new time")
    CHANGED = "changed", _("Told of a change")
    CANCELLED = "cancelled", _("Told that it is cancelled")
    REMINDED = "reminded", _("Reminded")


class Told(OfMeeting):
    """Proof that somebody was told: who, for which organisation, of what, when, and which time stood there then."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="told")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=Said.choices)
    starts_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"], name="told_by_meeting")]
