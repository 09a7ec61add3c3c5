"""The texts on which a coalition is founded: its brief, its mission, its structure. Each is adopted by a decision."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import Voiced


class Kind(models.TextChoices):
    BRIEF = "brief", _("Brief")
    MISSION = "mission", _("Vision and mission")
    STRUCTURE = "structure", _("Structure")


class FoundingText(Voiced):
    """One of the founding texts. Its words are those of `text`, with all their versions and suggestions.

    vote: the newest question that was put about it, on version `voted_number`. adopted_number: the version that holds,
    adopted by `adopted_by`; what is written after it holds once it is adopted, too.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.OneToOneField("texts.Text", models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    vote = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    voted_number = models.PositiveIntegerField(null=True)
    adopted_by = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    adopted_number = models.PositiveIntegerField(null=True)
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "kind"], name="one_founding_text_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(adopted_at=None, adopted_number=None, adopted_by=None)
                | models.Q(adopted_at__isnull=False, adopted_number__isnull=False, adopted_by__isnull=False),
                name="founding_texts_are_adopted_by_a_vote",
            ),
        ]

    def __str__(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    @property
    def is_voted_on(self) -> bool:
        """Whether a question about it is open."""
        return self.vote is not None and self.vote.state == "open"

    @property
    def is_adopted(self) -> bool:
        """Whether a version of it holds."""
        return self.adopted_number is not None

    @property
    def holds_as_written(self) -> bool:
        """Whether the version that holds is the newest one."""
        return self.text is not None and self.adopted_number == self.text.number

    def get_absolute_url(self) -> str:
        """Each kind has a page of its own."""
        return reverse(f"founding:{self.kind}", args=[self.coalition.slug])
