"""The form with which one says that one has reported at home."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.governing.models import HomeReport


class ReportForm(Form):
    """What one's organisation has heard of, and perhaps what it said."""

    reports = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What have you told them?"), queryset=HomeReport._base_manager.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    text = LongField(
        label=gettext_lazy("What did they say?"), max_length=2000, required=False,
        help_text=gettext_lazy("A line helps the others. They can read it wherever they may know of the decision."),
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reports"]
        field.queryset, field.initial = waiting, [one.pk for one in waiting]
