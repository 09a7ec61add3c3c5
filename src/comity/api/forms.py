"""What people type about tokens."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from comity.api.queries import Place
from comity.api.scopes import NOTES, Scope
from comity.base.forms import DateField, Form, Option


class TokenForm(Form):
    """A new token: for what, where, how far, how long."""

    name = django_forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("For example: our spreadsheet, the website.")
    )
    where = django_forms.ChoiceField(
        label=_("Where may it act, and for whom?"), help_text=_("The narrower, the safer.")
    )
    scopes = django_forms.MultipleChoiceField(
        label=_("What may it do?"), widget=django_forms.CheckboxSelectMultiple, initial=[Scope.READ],
        choices=[(scope, Option(scope.label, NOTES[scope])) for scope in Scope],
        help_text=_("Never more than you may do yourself."),
    )  # fmt: skip
    expires_on = DateField(label=_("Until which day?"), help_text=_("The last day is included; a year at most."))

    def __init__(self, *args: Any, places: Sequence[Place], until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        where: Any = self.fields["where"]
        where.choices = [(place.key, place.words) for place in places]
        self.fields["expires_on"].initial = until

    def clean_where(self) -> Place:
        return self.places[self.cleaned_data["where"]]

    def clean_scopes(self) -> list[Scope]:
        return [Scope(one) for one in self.cleaned_data["scopes"]]
