"""An organisation: own page, name, mark and words. The unit that votes, signs and ties."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.records import Record
from comity.base.text import Line, Words, initials, sort_key


class Sector(models.TextChoices):
    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Private")
    NONPROFIT = "nonprofit", _("Nonprofit")
    CITIZEN = "citizen", _("Citizen group")


class Base(models.TextChoices):
    """Where an organisation stands: it grew out of the community, or it serves it from an institution."""

    COMMUNITY = "community", _("Community-based")
    INSTITUTION = "institution", _("Institution")


class DecisionRhythm(models.TextChoices):
    ANY_TIME = "any time", _("Whenever it is needed")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    YEARLY = "yearly", _("Once a year")


class Organisation(Record):
    """One organisation on this install. A merged one points to the survivor and keeps its old name as an alias."""

    slug = models.SlugField(max_length=80, unique=True)
    name = Line(_("name"), max_length=160)
    sort_name = models.CharField(max_length=300, editable=False)
    short = Line(_("mark of two or three letters"), max_length=3, blank=True)
    logo = models.FileField(_("logo"), upload_to="logos/", blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, blank=True)
    base = models.CharField(_("stands in"), max_length=12, choices=Base.choices, blank=True)
    people_count = models.PositiveIntegerField(
        _("how many people"), null=True, blank=True, validators=[MaxValueValidator(100_000_000)]
    )
    place = Line(_("place"), max_length=160, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    words = Words(_("in its own words"), longest=4000, blank=True)
    serves = Words(_("whom it serves, one group a line"), longest=1000, blank=True)
    languages = Words(_("languages it works in, one a line"), longest=500, blank=True)
    holidays = Words(_("holidays it keeps, one a line"), longest=1000, blank=True)
    decided_by = Line(_("who decides there"), max_length=160, blank=True)
    decides = models.CharField(
        _("how often it decides"), max_length=10, choices=DecisionRhythm.choices, blank=True
    )
    lead_days = models.PositiveSmallIntegerField(
        _("days it needs to decide"), null=True, blank=True, validators=[MaxValueValidator(400)]
    )
    has_page = models.BooleanField(_("has a public page"), default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="aliases")

    class Meta:
        ordering = ["sort_name", "id"]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def derived(self) -> set[str]:
        return {"sort_name"}

    @property
    def initials(self) -> str:
        """The mark's letters: its own choice, else made from the name."""
        return self.short or initials(self.name)
