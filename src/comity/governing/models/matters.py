"""A matter: what is to be settled, however many questions it takes; and what is asked, changed and reviewed on the way.

A matter has the kind and the amount by which the rulebook names the body that decides it. Its questions are the votes
on it: the first, one on an amendment, one that ratifies what a meeting could only advise.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.governing.models.answers import Spoken
from comity.governing.models.decisions import Decision
from comity.governing.models.questions import LEVELS, Question


class MatterState(models.TextChoices):
    OPEN = "open", _("Being worked on")
    DECIDED = "decided", _("Decided")
    DROPPED = "dropped", _("Dropped")


class Matter(ScopedRecord):
    """Something to settle. amount: what it costs or binds, in minor units of the rulebook's currency.

    reopens: the question whose decision is taken up again; that one stands until this matter is decided anew.
    """

    title = Line(max_length=160)
    kind = models.CharField(max_length=60)
    kind_name = Line(max_length=120)
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    paid_from = Line(_("paid from"), max_length=160, blank=True)
    topic = models.ForeignKey("topics.Topic", models.PROTECT, null=True, related_name="+", verbose_name=_("topic"))
    body = models.ForeignKey("coalitions.Body", models.PROTECT, related_name="+")
    confidentiality = models.CharField(max_length=10, choices=LEVELS, default=Confidentiality.COALITION)
    state = models.CharField(max_length=8, choices=MatterState.choices, default=MatterState.OPEN)
    reopens = models.ForeignKey(Question, models.PROTECT, null=True, related_name="taken_up_again")
    frozen_until = models.DateTimeField(null=True)
    frozen_why = Line(max_length=300, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="amounts_are_not_negative"
            )
        ]
        indexes = [models.Index(fields=["coalition", "kind"], name="matter_by_kind")]

    def __str__(self) -> str:
        return str(self.title)

    def is_frozen(self, at: datetime) -> bool:
        """Whether it rests at that moment. Every freeze has an end."""
        return self.frozen_until is not None and at < self.frozen_until


class Inquiry(Spoken):
    """Something asked about a question, or the answer to it, in the name of an organisation or a body."""

    WORDS = ("text",)

    question = models.ForeignKey(Question, models.PROTECT, related_name="inquiries")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    text = Words(_("question"), longest=2000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    def speaker(self) -> Any:
        """The organisation or body in whose name it was said."""
        return self.organisation or self.for_body


class Cause(models.TextChoices):
    FIRST = "first", _("As first put")
    AUTHOR = "author", _("Changed before it opened")
    OBJECTION = "objection", _("Changed for an objection")
    AMENDMENT = "amendment", _("Changed by an amendment")


class Wording(ScopedRecord):
    """One version of a question's text, from the day it could be read by those who decide."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    lede = Words(longest=600)
    text = Words(longest=20_000, blank=True)
    #: the amendment that it took in
    amendment = models.ForeignKey("governing.Amendment", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_wording_per_number")]

    @property
    def confidentiality(self) -> str:
        return str(self.question.confidentiality)

    @property
    def body_id(self) -> UUID:
        return UUID(str(self.question.body_id))


class Review(Spoken):
    """What came of looking at a decision again: it is upheld, perhaps until a later day, or it is to be changed."""

    WORDS = ("words",)

    question = models.ForeignKey(Question, models.PROTECT, related_name="reviews")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reviews")
    upheld = models.BooleanField()
    words = Words(_("what you found"), longest=4000)
    next_on = models.DateField(_("look at it again on"), null=True, blank=True)
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        ordering = ["reviewed_at", "id"]

    def speaker(self) -> Any:
        """The organisation or body in whose name it was looked at."""
        return self.organisation or self.for_body
