"""The coalition itself and why it exists."""

from datetime import tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.records import Record
from comity.base.text import Line, Words, initials


class CoalitionType(models.TextChoices):
    INFORMATION = "information", _("Information network")
    ASSOCIATION = "association", _("Association")
    COUNCIL = "council", _("Coordinating council")
    CAMPAIGN = "campaign", _("Campaign")
    ONGOING = "ongoing", _("Ongoing coalition")


class Stage(models.TextChoices):
    PREFORMATION = "pre-formation", _("Getting ready")
    FORMATION = "formation", _("Founding")
    IMPLEMENTATION = "implementation", _("Doing the work")
    MAINTENANCE = "maintenance", _("Keeping going")
    INSTITUTIONAL = "institutional", _("Here to stay")


def refuse_unknown_zone(value: str) -> None:
    """A time zone is one that the clock knows, as "Europe/Berlin"."""
    if value not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."), code="zone")


class Coalition(Record):
    """A coalition of organisations. Its own row is read by id or slug; all it owns is scoped to it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = Line(_("name"), max_length=120)
    place = Line(_("place"), max_length=120, blank=True)
    purpose = Words(_("why it exists"), longest=1000, blank=True)
    reasons = Words(_("reasons to work together, one a line"), longest=2000, blank=True)
    type = models.CharField(_("type"), max_length=12, choices=CoalitionType.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=14, choices=Stage.choices, default=Stage.PREFORMATION)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[refuse_unknown_zone])
    language = models.CharField(_("language of record"), max_length=12, default="en")
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    has_page = models.BooleanField(_("has a public page"), default=False)
    officers_need_second_factor = models.BooleanField(_("officers need a second factor"), default=True)
    invented = models.BooleanField(default=False, help_text="demo data; anyone may enter as its people")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def coalition_id(self) -> UUID:
        """Its own id: a coalition can hold texts and tasks like any of its things."""
        return self.pk

    @property
    def confidentiality(self) -> str:
        """What belongs to the coalition as a whole is for all inside."""
        return Confidentiality.COALITION

    @property
    def tz(self) -> tzinfo:
        return ZoneInfo(self.zone)
