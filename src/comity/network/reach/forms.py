"""The shape of what people type about values and introductions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import Form, LongField
from comity.network.models import Affirms
from comity.people.models import Organisation

YES, NO = "yes", "no"


class ValueForm(Form):
    """A value that members are asked about."""

    text = forms.CharField(
        label=_("Which value?"), max_length=200, help_text=_("One sentence: “We do nothing about people without them.”")
    )


class AffirmForm(Form):
    """What our organisation says of a value."""

    answer = forms.ChoiceField(label=_("Is it yours too?"), widget=forms.RadioSelect, choices=Affirms.choices)
    words = LongField(label=_("In your own words"), max_length=600, required=False)


class BetweenForm(Form):
    """Ask a go-between."""

    via: Any = forms.ModelChoiceField(label=_("Who shall introduce us?"), queryset=Organisation.objects.none())
    target: Any = forms.ModelChoiceField(label=_("To whom?"), queryset=Organisation.objects.none())
    words = LongField(label=_("What do you write?"), max_length=2000)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("via", "target"):
            chosen: Any = self.fields[name]
            chosen.queryset = organisations


class BetweenAnswerForm(Form):
    """What came of it."""

    answer = forms.ChoiceField(
        label=_("Did you introduce them?"), widget=forms.RadioSelect,
        choices=[(YES, _("Yes, they are in touch")), (NO, _("No, not now"))],
    )  # fmt: skip
    words = LongField(label=_("What do you tell them?"), max_length=1000, required=False)
