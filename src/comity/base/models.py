"""The kernel's own tables: what the search keeps of each thing, and how many requests were answered."""

from django.db import models

from comity.base.confidentiality import Confidentiality


class Findable(models.Model):
    """One searchable thing. Kept up to date by every act that touches the thing."""

    id = models.BigAutoField(primary_key=True)
    thing = models.UUIDField(unique=True)
    label = models.CharField(max_length=60)
    coalition = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    text = models.TextField()
    url = models.CharField(max_length=300)
    confidentiality = models.CharField(max_length=10, choices=Confidentiality.choices)
    body = models.UUIDField(null=True)
    folded = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["coalition", "label"], name="findable_by_coalition")]


class Answered(models.Model):
    """How many requests of one day got an answer of one kind ("2xx"), and how long that took altogether.

    Processes add what they counted every few seconds (`base.counting`), so that all of them together count right.
    """

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    kind = models.CharField(max_length=3)
    count = models.PositiveBigIntegerField(default=0)
    millis = models.PositiveBigIntegerField(default=0)
    slow = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="one_count_per_day_and_kind")]
