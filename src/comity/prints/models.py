"""A print: a thing of a wing as a PDF, made behind the page for whoever asked, and kept for a week."""

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.coalitions.models import Held

#: how long it can be fetched
LIVES = timedelta(days=7)


class PrintState(models.TextChoices):
    """making → ready or failed; a ready one is gone after a week."""

    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")


class Print(Held):
    """One PDF of one thing. `mark`: fingerprint of what it was made from, as its person could read it then.

    `file`: its name in the storage, `size` in bytes, `sha256` of its bytes; like the mark, only once it is ready.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PrintState.choices, default=PrintState.MAKING)
    mark = models.CharField(max_length=64, blank=True)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["held_id", "person"], condition=models.Q(state="making"), name="one_pdf_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["held_by", "held_id"], name="pdf_by_holder"),
            models.Index(fields=["expires_at"], name="pdf_by_expiry"),
        ]

    def get_absolute_url(self) -> str:
        """The page on which it can be fetched."""
        return reverse("prints:page", args=[self.coalition.slug, self.held_by, self.held_id])
