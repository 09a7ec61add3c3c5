"""Files that belong to things of wings. A file that takes another's place keeps its line: none is lost by it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import Held, Voiced
from comity.files.kinds import BY_SUFFIX, Kind


class Attachment(Voiced, Held):
    """One uploaded file. `line` is the id of the first of its line, `number` its place in it.

    The one that counts has no `replaced_at`. One that was withdrawn is no longer given out; its row stays. `file` is
    empty once its bytes are gone for good.
    """

    line = models.UUIDField()
    number = models.PositiveIntegerField(default=1)
    name = Line(_("name"), max_length=120)
    note = Line(_("what it is"), max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="attachments/%Y", max_length=200, blank=True)
    uploaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = Words(longest=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="one_file_per_place_in_line"),
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(replaced_at=None), name="one_file_that_counts_per_line"
            ),
        ]
        indexes = [
            models.Index(fields=["held_by", "held_id"], name="file_by_holder"),
            models.Index(fields=["coalition", "-uploaded_at"], name="file_by_upload"),
            models.Index(fields=["withdrawn_at"], name="file_by_withdrawal"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def kind_known(self) -> Kind:
        """What kind of file it is."""
        return BY_SUFFIX[self.kind]

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.coalition.slug, self.pk])
