"""The pulse of trust: a few questions that nobody's answer can be found in, and rounds of talk where few are asked.

Of an answer nothing is kept but a random number, the group it counts in, and the marks; none of that outlives the
closing, when figures take its place. That somebody answered stands apart, on the roll.
"""

from typing import Any
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import ScopedRecord
from comity.core.anonymity import Held

#: the most questions a pulse asks
MOST_QUESTIONS = 5


class PulsePlan(ScopedRecord):
    """What is asked, how often, and who looks into it when trust falls. One a coalition.

    questions: list of {"key", "text"}; a changed text has another key, and a trend of its own.
    """

    questions: Any = models.JSONField()
    by_sector = models.BooleanField(default=True)
    every_months = models.PositiveSmallIntegerField(default=3)
    open_days = models.PositiveSmallIntegerField(default=10)
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    next_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition"], name="one_pulse_plan_a_coalition")]

    @property
    def title(self) -> str:
        return str(_("The pulse of trust"))

    @property
    def texts(self) -> str:
        """What is asked, one sentence a line."""
        return "\n".join(one["text"] for one in self.questions)


class PulseState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Pulse(ScopedRecord):
    """One wave. `answered` and what follows are noted at the closing; `held`: why nothing of it is shown."""

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=PulseState.choices, default=PulseState.OPEN)
    questions: Any = models.JSONField()
    asked = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered = models.PositiveIntegerField(null=True)
    left_out = models.PositiveSmallIntegerField(default=0)
    held = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Held], blank=True)
    fell: Any = models.JSONField(default=list, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.COALITION.value, Confidentiality.COALITION.label)],
        default=Confidentiality.COALITION,
    )  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="pulses_count"),
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(state="open"), name="one_pulse_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return str(_("Pulse of trust {n}")).format(n=self.number)

    def get_absolute_url(self) -> str:
        return f"{reverse('network:pulse', args=[self.coalition.slug])}#pulse-{self.number}"


class PulseRoll(ScopedRecord):
    """Somebody who was asked, and whether they answered: never what, and never when.

    group: in which their answer counts; cell: in which figure it was counted at the closing, empty in none.
    """

    pulse = models.ForeignKey(Pulse, models.PROTECT, related_name="roll")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    group = models.CharField(max_length=80)
    answered = models.BooleanField(default=False)
    cell = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pulse", "person"], name="asked_once_a_pulse")]


class PulseAnswer(ScopedRecord):
    """An answer while its pulse is open: a random number, a group of five or more, and the marks.

    No person, no time, no order: whenever one comes in, all are written anew in the order of their numbers.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, models.PROTECT, related_name="+")
    group = models.CharField(max_length=80)
    marks = models.TextField()


class PulseFigure(ScopedRecord):
    """What is shown of one question in one cell of a wave; `group` is empty for all together. Means in tenths."""

    pulse = models.ForeignKey(Pulse, models.PROTECT, related_name="figures")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    group = models.CharField(max_length=80, blank=True)
    n = models.PositiveIntegerField()
    tenths = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["group", "place"]
        constraints = [models.UniqueConstraint(fields=["pulse", "key", "group"], name="one_figure_a_question_and_cell")]


class TalkRound(ScopedRecord):
    """A facilitated talk about trust, where too few are asked for a pulse, or in its place; and what came of it."""

    questions: Any = models.JSONField()
    planned_on = models.DateField(_("day"))
    facilitator = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    held_on = models.DateField(null=True)
    result = Words(_("what came of it"), longest=4000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.COALITION.value, Confidentiality.COALITION.label)],
        default=Confidentiality.COALITION,
    )  # fmt: skip

    class Meta:
        ordering = ["-planned_on", "-made_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return str(_("A round of talk about trust"))

    def get_absolute_url(self) -> str:
        return reverse("network:talk", args=[self.coalition.slug, self.pk])
