"""Who speaks when: rounds with equal first turns, pairs, the queue, and each turn. Nobody's words are kept here."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line
from comity.core.meetings.rounds import Spell
from comity.meetings.models.agenda import AgendaItem
from comity.meetings.models.meetings import Meeting, OfMeeting

#: a turn lasts between one minute and half an hour
LONGEST_TURN = 30
SPAN = [MinValueValidator(1), MaxValueValidator(LONGEST_TURN)]


class RoundKind(models.TextChoices):
    TURNS = "turns", _("Speaking round")
    PAIRS = "pairs", _("Talk in pairs")


class Round(OfMeeting):
    """All speak once, equally long; or all talk in pairs. `groups`: the ids of the organisations that sit together."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="rounds")
    kind = models.CharField(max_length=8, choices=RoundKind.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=SPAN)
    groups = models.JSONField(default=list, blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["begun_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(ended_at=None), name="one_round_at_a_time"
            )
        ]


class Turn(OfMeeting):
    """An organisation wishes to speak (`asked_at`), speaks (`began_at`) and has spoken (`ended_at`).

    One that ended without having begun was taken back. first: its equal first turn in the round. minutes: how long it
    may last.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="turns")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="turns")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="turns")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    organisation_name = Line(max_length=160)
    first = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=2, validators=SPAN)
    asked_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["began_at", "asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(ended_at=None, began_at__isnull=False),
                name="one_speaks_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=models.Q(ended_at=None, began_at=None),
                name="in_the_queue_once",
            ),
            models.CheckConstraint(
                condition=models.Q(asked_at__isnull=False) | models.Q(began_at__isnull=False),
                name="turns_are_asked_for_or_given",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "began_at"], name="turn_by_meeting")]

    def __str__(self) -> str:
        return str(self.organisation_name)

    @property
    def waits(self) -> bool:
        """Whether it stands in the queue."""
        return self.began_at is None and self.ended_at is None

    @property
    def speaks(self) -> bool:
        """Whether it has the floor."""
        return self.began_at is not None and self.ended_at is None

    @property
    def spell(self) -> Spell | None:
        """As the arithmetic takes it; None for a wish."""
        return Spell(str(self.organisation_id), self.began_at, self.ended_at) if self.began_at else None
