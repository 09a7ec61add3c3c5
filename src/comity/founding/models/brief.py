"""What each founding organisation answers to the four questions of step one, before it reads the others."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import Voiced
from comity.core.advice.briefing import Brief


class BriefAnswer(Voiced):
    """What one founding organisation answers to one question; a later answer replaces it.

    Others read it once they have answered the same question (`founding.brief.queries.visible_to`).
    """

    question = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Brief])
    words = Words(_("your answer"), longest=4000)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "organisation", "question"], name="one_brief_answer"),
            models.CheckConstraint(condition=models.Q(organisation__isnull=False), name="brief_for_organisation"),
        ]

    @property
    def confidentiality(self) -> str:
        """All founders read each other's answers in the end."""
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:brief", args=[self.coalition.slug])
