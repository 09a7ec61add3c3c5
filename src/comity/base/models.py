"""The kernel's only table: what the search keeps of each thing."""

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
