"""The minutes of a meeting: drafted from what happened, approved and sealed; corrected later by amendments only."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.meetings.models.meetings import Meeting, OfMeeting


class Minutes(OfMeeting):
    """The minutes of one meeting. Their words are a text that belongs to them; once approved it stands still.

    seal: sha256 of the approved words with the facts of the meeting (`meetings.sealing`).
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes_of")
    drafted_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_for = Line(max_length=160, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    text = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | ~models.Q(seal=""), name="approved_minutes_are_sealed"
            )
        ]

    def __str__(self) -> str:
        return str(_("Minutes of {meeting}")).format(meeting=self.meeting.name)

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.coalition.slug, self.meeting_id])


class Amendment(OfMeeting):
    """A correction of approved minutes; the approved words stay as they were sealed."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="amendments")
    words = Words(_("what is to be read otherwise"), longest=4000)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    @property
    def meeting(self) -> Any:
        return self.minutes.meeting
