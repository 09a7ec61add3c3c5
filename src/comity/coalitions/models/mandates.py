"""Mandates: who may speak, vote, sign or report for whom, or coordinate for a body, in what, until when."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.coalitions.models.scoped import ScopedRecord


class Power(models.TextChoices):
    SPEAK = "speak", _("speak")
    VOTE = "vote", _("vote")
    SIGN = "sign", _("sign")
    REPORT = "report", _("report")
    COORDINATE = "coordinate", _("coordinate")


#: each power's column
COLUMNS = {
    Power.SPEAK: "speaks",
    Power.VOTE: "votes",
    Power.SIGN: "signs",
    Power.REPORT: "reports",
    Power.COORDINATE: "coordinates",
}


class Mandate(ScopedRecord):
    """A person's powers for one organisation, or for one body of the coalition, from a day until another (included)."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    speaks = models.BooleanField(_("may speak"), default=True)
    votes = models.BooleanField(_("may vote"), default=False)
    signs = models.BooleanField(_("may sign"), default=False)
    reports = models.BooleanField(_("may report"), default=False)
    coordinates = models.BooleanField(_("may coordinate"), default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None, body__isnull=False)
                | models.Q(organisation__isnull=False, body=None),
                name="mandate_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(coordinates=False) | models.Q(body__isnull=False), name="bodies_coordinate"
            ),
        ]
        indexes = [models.Index(fields=["person", "coalition"], name="mandate_by_person")]

    @property
    def powers(self) -> frozenset[Power]:
        """What it allows."""
        return frozenset(power for power, name in COLUMNS.items() if getattr(self, name))

    @property
    def in_words(self) -> str:
        """What it allows, as pages say it: "Speak, vote"."""
        return ", ".join(str(power.label) for power in Power if power in self.powers).capitalize()

    def holds(self, on: date) -> bool:
        """Is it in force on that day?"""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
