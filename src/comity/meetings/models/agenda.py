"""What a meeting is about: items to decide, to work on, to be informed of."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.text import Line, Words
from comity.core.meetings.notice import in_time
from comity.meetings.models.meetings import Meeting, OfMeeting


class ItemKind(models.TextChoices):
    DECIDE = "decide", _("Decide")
    WORK = "work", _("Work")
    INFORM = "inform", _("Inform")


class ItemState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PLACED = "placed", _("On the agenda")
    DROPPED = "dropped", _("Left out")


class AgendaItem(OfMeeting):
    """One item. `words` are sent round beforehand, so that the meeting need not listen to them.

    place: its order among those on the agenda. at_hour: an hour at which it is bound to begin, by the coalition's
    clock. reserved_for: whose slot it is, whatever else presses. question: what an item to decide puts to the body.
    told_at: when all were told of it as it stands. started_at and ended_at: when it was really taken up. `acts_for`,
    `organisation`, `for_body` and `for_name`: who brought it.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    kind = models.CharField(_("kind"), max_length=8, choices=ItemKind.choices)
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.PROPOSED)
    place = models.PositiveSmallIntegerField(default=0)
    title = Line(_("what it is about"), max_length=160)
    words = Words(_("what all should know before"), longest=10_000, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    at_hour = models.TimeField(_("bound to begin at"), null=True, blank=True)
    lead = Line(_("who leads it"), max_length=120, blank=True)
    reserved_for = Line(_("reserved for"), max_length=120, blank=True)
    question = models.ForeignKey(
        "governing.Question", models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True)
    dropped_why = Words(longest=500, blank=True)

    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)
    brought_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "brought_at", "id"]
        indexes = [models.Index(fields=["meeting", "state", "place"], name="item_by_meeting")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def noticed(self) -> bool:
        """Whether all were told in time that the meeting takes it up: without that it can't decide it."""
        meeting = self.meeting
        starts = meeting.started_at or meeting.starts_at
        return bool(
            meeting.noticed and in_time(self.told_at, starts, meeting.notice_days, meeting.coalition.tz)
        )

    @property
    def seen_question(self) -> Any:
        """Its question, if the reader may know of it. Needs `meetings.queries.to_read`."""
        return self.question if getattr(self, "sees_question", False) else None

    @property
    def seen_ratification(self) -> Any:
        """The same of the open ballot."""
        return self.ratification if getattr(self, "sees_ratification", False) else None

    @property
    def ratification(self) -> Any:
        """The binding vote on what could only be advised here, if there is one."""
        return self.question.ratification if self.question else None

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.pk}"
