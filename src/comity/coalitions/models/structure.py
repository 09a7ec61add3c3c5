"""The structure sheet of a body: how long it lasts, where, how often and how long it meets, how long people serve."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models.bodies import Body
from comity.coalitions.models.scoped import ScopedRecord
from comity.core.terms import Every

RHYTHMS = [
    (Every.WEEK.value, _("Every week")),
    (Every.FORTNIGHT.value, _("Every two weeks")),
    (Every.MONTH.value, _("Every month")),
    (Every.TWO_MONTHS.value, _("Every two months")),
    (Every.QUARTER.value, _("Every three months")),
    (Every.HALF_YEAR.value, _("Twice a year")),
    (Every.YEAR.value, _("Once a year")),
]
#: a term of more than ten years, or a meeting of more than two days, is a slip of the pen
MOST_MONTHS, MOST_MINUTES, MOST_SEATS = 120, 2880, 500


class Structure(ScopedRecord):
    """What a body agreed about itself. Terms are given and renewed by it, and its series of meetings is made from it.

    Months, minutes, days and numbers of organisations are whole; None means that nothing was agreed. `renewals` counts
    the terms that may follow the first one without a break.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="structure")
    ends_on = models.DateField(_("the body lasts until"), null=True, blank=True)
    until = Line(_("or until this is reached"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(
        _("seats in all"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )  # fmt: skip
    term_months = models.PositiveSmallIntegerField(
        _("months of a term"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )  # fmt: skip
    renewals = models.PositiveSmallIntegerField(
        _("terms that may follow the first"), null=True, blank=True, validators=[MaxValueValidator(20)]
    )
    every = models.CharField(_("how often it meets"), max_length=12, choices=RHYTHMS, blank=True)
    first_on = models.DateField(_("first day"), null=True, blank=True)
    hour = models.TimeField(_("hour"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes of a meeting"), null=True, blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(MOST_MINUTES)],
    )  # fmt: skip
    place = Line(_("place"), max_length=200, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    minimum = models.PositiveSmallIntegerField(
        _("organisations needed at least"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )  # fmt: skip
    between = Words(_("who works between meetings"), longest=1000, blank=True)
    agreed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every="")
                | models.Q(first_on__isnull=False, hour__isnull=False, minutes__isnull=False),
                name="a_rhythm_is_complete",
            )
        ]

    @property
    def open_points(self) -> list[str]:
        """What the sheet does not say yet, in words."""
        asked = {
            _("how long the body lasts"): self.ends_on or self.until,
            _("how many seats it has"): self.seats,
            _("how long a term is"): self.term_months,
            _("how often it meets"): self.every,
            _("where it meets"): self.place,
            _("how many days of notice"): self.notice_days,
            _("how many must be there"): self.minimum,
            _("who works between meetings"): self.between,
        }
        return [str(point) for point, said in asked.items() if said in (None, "")]

    def is_over(self, on: date) -> bool:
        """Whether the day has passed until which the body was to last."""
        return self.ends_on is not None and self.ends_on < on
