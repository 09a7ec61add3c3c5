"""A tie between two organisations: what each side says, what a list says, and where it comes from."""

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
    `…_wants`: where that side would like to get; None while it has not said.
    """

    first = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    first_name = Line(max_length=160)
    second_name = Line(max_length=160)
    first_says = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    second_says = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    list_says = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    first_wants = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
    second_wants = models.PositiveSmallIntegerField(choices=Rung.choices, null=True)
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
    def in_contact(self) -> bool:
        """Somebody says that the two talk, however closely they work."""
        return self.contact not in ("", Contact.NEVER)

    @property
    def holds(self) -> bool:
        """Is there anything between the two: a rung that somebody names, or contact at least?"""
        return self.level > 0 or self.in_contact

    @property
    def words(self) -> tuple[int | None, int | None, int | None]:
        """What the first says itself, the second, and the list."""
        return self.first_says, self.second_says, self.list_says

    @property
    def sides(self) -> tuple[int | None, int | None]:
        """What each side says, the first and the second: its own word, else that of the list; None while silent."""
        first = self.list_says if self.first_says is None else self.first_says
        second = self.list_says if self.second_says is None else self.second_says
        return first, second

    @property
    def level(self) -> int:
        """The highest rung anybody names; 0 where nobody names one."""
        return max(word or 0 for word in self.sides)

    @property
    def confirmed(self) -> bool:
        """Both sides say so, or a list that speaks for them."""
        least = 0 if self.in_contact else 1
        return self.holds and all(word is not None and word >= least for word in self.sides)

    def said_by(self, organisation: object) -> int | None:
        """What that organisation says; None while it is silent."""
        return self.first_says if self.first_id == organisation else self.second_says

    def other_name(self, organisation: object) -> str:
        """The name of the other side, as the tie was made."""
        return str(self.second_name if self.first_id == organisation else self.first_name)

    def wanted_by(self, organisation: object) -> int | None:
        """The rung that organisation would like to reach."""
        return self.first_wants if self.first_id == organisation else self.second_wants

    def wants(self, organisation: object, level: int | None) -> None:
        """Note the rung that organisation would like to reach."""
        if self.first_id == organisation:
            self.first_wants = level
        else:
            self.second_wants = level

    def says(self, organisation: object, level: int | None) -> None:
        """Note that organisation's word."""
        if self.first_id == organisation:
            self.first_says = level
        else:
            self.second_says = level
