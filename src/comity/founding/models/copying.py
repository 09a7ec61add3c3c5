"""That the structure of another coalition was copied into this one before it had rules."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line
from comity.coalitions.models import Voiced


class StructureCopy(Voiced):
    """One copying. source_name: what the source is called, where it has a public page; else nothing tells of it here.

    made: ids of what it made (`bodies`, `sheets`, `rules`, `methods`, `criteria`), and the `kind` before.
    """

    source_name = Line(_("copied from"), max_length=120, blank=True)
    made: Any = models.JSONField(default=dict, blank=True)
    copied_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(taken_back_at=None), name="one_copied_structure"
            )
        ]

    def __str__(self) -> str:
        return str(self.source_name)

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:copy", args=[self.coalition.slug])
