"""The form of a body's structure sheet."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.coalitions.models import RHYTHMS
from comity.coalitions.models.structure import MOST_MINUTES, MOST_MONTHS, MOST_SEATS


def number(label: Any, most: int, *, least: int = 1, note: Any = "") -> django_forms.IntegerField:
    """A whole number that may be left open."""
    return django_forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, help_text=note
    )


class StructureForm(forms.Form):
    """What a body agrees about itself. All may be left open."""

    ends_on = forms.DateField(
        label=_("Until which day does this body last?"), required=False,
        help_text=_("Leave it empty if it lasts as long as the coalition, or until something is reached."),
    )  # fmt: skip
    until = django_forms.CharField(
        label=_("Or until what is reached?"), max_length=200, required=False,
        help_text=_("For example: “until the last of the 40 flats is insulated”."),
    )  # fmt: skip
    seats = number(
        _("How many seats does it have?"),
        MOST_SEATS,
        note=_("More can’t be given. Empty: as many as you like."),
    )
    term_months = number(
        _("How many months does a person serve?"), MOST_MONTHS,
        note=_("New terms end by this, and the organisation is asked six weeks before."),
    )  # fmt: skip
    renewals = number(
        _("How many terms may follow the first?"), 20, least=0,
        note=_("0: nobody serves twice in a row. Empty: as many as they like."),
    )  # fmt: skip
    every = django_forms.ChoiceField(
        label=_("How often does it meet?"), required=False, choices=[("", _("Not agreed yet")), *RHYTHMS]
    )
    first_on = forms.DateField(
        label=_("On which day for the first time?"), required=False,
        help_text=_("Later meetings keep its place in the month: “the second Tuesday”."),
    )  # fmt: skip
    hour = forms.TimeField(label=_("At what hour?"), required=False)
    minutes = number(_("For how many minutes?"), MOST_MINUTES, least=5)
    place = django_forms.CharField(label=_("Where?"), max_length=200, required=False)
    notice_days = number(_("How many days before is notice given?"), 120, least=0)
    minimum = number(_("How many organisations must be there?"), MOST_SEATS)
    between = forms.LongField(
        label=_("Who works between meetings?"), max_length=1000, required=False,
        help_text=_("Groups or people, and at what: “the repairs group, at offers of builders”."),
    )  # fmt: skip
