"""Which kind of coalition the founders want, and the decisions by which it became one, or another one later."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import CoalitionType, Voiced
from comity.core.advice.kinds import CHOICES, Trait


class KindAnswer(Voiced):
    """What the founders want in one respect, for all of them; a later answer replaces it."""

    trait = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Trait])
    choice = models.CharField(
        max_length=14, choices=[(name, name) for names in CHOICES.values() for name in names]
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "trait"], name="one_answer_a_trait")]

    @property
    def confidentiality(self) -> str:
        """All founders read it."""
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:kind", args=[self.coalition.slug])


class KindChange(Voiced):
    """That the coalition becomes one of a kind, and why: at once while there are no rules, else by vote.

    made: ids of the bodies that it `begun` and `ended`, the draft of the `rules`, and of bodies the `months` of a term
    before. taken_back_at: a choice that was taken back before anything was built on it.
    """

    kind = models.CharField(_("kind of coalition"), max_length=12, choices=CoalitionType.choices)
    before = models.CharField(max_length=12, choices=CoalitionType.choices, blank=True)
    reason = Words(_("why"), longest=2000, blank=True)
    #: the question that was put to the members; none where the founders had no rules yet
    vote = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True)
    made: Any = models.JSONField(default=dict, blank=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "proposed_at"], name="kinds_in_order")]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:kind", args=[self.coalition.slug])
