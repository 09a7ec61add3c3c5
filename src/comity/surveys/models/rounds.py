"""One time of asking: until when, who is asked, and what they answered."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.surveys.models.surveys import OfSurvey, Question, Survey


class RoundState(models.TextChoices):
    OPEN = "open", _("Being answered")
    CLOSED = "closed", _("Closed")
    CALLED_OFF = "called-off", _("Called off")


class AskState(models.TextChoices):
    ASKED = "asked", _("Has not begun")
    BEGUN = "begun", _("Has begun")
    ANSWERED = "answered", _("Has answered")


class Way(models.TextChoices):
    LINK = "link", _("through the link")
    PAPER = "paper", _("on paper")
    FILE = "file", _("from a file")


class Round(OfSurvey):
    """A survey put to some until a moment. `every` says after how many days of silence a reminder goes; 0: never.

    `opens_filled`: who answered the round before finds those answers, to be confirmed or changed.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    note = Words(_("what stands in the invitation"), longest=2000, blank=True)
    every = models.PositiveSmallIntegerField(default=7)
    opens_filled = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    why = Words(_("why"), longest=1000, blank=True)
    opened_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_name = Line(max_length=160, blank=True)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_round_per_number"),
            models.UniqueConstraint(
                fields=["survey"], condition=models.Q(state="open"), name="one_open_round_per_survey"
            ),
        ]
        indexes = [models.Index(fields=["coalition", "state", "closes_at"], name="round_by_state")]

    def __str__(self) -> str:
        return f"{self.survey.title} · {self.number}"

    def takes_answers(self, at: datetime) -> bool:
        """Whether answers can still be given: after its moment it reads as closed, whenever the worker comes."""
        return bool(self.state == RoundState.OPEN and at < self.closes_at)

    @property
    def last_on(self) -> date:
        """The last day on which answers are taken, where the coalition is."""
        return (self.closes_at - timedelta(seconds=1)).astimezone(self.survey.coalition.tz).date()

    def get_absolute_url(self) -> str:
        return reverse("surveys:round", args=[self.survey.coalition.slug, self.pk])


class OfRound(ScopedRecord):
    """What belongs to a round is as confidential as its survey."""

    round: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.round.confidentiality)

    @property
    def body_id(self) -> UUID | None:
        found: UUID | None = self.round.body_id
        return found


class Respondent(OfRound):
    """One person who is asked, perhaps for an organisation; or an organisation of which we know nobody (on paper).

    `draft` is what was saved and not sent, None when nothing is; `answers` what was sent. Both hold values by question
    key, and both stay empty for ever in an anonymous survey.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="respondents")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=AskState.choices, default=AskState.ASKED)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.LINK)
    draft = models.JSONField(null=True)
    answers = models.JSONField(default=dict, blank=True)
    page = models.PositiveIntegerField(default=0)
    typed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation", "person"], name="asked_in_a_round_once"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(person__isnull=False),
                name="somebody_is_asked",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"], name="respondent_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who it is, in words: "Marta Lind, Open Door Shelter"."""
        return ", ".join(str(one.name) for one in (self.person, self.organisation) if one is not None)

    def derived(self) -> set[str]:
        return {"answers"}


class Paper(ScopedRecord):
    """One answer to one question of an anonymous survey: a random number and the value. No person, no time, no order.

    Answers of the same respondent are not bound to each other either. Whenever somebody answers, all papers of the
    round are written anew in the order of their numbers: not even the database can tell which came last.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="papers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    value = models.JSONField()
