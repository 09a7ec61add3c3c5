"""The decision: what the count said, sealed once and for good. A wrong count needs a new question."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line
from comity.coalitions.models import ScopedRecord
from comity.core.ballots.types import Why
from comity.governing.models.questions import Question


class EffectState(models.TextChoices):
    NONE = "none", _("Nothing follows by itself")
    DONE = "done", _("Done")
    FAILED = "failed", _("Could not be done")


class Decision(ScopedRecord):
    """The outcome of one question. Counts are in organisations; `seal` is the fingerprint of its canonical text."""

    question = models.OneToOneField(Question, models.PROTECT, related_name="decision")
    carried = models.BooleanField()
    why = models.CharField(max_length=12, choices=[(w.value, w.value) for w in Why])
    #: the options that were taken, in order; canonical text of a list of their places
    taken = models.TextField(default="[]")
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    base_weight = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    cast = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField()
    quorum = models.PositiveIntegerField()
    tied = models.BooleanField()
    rule_text = Line(max_length=400)
    sealed_at = models.DateTimeField()
    effect_state = models.CharField(max_length=8, choices=EffectState.choices, default=EffectState.NONE)
    effect_note = Line(max_length=400, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    #: what follows was carried out later, where that could not be done at once
    carried_out_at = models.DateTimeField(null=True)
    #: the decision that this one takes the place of
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    #: when it is looked at again: first the question's own day, then what each review says
    review_due_on = models.DateField(null=True)
    review_asked_at = models.DateTimeField(null=True)

    @property
    def confidentiality(self) -> str:
        return self.question.confidentiality

    @property
    def body_id(self) -> UUID:
        return self.question.body_id

    @property
    def quorate(self) -> bool:
        """Whether enough organisations took part."""
        return self.why != Why.NO_QUORUM
