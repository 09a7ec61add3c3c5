"""Weighing which rung fits: each side answers for itself alone; what comes of it is shown to all sides at once.

Only the sides know that it takes place. What a side answered nobody but its own people can read, now or later.
"""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.advice.relationship import Answer, Mean, Supply
from comity.network.models.ties import Rung


class WeighingState(models.TextChoices):
    OPEN = "open", _("Answers are awaited")
    SHOWN = "shown", _("The advice is there")
    ENDED = "ended", _("Ended without advice")


class Weighing(ScopedRecord):
    """Some organisations weigh how closely they should work. today, rung, waits_for: found when all had answered."""

    title = Line(max_length=300)
    state = models.CharField(max_length=8, choices=WeighingState.choices, default=WeighingState.OPEN)
    started_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    started_name = Line(max_length=160)
    started_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    today = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    rung = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    waits_for = models.PositiveSmallIntegerField(choices=Rung.choices, default=Rung.NONE)
    ended_at = models.DateTimeField(null=True)
    ended_name = Line(max_length=160, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.NAMED.value, Confidentiality.NAMED.label)],
        default=Confidentiality.NAMED,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["coalition", "state"], name="weighing_by_state")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("network:weighing", args=[self.coalition.slug, self.pk])


def _mean() -> Any:
    return models.PositiveSmallIntegerField(null=True)


class WeighingSide(ScopedRecord):
    """One organisation's own answers, None until given. knowingly_…: it takes a risky step all the same."""

    weighing = models.ForeignKey(Weighing, models.PROTECT, related_name="sides")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    wants = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    time = _mean()
    skills = _mean()
    money = _mean()
    backing = _mean()
    commitment = _mean()
    people = _mean()
    relies = models.PositiveSmallIntegerField(null=True)
    stays = models.PositiveSmallIntegerField(null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    knowingly_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    knowingly_at = models.DateTimeField(null=True)
    knowingly_why = Words(_("why"), longest=1000, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["weighing", "organisation"], name="one_side_of_a_weighing"),
        ]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.NAMED

    @property
    def answer(self) -> Answer:
        """As the arithmetic takes it; ValueError while something is not answered."""
        if self.wants is None or self.relies is None or self.stays is None:
            raise ValueError("This side has not answered.")
        means = {mean: Supply(getattr(self, mean)) for mean in Mean}
        return Answer(self.wants, means, self.relies, self.stays)
