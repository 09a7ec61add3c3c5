"""Large maps, drawn once and kept: the same organisations and ties give the same picture."""

from django.db import models

from comity.coalitions.models import ScopedRecord


class DrawnMap(ScopedRecord):
    """One picture. key: fingerprint of what it shows. picture: packed JSON, empty while it is being drawn."""

    key = models.CharField(max_length=64)
    picture = models.BinaryField(default=b"", blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "key"], name="one_map_per_content")]
