"""An initiative of several sectors: who sits at the table, what each said, what all agreed."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.advice.multisector import Phase


class InitiativeState(models.TextChoices):
    """trust → defining → planning → working; each of them may end."""

    TRUST = Phase.TRUST.value, _("Getting to know each other")
    DEFINING = Phase.DEFINING.value, _("Saying what the problem is")
    PLANNING = Phase.PLANNING.value, _("Making a plan")
    WORKING = Phase.WORKING.value, _("At work")
    ENDED = "ended", _("Ended")


class Initiative(ScopedRecord):
    """What several sectors take on together. problem: the text for all to agree on, of version `number` (0: none).

    trust_until_on: until which day they take time for trust. working_since_at: since when the plan is carried out.
    """

    title = Line(_("what it is about"), max_length=160)
    state = models.CharField(max_length=10, choices=InitiativeState.choices, default=InitiativeState.TRUST)
    trust_until_on = models.DateField(_("time for trust until"))
    problem = Words(_("the problem"), longest=4000, blank=True)
    number = models.PositiveIntegerField(default=0)
    written_name = Line(max_length=160, blank=True)
    started_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    started_name = Line(max_length=160)
    started_at = models.DateTimeField()
    working_since_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = Words(_("why"), longest=1000, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.COALITION.value, Confidentiality.COALITION.label)],
        default=Confidentiality.COALITION,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["coalition", "state"], name="initiative_by_state")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("network:initiative", args=[self.coalition.slug, self.pk])


class InitiativeSeat(ScopedRecord):
    """One organisation at the table. solo: what it tried alone before; definition: how it sees the problem; aside: the
    narrow interest that it puts aside; agreed_number: the version of the common text that it agreed to."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    solo = Words(_("what we tried alone before"), longest=2000, blank=True)
    definition = Words(_("how we see the problem"), longest=2000, blank=True)
    aside = Words(_("the interest of our own that we put aside"), longest=2000, blank=True)
    agreed_number = models.PositiveIntegerField(default=0)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation"], condition=models.Q(left_at=None), name="one_seat_at_the_table"
            ),
        ]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    def agrees(self, initiative: Any) -> bool:
        """Whether it agreed to the text as it stands now."""
        return bool(initiative.number) and self.agreed_number == initiative.number
