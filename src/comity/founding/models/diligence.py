"""What the committee finds out about a prospect, whom it asks, and the message it sends. For its eyes alone."""

from datetime import date
from typing import Any

from django.core.validators import EmailValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.founding.models.prospects import Secret


class FindingKind(models.TextChoices):
    SOURCE = "source", _("What somebody wrote about it")
    STATEMENT = "statement", _("What it said in public")
    PRACTICE = "practice", _("What it did")


class Finding(Secret):
    """One thing that was found out: where, and of which day it is."""

    kind = models.CharField(max_length=10, choices=FindingKind.choices)
    words = Words(_("what it says"), longest=2000)
    source = Line(_("where it stands"), max_length=200)
    link = models.URLField(_("address"), max_length=300, blank=True)
    dated_on = models.DateField(_("of which day it is"))
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-dated_on", "-noted_at"]


class EnquiryKind(models.TextChoices):
    REFERENCE = "reference", _("A reference")
    REPLY = "reply", _("Right of reply")


class EnquiryState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Would rather not say")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Again(models.TextChoices):
    """Whether somebody who worked with them would again."""

    YES = "yes", _("Yes")
    CARE = "care", _("Yes, with some care")
    NO = "no", _("No")


class Enquiry(Secret):
    """A question by mail to somebody outside: who worked with the prospect, or the prospect itself on what was found.

    asked: what we ask, or hold out to it, word for word. erased_at: nothing is left of the words.
    """

    kind = models.CharField(max_length=10, choices=EnquiryKind.choices)
    name = Line(_("name"), max_length=160)
    email = Line(_("e-mail address"), max_length=254, blank=True, validators=[EmailValidator()])
    asked = Words(_("what we ask"), longest=2000)
    state = models.CharField(max_length=10, choices=EnquiryState.choices, default=EnquiryState.ASKED)
    again = models.CharField(max_length=6, choices=Again.choices, blank=True)
    answer = Words(_("answer"), longest=4000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]


class ApproachState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waits for a second pair of eyes")
    CLEARED = "cleared", _("Ready to be sent")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")


class Said(models.TextChoices):
    """What a prospect answers."""

    YES = "yes", _("We would like to talk")
    LATER = "later", _("Not now, perhaps later")
    NO = "no", _("No, thank you")


class Approach(Secret):
    """A message to a prospect: why it is urgent for them, what we ask, what they gain. A second person reviews it."""

    to_name = Line(_("to whom"), max_length=160)
    to_email = Line(_("e-mail address"), max_length=254, validators=[EmailValidator()])
    urgent = Words(_("why it is urgent for them"), longest=1500)
    asks = Words(_("what we ask"), longest=1500)
    gains = Words(_("what they gain"), longest=1500)
    state = models.CharField(max_length=10, choices=ApproachState.choices, default=ApproachState.DRAFT)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    reviewer = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review = Words(_("what the second person says"), longest=1000, blank=True)
    sent_at = models.DateTimeField(null=True)
    follow_up_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    followed_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=6, choices=Said.choices, blank=True)
    answer = Words(_("answer"), longest=4000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["coalition", "follow_up_on"], name="approach_by_follow_up")]

    def is_due(self, today: date) -> bool:
        """Whether it is time to follow up."""
        return self.state == ApproachState.SENT and self.follow_up_on is not None and self.follow_up_on <= today

    def get_absolute_url(self) -> Any:
        return reverse("founding:diligence-message", args=[self.coalition.slug, self.pk])
