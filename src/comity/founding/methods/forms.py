"""Forms of methods."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import DateTimeField, Form, LongField
from comity.founding.models import Stance

THEIRS = [
    (Stance.USES.value, gettext_lazy("It uses it")), (Stance.ACCEPTS.value, gettext_lazy("It accepts it")),
    (Stance.NEVER.value, gettext_lazy("It never uses it")),
]  # fmt: skip


class MethodForm(Form):
    """A method for the list."""

    name = forms.CharField(
        label=gettext_lazy("What is it called?"), max_length=120,
        help_text=gettext_lazy("As you write it in questions: then they are checked for it."),
    )  # fmt: skip
    words = LongField(label=gettext_lazy("What belongs to it?"), max_length=600, required=False)


class SayForm(Form):
    """What one's organisation does with it."""

    stance = forms.ChoiceField(
        label=gettext_lazy("What does your organisation say?"), choices=Stance.choices, widget=forms.RadioSelect
    )
    why = LongField(label=gettext_lazy("Why?"), max_length=600, required=False)


class ProspectMethodForm(Form):
    """How a prospect works, for the committee."""

    method: Any = forms.ModelChoiceField(
        label=gettext_lazy("Which method?"), queryset=None, empty_label=gettext_lazy("Choose a method")
    )
    stance = forms.ChoiceField(label=gettext_lazy("What does it do?"), choices=THEIRS, widget=forms.RadioSelect)
    source = forms.CharField(label=gettext_lazy("Where do you have it from?"), max_length=200)

    def __init__(self, *args: Any, methods: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["method"]
        chosen.queryset = methods


class LeaveForm(Form):
    """Why we would use it all the same, and until when the body can answer."""

    reason = LongField(
        label=gettext_lazy("Why would we use it all the same?"), max_length=2000,
        help_text=gettext_lazy("Say what you would do for those who never use it. It stands in the record."),
    )  # fmt: skip
    closes_at = DateTimeField(
        label=gettext_lazy("Until when can they answer?"), help_text=gettext_lazy("At least an hour from now.")
    )

    def __init__(self, *args: Any, until: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].initial = until
