"""What founding organisations answer to the start-up checklist, and the decisions to go on in spite of a no."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import Voiced
from comity.core.advice.readiness import Answer, Question


class ChecklistAnswer(Voiced):
    """What one founding organisation answers to one question; a later answer replaces it."""

    question = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Question])
    answer = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Answer])
    reason = Words(_("why"), longest=1000, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "organisation", "question"], name="one_checklist_answer"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False), name="checklist_answers_for_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.YES) | ~models.Q(reason=""), name="checklist_doubt_has_a_reason"
            ),
        ]

    @property
    def confidentiality(self) -> str:
        """All founders read each other's answers."""
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:checklist", args=[self.coalition.slug])


class GoingOn(Voiced):
    """That the founders are asked to go on in spite of the noes to one question, and why; carried by a decision."""

    question = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Question])
    reason = Words(_("why we go on all the same"), longest=2000)
    #: the question that was put to all founders
    vote = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "question"], name="going_on_by_question")]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:checklist", args=[self.coalition.slug])
