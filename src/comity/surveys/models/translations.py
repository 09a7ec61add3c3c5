"""A survey's words in another language. Answers are kept by keys, so they are the same in whichever it was read."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line
from comity.surveys.models.surveys import OfSurvey, Survey


class Translation(OfSurvey):
    """words: place of the words → [how they read in this language, the original that was put into it].

    Where the original reads otherwise by now, it is shown itself: a question must mean the same to all.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="translations")
    language = models.CharField(_("language"), max_length=12)
    words = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    made_name = Line(max_length=160, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["survey", "language"], name="one_translation_per_language")]

    def __str__(self) -> str:
        return f"{self.survey.title} · {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:translation", args=[self.survey.coalition.slug, self.pk])
