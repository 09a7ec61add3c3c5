"""Maps, made once and kept: the same organisations and ties give the same picture."""

from django.db import models

from comity.base.confidentiality import Confidentiality
from comity.base.ids import uuid7
from comity.coalitions.models import ScopedRecord


class DrawnMap(ScopedRecord):
    """One picture. key: fingerprint of what it shows. picture: packed JSON, empty while it is being drawn."""

    key = models.CharField(max_length=64)
    picture = models.BinaryField(default=b"", blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "key"], name="one_map_per_content")]


class KeptOverview(ScopedRecord):
    """What everyone inside sees of the network at first, worked out behind the pages.

    version: another one after each act that touched a tie, a membership or an organisation. made_of: the version that
    `content` (packed JSON of the shape with that number) was made of, made_on: on which day. Only while the two agree,
    and on that day, is it shown: rungs fall by time alone.
    """

    version = models.UUIDField(default=uuid7)
    made_of = models.UUIDField(null=True)
    made_on = models.DateField(null=True)
    shape = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(default=b"", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition"], name="one_overview_per_coalition")]

    @property
    def confidentiality(self) -> str:
        """For those inside; what else a person may know of is in no row, only on that person's paper."""
        return Confidentiality.COALITION
