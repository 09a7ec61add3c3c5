"""Versions of the rulebook, and what each member said to each."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.rulebook.data import from_plain
from comity.core.rulebook.types import Rulebook
from comity.governing.models.answers import Spoken
from comity.governing.models.questions import Question


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Put to the vote")
    ADOPTED = "adopted", _("In force")
    REPLACED = "replaced", _("Replaced")
    DROPPED = "dropped", _("Given up")


V = VersionState
#: from state → states that may follow
STEPS: dict[str, set[str]] = {
    V.DRAFT: {V.PROPOSED, V.ADOPTED, V.DROPPED},
    V.PROPOSED: {V.ADOPTED, V.DRAFT},
    V.ADOPTED: {V.REPLACED},
    V.REPLACED: set(),
    V.DROPPED: {V.DRAFT},
}


class RulebookVersion(ScopedRecord):
    """One version of all rules. Its text changes as a draft alone; `seal` is the fingerprint of what was voted on.

    `acts_for`, `organisation`, `for_body` and `for_name` are the capacity in which `person` drafted it.
    """

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=V.choices, default=V.DRAFT)
    preset = models.CharField(max_length=12, blank=True)
    plain: Any = models.JSONField()
    why = Words(_("what changes, and why"), longest=2000, blank=True)
    language = models.CharField(max_length=12, default="en")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)

    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="one_rulebook_per_number"),
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(state="adopted"), name="one_rulebook_in_force"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["adopted", "replaced"])
                | models.Q(adopted_at__isnull=False) & ~models.Q(seal=""),
                name="rules_in_force_are_sealed",
            ),
        ]
        indexes = [models.Index(fields=["coalition", "adopted_at"], name="rulebook_by_adoption")]

    def __str__(self) -> str:
        return str(_("Rulebook, version {n}")).format(n=self.number)

    @cached_property
    def rules(self) -> Rulebook:
        """What it says."""
        return from_plain(self.plain)

    @property
    def is_draft(self) -> bool:
        return self.state == V.DRAFT

    def in_force(self, at: datetime) -> bool:
        """Whether it was the rulebook at that time."""
        begun = self.adopted_at is not None and self.adopted_at <= at
        return begun and (self.ended_at is None or self.ended_at > at)

    def get_absolute_url(self) -> str:
        return reverse("governing:rulebook-version", args=[self.coalition.slug, self.number])


class Acceptance(Spoken):
    """What a member organisation said to one version: accepted, or declined with the reason. All are kept."""

    WORDS = ("why",)

    question: Any = None
    version = models.ForeignKey(RulebookVersion, models.PROTECT, related_name="acceptances")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    accepted = models.BooleanField()
    why = Words(_("why"), longest=2000, blank=True)
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"],
                condition=models.Q(replaced_at=None),
                name="one_standing_word_on_a_version",
            )
        ]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    @property
    def body_id(self) -> UUID:
        raise AttributeError("what members say to the rules is for the whole coalition")


class RuleReview(ScopedRecord):
    """One of our own rules is looked at again: since when that is due, who looked, and whether it stands."""

    version = models.ForeignKey(RulebookVersion, models.PROTECT, related_name="rule_reviews")
    #: the rule as it reads, and the body that looks after it
    text = Words(longest=600)
    owner = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    stands = models.BooleanField(null=True)
    words = Words(_("what was found"), longest=2000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(looked_at=None) | models.Q(stands__isnull=False), name="a_look_has_a_finding"
            )
        ]

    def __str__(self) -> str:
        return str(self.text)[:160]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION
