"""What two organisations really did together: each piece of evidence, who stands by it since when."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.clock import day_of
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.network.rungs import ITEMS, Noted

#: keys of items, as the database keeps them; their words are in `network.rungs.wording`
ITEM_KEYS = [(key, key) for key in ITEMS]


class Evidence(ScopedRecord):
    """One thing that the two sides of a tie did together, on one day.

    first_at, second_at: since when that side stands by it (None: silent); first_by, second_by: who said so for it.
    noted_…: in which capacity it was noted. source: where it comes from, empty where people noted it themselves;
    thing: the id of what shows it there, url: its page. A withdrawn piece stays on record.
    """

    tie = models.ForeignKey("network.Tie", models.PROTECT, related_name="evidence")
    item = models.CharField(_("what you did together"), max_length=24, choices=ITEM_KEYS)
    done_on = models.DateField(_("on which day"))
    words = Words(_("in your own words"), longest=600, blank=True)
    source = Line(max_length=60, blank=True)
    thing = models.UUIDField(null=True)
    url = Line(max_length=300, blank=True)
    first_at = models.DateTimeField(null=True)
    second_at = models.DateTimeField(null=True)
    first_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    second_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    noted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    noted_for = models.UUIDField(null=True)
    noted_name = Line(max_length=160, blank=True)
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_name = Line(max_length=160, blank=True)
    withdrawn_why = Words(_("why"), longest=600, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["tie", "done_on"], name="evidence_by_tie"),
            models.Index(fields=["coalition", "thing"], name="evidence_by_thing"),
        ]

    @property
    def confidentiality(self) -> str:
        """As that of the tie."""
        return str(self.tie.confidentiality)

    @property
    def confirmed(self) -> bool:
        """Both sides stand by it."""
        return self.first_at is not None and self.second_at is not None

    def stands_by(self, organisation: object) -> bool:
        """Whether that side stands by it."""
        return (self.first_at if self.tie.first_id == organisation else self.second_at) is not None

    def stand_by(self, organisation: object, person: Any, at: Any) -> None:
        """Note that this side stands by it."""
        if self.tie.first_id == organisation:
            self.first_at, self.first_by_id = at, person
        else:
            self.second_at, self.second_by_id = at, person

    def withdraw(self, person: Any, name: str, why: str, at: Any) -> None:
        """Note who took it back."""
        self.withdrawn_at, self.withdrawn_by_id = at, person
        self.withdrawn_name, self.withdrawn_why = name, why

    def get_absolute_url(self) -> str:
        return reverse("network:tie", args=[self.coalition.slug, self.tie.pk])


def noted(row: Any) -> Noted:
    """A row as the arithmetic takes it: moments become days."""
    first, second, withdrawn = (
        None if at is None else day_of(at) for at in (row.first_at, row.second_at, row.withdrawn_at)
    )
    return Noted(row.item, row.done_on, first, second, withdrawn)
