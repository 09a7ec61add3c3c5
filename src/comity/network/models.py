"""Ties between organisations of a coalition: what each side says, what a list says, and where it comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line
from comity.coalitions.models import ScopedRecord


class Rung(models.IntegerChoices):
    """How closely two organisations work; each rung asks for more trust than the one before."""

    NONE = 0, _("No tie")
    NETWORKING = 1, _("Networking")
    COORDINATION = 2, _("Coordination")
    COOPERATION = 3, _("Cooperation")
    COLLABORATION = 4, _("Collaboration")
    MULTISECTOR = 5, _("Multisector collaboration")


class Contact(models.TextChoices):
    NEVER = "never", _("Never")
    YEARLY = "yearly", _("Every year")
    QUARTERLY = "quarterly", _("Every quarter")
    MONTHLY = "monthly", _("Every month")
    WEEKLY = "weekly", _("Every week")
    DAILY = "daily", _("Every day")
    SOME = "some", _("At times")


class Tie(ScopedRecord):
    """One pair of organisations, `first` having the smaller id. A level that nobody gave is None: silence, not "no".

    The names are those under which the tie was made; `list_says` is the word of a list that names neither side.
    """

    first = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    first_name = Line(max_length=160)
    second_name = Line(max_length=160)
    first_says = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    second_says = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    list_says = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    contact = models.CharField(max_length=10, choices=Contact.choices, blank=True)
    source = Line(_("where it comes from"), max_length=160, blank=True)
    said_on = models.DateField()
    ended_on = models.DateField(null=True)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.COALITION
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "first", "second"], name="one_tie_per_pair"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="tie_has_an_order"),
        ]
        indexes = [models.Index(fields=["coalition", "second"], name="tie_by_second")]

    @property
    def level(self) -> int:
        """The highest level anybody names; 0 where nobody names a tie."""
        return max(word or 0 for word in (self.first_says, self.second_says, self.list_says))

    @property
    def confirmed(self) -> bool:
        """Both sides say so, or a list that speaks for both."""
        return bool(self.list_says or (self.first_says and self.second_says))
