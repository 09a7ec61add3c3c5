"""Red lines and wishes: what an organisation could not, or would gladly, live with on a topic. Its own alone."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import Voiced


class LineKind(models.TextChoices):
    LINE = "line", _("A red line")
    WISH = "wish", _("A wish")


class RedLine(Voiced):
    """One red line or wish of an organisation on a topic, for its own people alone. shown: others may know whose it is.

    What others ever learn of one that is not shown: that there is one on the topic.
    """

    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=LineKind.choices)
    words = Words(_("what it is"), longest=1000)
    shown = models.BooleanField(_("others may know whose it is"), default=False)
    drawn_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.NAMED.value, Confidentiality.NAMED.label)],
        default=Confidentiality.NAMED, editable=False,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["coalition", "topic"], name="red_line_by_topic")]
        constraints = [
            models.CheckConstraint(condition=models.Q(organisation__isnull=False), name="red_line_of_organisation")
        ]

    def get_absolute_url(self) -> str:
        return reverse("founding:redlines", args=[self.coalition.slug])


class Acknowledged(Voiced):
    """That the authors of a question know of a red line on its topic, and what they do about it."""

    question = models.ForeignKey("governing.Question", models.PROTECT, related_name="+")
    words = Words(_("what we do about it"), longest=1000)
    at = models.DateTimeField()

    @property
    def confidentiality(self) -> str:
        """As open as the question itself; of a draft, for nobody yet but its authors."""
        draft = self.question.opened_at is None and self.question.shared_at is None
        return Confidentiality.NAMED if draft else str(self.question.confidentiality)

    @property
    def body_id(self) -> object:
        return self.question.body_id

    def get_absolute_url(self) -> str:
        return str(self.question.get_absolute_url())
