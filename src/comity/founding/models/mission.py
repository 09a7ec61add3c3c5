"""An endorsement drive: everybody can stand behind the mission on a public page, without an account."""

from datetime import date

from django.core.validators import EmailValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.founding.models.writing import FoundingText

#: no drive aims higher
MOST = 1_000_000


class Drive(ScopedRecord):
    """Everybody is asked to endorse the mission: why, how many we want, from which groups (one a line)."""

    text = models.ForeignKey(FoundingText, models.PROTECT, related_name="drives")
    words = Words(_("why we ask"), longest=2000, blank=True)
    target = models.PositiveIntegerField(
        _("how many we want"), validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    groups = Words(_("groups, one a line"), longest=2000)
    #: how many they are, so that the database can tell whether one is still at zero
    group_count = models.PositiveSmallIntegerField(default=1)
    until_on = models.DateField(_("until which day"), null=True, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    for_name = Line(max_length=160)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "-started_at"], name="drive_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["coalition"], condition=models.Q(closed_at=None), name="one_running_drive")
        ]

    def __str__(self) -> str:
        return str(_("Endorsements"))

    @property
    def confidentiality(self) -> str:
        """How many stand behind it is told to everyone inside; what is public says the page."""
        return Confidentiality.COALITION

    @property
    def asked_groups(self) -> list[str]:
        """The groups to choose from, each once."""
        return list(dict.fromkeys(line.strip() for line in self.groups.splitlines() if line.strip()))

    def is_open(self, today: date) -> bool:
        """Whether anyone can still sign."""
        return self.closed_at is None and (self.until_on is None or today <= self.until_on)

    def get_absolute_url(self) -> str:
        return reverse("founding:drive", args=[self.coalition.slug, self.pk])


class OfDrive(ScopedRecord):
    """What somebody said on the public page: for which group, from where; `named`: they want to be named."""

    group = Line(max_length=80)
    place = Line(max_length=80)
    name = Line(max_length=120, blank=True)
    named = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION


class EndorsementDraft(OfDrive):
    """A sign-up whose address is not confirmed yet. No practice of the coalition; swept after two days."""

    drive = models.ForeignKey(Drive, models.CASCADE, related_name="+")
    email = Line(max_length=254, validators=[EmailValidator()])
    email_key = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["expires_at"], name="endorsement_draft_by_end"),
            models.Index(fields=["drive", "email_key"], name="endorsement_draft_by_key"),
        ]


class Endorsement(OfDrive):
    """Somebody stands behind the mission in version `number`. Its id is that of the draft, so that one link does both.

    Of the address only a keyed fingerprint is kept, so that nobody counts twice; the name only where it may be shown.
    Once withdrawn, no word of it stays.
    """

    drive = models.ForeignKey(Drive, models.PROTECT, related_name="endorsements")
    group = Line(max_length=80, blank=True)
    place = Line(max_length=80, blank=True)
    email_key = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["confirmed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["drive", "email_key"], name="one_endorsement_per_address"),
        ]
        indexes = [models.Index(fields=["drive", "withdrawn_at", "confirmed_at"], name="endorsement_by_drive")]

    def get_absolute_url(self) -> str:
        return reverse("founding:drive", args=[self.coalition.slug, self.drive_id])
