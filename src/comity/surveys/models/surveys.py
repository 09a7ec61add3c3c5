"""A survey and its questions. They can be changed until the first round opens, and never after."""

from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.coalitions.models.scoped import Held

#: the kind of an item that is no question: it begins a new page
SECTION = "section"


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    USED = "used", _("In use")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Readers(models.TextChoices):
    KEEPERS = "keepers", _("Those who keep the survey")
    ALL = "all", _("Everyone who may know of the survey")


class Survey(Held):
    """Questions in their order. `readers` may read each answer with its name; `anonymous`: nobody ever can.

    `kept_…` is the capacity in which it was drafted: whoever acts in it keeps the survey, and so do coordinators.
    """

    title = Line(_("what the survey is called"), max_length=160)
    intro = Words(_("what it is for"), longest=4000, blank=True)
    thanks = Words(_("what one reads after answering"), longest=1000, blank=True)
    language = models.CharField(_("language of the questions"), max_length=12, blank=True)
    pattern = models.CharField(max_length=80, blank=True)
    anonymous = models.BooleanField(default=False)
    readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.KEEPERS)
    results_open = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=SurveyState.choices, default=SurveyState.DRAFT)

    held_title = Line(max_length=300)
    kept_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    kept_as = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    kept_for = models.UUIDField(null=True)
    kept_name = Line(max_length=160, blank=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["coalition", "state", "made_at"], name="survey_by_state"),
            models.Index(fields=["held_id"], name="survey_by_thing"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_draft(self) -> bool:
        """Whether its questions can still be changed."""
        return bool(self.state == SurveyState.DRAFT)

    @property
    def named(self) -> str:
        """As the record of acts names it: what is still a draft is nobody's business but its keepers'."""
        if self.is_draft:
            return gettext("a draft of a survey")
        return gettext("the survey {title}").format(title=self.title)

    def unless_drafted(self, words: str) -> str:
        """Words for the record, once it is no draft."""
        return "" if self.is_draft else words

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.coalition.slug, self.pk])


class OfSurvey(ScopedRecord):
    """What belongs to a survey is as confidential as it."""

    survey: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.survey.confidentiality)

    @property
    def body_id(self) -> UUID | None:
        found: UUID | None = self.survey.body_id
        return found


class Question(OfSurvey):
    """One question, or a heading (kind "section") that begins a page.

    `key` is its name in answers and files; a copy of the survey keeps it, so that answers can be compared. `settings`
    is its kind's own: `kinds.Kind`.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=40)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    text = Line(_("the question"), max_length=300)
    help = Words(_("what helps to answer it"), longest=1000, blank=True)
    required = models.BooleanField(default=False)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="one_question_per_key")]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def is_section(self) -> bool:
        """Whether it only begins a page."""
        return bool(self.kind == SECTION)
