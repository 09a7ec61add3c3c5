"""A person's private address at which calendar programs fetch the meetings; it can be revoked."""

from django.db import models

from comity.coalitions.models import ScopedRecord


class Feed(ScopedRecord):
    """One address of one person in one coalition. The address is signed, not kept."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "person"], condition=models.Q(revoked_at=None), name="one_feed_at_a_time"
            )
        ]
