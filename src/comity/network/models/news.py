"""News that members post for each other: for whom, until when, and what others answered."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.people.models import Sector


class NewsItem(ScopedRecord):
    """One item. All inside may read it; `sector` or `audience` (a body) says whose digest carries it.

    After `until_on` it is found in the archive.
    """

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160)
    title = Line(_("headline"), max_length=160)
    text = Words(_("news"), longest=4000)
    sector = models.CharField(max_length=10, choices=Sector.choices, blank=True)
    audience = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    until_on = models.DateField(_("until which day"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "posted_at"], name="news_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sector="") | models.Q(audience=None), name="news_for_sector_or_body"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def is_current(self, today: date) -> bool:
        """Whether it is still news."""
        return self.withdrawn_at is None and today <= self.until_on

    def get_absolute_url(self) -> str:
        return reverse("network:news-item", args=[self.coalition.slug, self.pk])


class NewsAnswer(ScopedRecord):
    """What another member, or its poster, says to an item."""

    item = models.ForeignKey(NewsItem, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160)
    words = Words(_("answer"), longest=2000)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["answered_at", "id"]
