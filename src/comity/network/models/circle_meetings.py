"""When a circle meets, who comes, and who was there; and what it would take on as a project of several."""

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.meetings.models.series import LONGEST, SHORTEST, refuse_no_way_in
from comity.network.models.circles import Circle, CirclePost, OfCircle


class CircleMeeting(ScopedRecord):
    """One get-together of a circle. It decides nothing, so it needs no call; everyone inside may know when it is.

    sequence: how often calendars must be corrected. invited_at: when all were asked whether they come. noted_at: when a
    keeper wrote down who was there.
    """

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="meetings")
    title = Line(_("what it is about"), max_length=160)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    place = Line(_("place"), max_length=200, blank=True)
    link = Line(_("link or number to join from afar"), max_length=300, blank=True, validators=[refuse_no_way_in])
    planned_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = Words(_("why"), longest=600, blank=True)
    noted_at = models.DateTimeField(null=True)
    notes = Words(_("what came of it"), longest=6000, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["circle", "starts_at"], name="circle_meeting_by_start")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def ends_at(self) -> datetime:
        """When it should end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def get_absolute_url(self) -> str:
        return reverse("network:circle-meeting", args=[self.coalition.slug, self.pk])


class Comes(models.TextChoices):
    COMING = "coming", _("I’m coming")
    AWAY = "away", _("I can’t come")


class CircleAnswer(ScopedRecord):
    """Whether somebody comes, in their own words alone; was_there: what a keeper noted afterwards."""

    meeting = models.ForeignKey(CircleMeeting, models.PROTECT, related_name="answers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    says = models.CharField(_("answer"), max_length=8, choices=Comes.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    was_there = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_answer_a_person")]


class CircleIdea(OfCircle):
    """Something that several members could take on. Promoted, it is an initiative, and both lead to each other."""

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="ideas")
    post = models.OneToOneField(CirclePost, models.PROTECT, null=True, related_name="idea")
    title = Line(_("the idea"), max_length=160)
    text = Words(_("what we would do"), longest=4000)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    raised_at = models.DateTimeField()
    initiative = models.OneToOneField("network.Initiative", models.PROTECT, null=True, related_name="came_from")
    promoted_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = Words(_("why"), longest=600, blank=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "raised_at"], name="circle_idea_by_time")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def open(self) -> bool:
        """Whether it waits for what becomes of it."""
        return self.promoted_at is None and self.dropped_at is None

    def get_absolute_url(self) -> str:
        return reverse("network:circle-idea", args=[self.coalition.slug, self.pk])


class CircleSupport(ScopedRecord):
    """That an organisation would take part in an idea; ended_at: since when it would not."""

    idea = models.ForeignKey(CircleIdea, models.PROTECT, related_name="supports")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "organisation"], condition=models.Q(ended_at=None), name="one_support_an_organisation"
            )
        ]
