"""What the members are asked about the stages of their coalition, and decided."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import Stage, Voiced


class StageStep(Voiced):
    """That the members are asked to enter a stage, or to stay in one although evidence of it is lost; and why.

    missing: keys of the evidence that was not there when it was asked. Where it is carried, these are forgiven as long
    as the coalition stays in that stage.
    """

    stage = models.CharField(_("stage"), max_length=14, choices=Stage.choices)
    reason = Words(_("why"), longest=2000)
    missing = models.CharField(max_length=1000, blank=True)
    vote = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "proposed_at"], name="stage_steps_in_order")]

    @property
    def confidentiality(self) -> str:
        """Everyone inside knows where the coalition stands."""
        return Confidentiality.COALITION

    @property
    def forgiven(self) -> tuple[str, ...]:
        """The keys that were missing."""
        return tuple(str(self.missing).split())

    def get_absolute_url(self) -> str:
        return reverse("inside:path", args=[self.coalition.slug])
