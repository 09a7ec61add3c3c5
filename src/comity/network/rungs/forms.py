"""The shape of what people say about work done together. What is allowed is decided by the acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField, Option
from comity.network.models import Rung
from comity.network.rungs.wording import RUNG_WORDS, item_choices
from comity.people.models import Organisation


class EvidenceForm(Form):
    """What was done together, when, and perhaps a line about it."""

    second = forms.ModelChoiceField(
        label=_("With whom?"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation")
    )
    item = forms.ChoiceField(label=_("What did you do together?"), choices=[])
    on = DateField(label=_("On which day?"))
    words = LongField(
        label=_("In your own words"), max_length=600, required=False,
        help_text=_("A line that both will recognise: “Lunch at the shelter, about the winter list.”"),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["second"].queryset = others
        fields["item"].choices = [("", _("Choose what fits best")), *item_choices()]


class AnswerForm(Form):
    """The answer behind a mailed link: so it was, or not."""

    answer = forms.ChoiceField(
        label=_("Was it so?"), widget=forms.RadioSelect,
        choices=[("yes", Option(_("Yes"), _("We stand by it"))), ("no", Option(_("No"), _("It was otherwise")))],
    )  # fmt: skip
    why = LongField(label=_("If not: how was it?"), max_length=600, required=False)


class WithdrawForm(Form):
    """Why it no longer stands."""

    why = LongField(
        label=_("Why?"), max_length=600, required=False, help_text=_("The other side can read it.")
    )


class WantForm(Form):
    """Where one's own organisation would like to get."""

    level = forms.TypedChoiceField(
        label=_("How closely would you like to work together?"), coerce=int, widget=forms.RadioSelect,
        choices=[(one.value, Option(one.label, RUNG_WORDS[one.value])) for one in Rung],
    )  # fmt: skip
