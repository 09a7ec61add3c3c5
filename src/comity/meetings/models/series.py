"""Series: what a body agreed on how it meets. Meetings take their rules from it and may be moved one by one."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import RHYTHMS, ScopedRecord
from comity.core.meetings.rhythm import moment_of

#: who may know of a meeting: the levels that bodies use
LEVELS = [c for c in Confidentiality.choices if c[0] != Confidentiality.NAMED]
TELEPHONE = re.compile(r"tel:\+?[0-9(][0-9 ()/.-]{2,40}")
#: a meeting lasts between five minutes and two days
SHORTEST, LONGEST = 5, 2880
#: no notice is longer
MOST_DAYS = 120


def refuse_no_way_in(value: str) -> None:
    """A way to join from afar is an address of the web or a telephone number; nothing else is ever followed."""
    if TELEPHONE.fullmatch(value):
        return
    try:
        URLValidator(["http", "https"])(value)
    except ValidationError as fault:
        words = _("Write an address that begins with https:, or tel: and a number.")
        raise ValidationError(words, code="link") from fault


class Ruled(ScopedRecord):
    """How a body meets: where, how long, told how many days before, how many must be there, by which basic rules."""

    body = models.ForeignKey("coalitions.Body", models.PROTECT, related_name="+")
    body_name = Line(max_length=120)
    confidentiality = models.CharField(max_length=10, choices=LEVELS, default=Confidentiality.COALITION)
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    place = Line(_("place"), max_length=200, blank=True)
    link = Line(
        _("link or number to join from afar"), max_length=300, blank=True, validators=[refuse_no_way_in]
    )
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice"), default=7, validators=[MaxValueValidator(MOST_DAYS)]
    )
    minimum = models.PositiveSmallIntegerField(
        _("organisations needed at least"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    ground_rules = Words(_("basic rules, one a line"), longest=2000, blank=True)

    class Meta:
        abstract = True

    @property
    def rules(self) -> list[str]:
        """The basic rules, each by itself."""
        return [line.strip() for line in self.ground_rules.splitlines() if line.strip()]


class Series(Ruled):
    """Meetings that recur. `pattern` is the usual agenda, one item a line (`core.meetings.pattern`)."""

    name = Line(_("name"), max_length=120)
    every = models.CharField(_("rhythm"), max_length=12, choices=RHYTHMS)
    first_on = models.DateField(_("first day"))
    hour = models.TimeField(_("hour"))
    pattern = Words(_("usual agenda"), longest=4000, blank=True)
    begun_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "ended_on"], name="series_running")]

    def __str__(self) -> str:
        return str(self.name)

    def moment_on(self, day: date) -> datetime:
        """When it begins on that day, by the coalition's clock."""
        return moment_of(day, self.hour, self.coalition.tz)

    def get_absolute_url(self) -> str:
        return reverse("meetings:series", args=[self.coalition.slug, self.pk])
