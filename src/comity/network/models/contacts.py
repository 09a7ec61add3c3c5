"""The contact book: whom we know, inside or outside, who of us keeps it up, and when to be in touch again."""

from datetime import date
from typing import Any

from django.core.validators import EmailValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words, sort_key
from comity.coalitions.models import ScopedRecord


class AcquaintanceKind(models.TextChoices):
    PERSON = "person", _("A person")
    ORGANISATION = "organisation", _("An organisation")


class Every(models.IntegerChoices):
    """After how many days one is in touch again."""

    NEVER = 0, _("When there is a reason")
    MONTH = 30, _("Every month")
    QUARTER = 91, _("Every quarter")
    HALF = 182, _("Twice a year")
    YEAR = 365, _("Once a year")


class Way(models.TextChoices):
    MET = "met", _("Met")
    CALLED = "called", _("Called")
    WROTE = "wrote", _("Wrote")
    EVENT = "event", _("At an event")
    OTHER = "other", _("Another way")


class Acquaintance(ScopedRecord):
    """Somebody in the contact book. `why` and `source`: why we keep this, and where we have it from.

    Third parties have a right to be forgotten: `erased_at` says that nothing is left of the words. `last_on` and
    `next_on`: when we were last in touch, and when we should be again. keeper: who of us keeps the contact up.
    """

    name = Line(_("name"), max_length=160)
    sort_name = models.CharField(max_length=300, editable=False)
    kind = models.CharField(max_length=12, choices=AcquaintanceKind.choices)
    works_for = Line(_("organisation"), max_length=160, blank=True)
    role = Line(_("role"), max_length=120, blank=True)
    email = Line(_("e-mail address"), max_length=254, blank=True, validators=[EmailValidator()])
    phone = Line(_("telephone"), max_length=60, blank=True)
    how = Words(_("how to reach them"), longest=600, blank=True)
    why = Words(_("why we keep this"), longest=600)
    source = Line(_("where we have it from"), max_length=200)
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    every = models.PositiveSmallIntegerField(choices=Every.choices, default=Every.NEVER)
    last_on = models.DateField(null=True)
    next_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.COALITION
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["coalition", "sort_name"], name="contact_by_name"),
            models.Index(fields=["coalition", "next_on"], name="contact_by_next"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def derived(self) -> set[str]:
        return {"sort_name"}

    def is_due(self, today: date) -> bool:
        """Whether it is time to be in touch again."""
        return self.next_on is not None and self.next_on <= today

    def get_absolute_url(self) -> str:
        return reverse("network:contact", args=[self.coalition.slug, self.pk])


class Touch(ScopedRecord):
    """Once that one of us was in touch. `before`: the day that was planned until then, for taking it back."""

    acquaintance = models.ForeignKey(Acquaintance, models.PROTECT, related_name="touches")
    on = models.DateField(_("day"))
    way = models.CharField(max_length=10, choices=Way.choices)
    note = Words(_("what came of it"), longest=1000, blank=True)
    before = models.DateField(null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-noted_at"]
