"""A wave: who said what about whom, as it stood on one day. Its rows never change; what is worked out of it is kept."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.coalitions.queries import slug_of
from comity.core.network.answers import ITEMS, Together
from comity.core.network.reports import Rule
from comity.network.models.ties import Contact, Rung
from comity.people.models import Sector


class WaveSource(models.TextChoices):
    TIES = "ties", _("The ties of that day")
    FILE = "file", _("Answers brought in")
    SURVEY = "survey", _("A survey here")


class HowTogether(models.TextChoices):
    """How the answers of several people of one organisation become its word."""

    HIGHEST = Together.HIGHEST.value, _("One person’s word is enough; the closest counts")
    MOST = Together.MOST.value, _("At least half must name it; the middle word counts")


class TieKind(models.TextChoices):
    """What two organisations do together."""

    NEWS = "news", _("News and advice")
    PEOPLE = "people", _("Sending people to each other")
    WORK = "work", _("Work and events together")
    MEANS = "means", _("Money, rooms or things")
    VOICE = "voice", _("Speaking up together")


class Wave(ScopedRecord):
    """One snapshot. `given`: the list is of ties, and nobody answered for themselves. `round`: of the survey, if any.

    origin: the file's name, or the survey's title. dropped_at: taken out of use by a mistake; its rows stay.
    """

    name = Line(_("name"), max_length=120)
    question = Words(_("what was asked"), longest=1000)
    asked_on = models.DateField(_("day"))
    source = models.CharField(max_length=6, choices=WaveSource.choices)
    origin = Line(max_length=160, blank=True)
    given = models.BooleanField(default=False)
    together = models.CharField(max_length=8, choices=HowTogether.choices, default=HowTogether.HIGHEST)
    round = models.UUIDField(null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    dropped_at = models.DateTimeField(null=True)
    dropped_why = Words(longest=500, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.COALITION
    )

    class Meta:
        indexes = [models.Index(fields=["coalition", "asked_on"], name="wave_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "round"], condition=models.Q(round__isnull=False), name="one_wave_per_round"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def rate(self) -> float:
        """The share of those asked that answered."""
        return self.answered / self.asked if self.asked else 0.0

    def get_absolute_url(self) -> str:
        return reverse("network:wave", args=[slug_of(self.coalition_id), self.pk])


class WaveMember(ScopedRecord):
    """An organisation as it stood in a wave: under which name, in which sector, whether it was asked and answered."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="members")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    sort_name = models.CharField(max_length=300, blank=True)
    mark = Line(max_length=3, blank=True)
    sector = models.CharField(max_length=10, choices=Sector.choices, blank=True)
    place = Line(max_length=160, blank=True)
    size = models.PositiveIntegerField(null=True)
    answered = models.BooleanField()
    respondents = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "organisation"], name="once_in_a_wave")]

    def __str__(self) -> str:
        return str(self.name)


def _rating(label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, null=True, validators=[MinValueValidator(1), MaxValueValidator(4)])


class Report(ScopedRecord):
    """What one organisation of a wave says of another: that they have to do with each other, how, and how it goes.

    level: the rung; 0 where only contact is named, None where the rater left this one open. kinds: of `TieKind`, in
    order. The ratings, 1 to 4, are shown of at least five organisations together, never one by one.
    """

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="reports")
    rater = models.ForeignKey(WaveMember, models.PROTECT, related_name="said")
    rated = models.ForeignKey(WaveMember, models.PROTECT, related_name="named")
    level = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    contact = models.CharField(max_length=10, choices=Contact.choices, blank=True)
    kinds: Any = models.JSONField(default=list, blank=True)
    gave = models.BooleanField(null=True)
    received = models.BooleanField(null=True)
    reliability = _rating(_("reliable"))
    mission = _rating(_("shares our aim"))
    openness = _rating(_("open to talk"))
    influence = _rating(_("moves others"))
    involvement = _rating(_("takes part"))
    resources = _rating(_("brings means"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "rater", "rated"], name="one_report_per_direction"),
            models.CheckConstraint(condition=~models.Q(rater=models.F("rated")), name="report_of_another"),
        ]

    @property
    def ratings(self) -> dict[str, int]:
        """Those that were given, by item."""
        return {item: value for item in ITEMS if (value := getattr(self, item)) is not None}


class KeptWave(ScopedRecord):
    """What was worked out of a wave: packed JSON of the shape with that number. It can always be made anew."""

    wave = models.OneToOneField(Wave, models.PROTECT, related_name="kept")
    shape = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(default=b"", blank=True)
    made_at = models.DateTimeField(null=True)


class KeptChange(ScopedRecord):
    """What changed between two waves, worked out and kept like the figures of one."""

    earlier = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    later = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    shape = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(default=b"", blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], name="one_change_per_pair")]


class Score(ScopedRecord):
    """What one organisation's place in a wave measures, under one rule. None: undefined, or too few answered.

    trust, value, raters: of what others say of it, the same under each rule; None below five organisations.
    """

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="scores")
    member = models.ForeignKey(WaveMember, models.PROTECT, related_name="scores")
    rule = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Rule])
    ties = models.PositiveIntegerField(null=True)
    named_by = models.PositiveIntegerField(null=True)
    betweenness = models.FloatField(null=True)
    closeness = models.FloatField(null=True)
    effective_size = models.FloatField(null=True)
    constraint = models.FloatField(null=True)
    outward = models.FloatField(null=True)
    two_steps = models.PositiveIntegerField(null=True)
    core = models.BooleanField(null=True)
    community = models.PositiveIntegerField(null=True)
    loss = models.FloatField(null=True)
    cut_off = models.PositiveIntegerField(null=True)
    trust = models.FloatField(null=True)
    value = models.FloatField(null=True)
    raters = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "rule"], name="one_score_per_rule")]
