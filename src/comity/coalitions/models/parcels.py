"""A parcel: everything a coalition holds, packed for one person to take along, kept for a week."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.coalitions.models.scoped import ScopedRecord

#: how long it can be fetched
LIVES = timedelta(days=7)


class ParcelState(models.TextChoices):
    """packing → ready or failed; a ready one is gone after a week."""

    PACKING = "packing", _("Being packed")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be packed")


class Parcel(ScopedRecord):
    """One parcel of one person. `file`: its name in the storage, `size` in bytes; both once it is ready."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ParcelState.choices, default=ParcelState.PACKING)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "person"], condition=models.Q(state="packing"), name="one_parcel_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="parcel_by_expiry")]
