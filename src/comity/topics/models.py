"""Topics: what a coalition talks about, in its own words. Wings point to them by a key, and lists narrow by them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words, fold, sort_key
from comity.coalitions.models import ScopedRecord


class Topic(ScopedRecord):
    """One topic, perhaps below another (one level). A merged one is an alias of `merged_into`; its rows stay with it.

    `folded` keeps a name from being there twice, whatever its case and accents.
    """

    name = Line(_("name"), max_length=80)
    folded = models.CharField(max_length=200, editable=False)
    sort_name = models.CharField(max_length=300, editable=False)
    description = Words(_("what belongs to it"), longest=600, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="aliases")
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "folded"], name="one_topic_per_name"),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")), name="topic_not_below_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded, self.sort_name = fold(self.name)[:200], sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derived(self) -> set[str]:
        return {"folded", "sort_name"}

    @property
    def is_live(self) -> bool:
        """Whether it can still be chosen."""
        return self.retired_at is None and self.merged_into_id is None

    @property
    def whole(self) -> "Topic":
        """The topic that stands for it: itself, or what it was merged into."""
        return self.merged_into or self

    @property
    def path(self) -> str:
        """Its name, after that of the topic above it."""
        return f"{self.parent.name} › {self.name}" if self.parent else str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("topics:topic", args=[self.coalition.slug, self.pk])
