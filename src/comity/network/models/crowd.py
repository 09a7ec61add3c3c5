"""Open calls: a question to everybody outside, answered on a public page without an account."""

from datetime import date

from django.core.validators import EmailValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord


class OpenCall(ScopedRecord):
    """What the coalition asks everybody, until which day. Its public page stays readable afterwards."""

    title = Line(_("question"), max_length=160)
    text = Words(_("what one should know"), longest=4000)
    until_on = models.DateField(_("until which day"))
    for_name = Line(max_length=160)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "until_on"], name="open_call_by_end")]

    def __str__(self) -> str:
        return str(self.title)

    def is_open(self, today: date) -> bool:
        """Whether anyone can still answer."""
        return self.closed_at is None and today <= self.until_on

    def get_absolute_url(self) -> str:
        return reverse("network:open-call", args=[self.coalition.slug, self.pk])


class AnswerDraft(ScopedRecord):
    """An answer whose sender has not confirmed the address yet. No practice of the coalition; swept after two days."""

    call = models.ForeignKey(OpenCall, models.CASCADE, related_name="+")
    name = Line(max_length=120)
    email = Line(max_length=254, validators=[EmailValidator()])
    words = Words(longest=4000)
    credited = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="answer_draft_by_end")]


class AnswerState(models.TextChoices):
    NEW = "new", _("Waits for us")
    TAKEN = "taken", _("Taken up")
    THANKED = "thanked", _("Thanked")
    DECLINED = "declined", _("Declined")


class OpenAnswer(ScopedRecord):
    """What somebody outside answered, once the address was confirmed. credited: they want to be named.

    email_key: the address, folded, so that nobody answers twice. Once erased, no word stays.
    """

    call = models.ForeignKey(OpenCall, models.PROTECT, related_name="answers")
    name = Line(max_length=120)
    email = Line(max_length=254, blank=True)
    email_key = models.CharField(max_length=254)
    words = Words(longest=4000)
    credited = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.NEW)
    confirmed_at = models.DateTimeField()
    reply = Words(_("reply"), longest=2000, blank=True)
    replied_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    task = models.ForeignKey("tasks.Task", models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["confirmed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "email_key"], name="one_answer_per_address")]

    def get_absolute_url(self) -> str:
        return reverse("network:open-answer", args=[self.call.coalition.slug, self.pk])
