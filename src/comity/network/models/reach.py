"""What reaches further: values that members share, and introductions asked of a go-between."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord


class SharedValue(ScopedRecord):
    """One sentence that members are asked about: is it yours too?"""

    text = Line(_("value"), max_length=200)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["stated_at", "id"]

    def __str__(self) -> str:
        return str(self.text)


class Affirms(models.TextChoices):
    YES = "yes", _("It is ours too")
    PARTLY = "partly", _("In part")
    NO = "no", _("Not ours")


class ValueWord(ScopedRecord):
    """What one organisation says of a value. A later word replaces its earlier one."""

    value = models.ForeignKey(SharedValue, models.PROTECT, related_name="said")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Affirms.choices)
    words = Words(_("in our own words"), longest=600, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "organisation"], name="one_word_on_a_value")]


class GoBetweenState(models.TextChoices):
    ASKED = "asked", _("Asked")
    DONE = "done", _("Introduced")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class GoBetween(ScopedRecord):
    """One organisation asks another, which both know, to introduce it to a third. Known to those three alone."""

    asker = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    via = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    target = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    words = Words(_("message"), longest=2000)
    state = models.CharField(max_length=10, choices=GoBetweenState.choices, default=GoBetweenState.ASKED)
    answer = Words(_("answer"), longest=1000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "via", "target", "coalition"], condition=models.Q(state="asked"),
                name="one_open_introduction",
            )
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("network:go-between", args=[self.coalition.slug, self.pk])
