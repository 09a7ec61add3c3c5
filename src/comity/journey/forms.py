"""Asking the members about a stage."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import DateTimeField, Form, LongField


class StageForm(Form):
    """Which stage, why, and until when they can answer."""

    stage = forms.ChoiceField(label=gettext_lazy("Which stage?"), widget=forms.RadioSelect)
    reason = LongField(
        label=gettext_lazy("Why now?"), max_length=2000,
        help_text=gettext_lazy("Say what you have reached, or what was lost. It stands in the record."),
    )  # fmt: skip
    closes_at = DateTimeField(
        label=gettext_lazy("Until when can they answer?"), help_text=gettext_lazy("At least an hour from now.")
    )

    def __init__(
        self, *args: Any, stages: Iterable[tuple[str, Any]], until: datetime | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = list(stages)  # type: ignore[attr-defined]
        self.fields["closes_at"].initial = until
