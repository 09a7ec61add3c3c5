"""The shape of what is asked when organisations weigh how closely to work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import Form, LongField, Option
from comity.core.advice.relationship import Mean
from comity.network.models import Rung
from comity.network.rungs.weighing_wording import MEANS, RELYING, STAYING, SUPPLIES
from comity.network.rungs.wording import RUNG_WORDS
from comity.people.models import Organisation


class StartForm(Form):
    """With whom it is weighed."""

    others = forms.ModelMultipleChoiceField(
        label=_("With whom?"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("One, or several who would work together."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["others"]
        field.queryset = others


class WeighForm(Form):
    """One side's answers: what it wants, how it stands with each of the means, and its trust."""

    wants = forms.TypedChoiceField(
        label=_("What do you want of it? Which rung would that take?"), coerce=int, widget=forms.RadioSelect,
        choices=[(one.value, Option(one.label, RUNG_WORDS[one.value])) for one in Rung if one],
    )  # fmt: skip
    relies = forms.TypedChoiceField(
        label=_("Would you rely on them if it went wrong?"), coerce=int, widget=forms.RadioSelect,
        choices=[(place, Option(words)) for place, words in enumerate(RELYING)],
    )  # fmt: skip
    stays = forms.TypedChoiceField(
        label=_("How long will you stay with it?"), coerce=int, widget=forms.RadioSelect,
        choices=[(place, Option(words)) for place, words in enumerate(STAYING)],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((int(supply), words) for supply, words in SUPPLIES.items())]
        for mean in Mean:
            self.fields[mean.value] = forms.TypedChoiceField(label=str(MEANS[mean]), coerce=int, choices=choices)
        self.order_fields(["wants", *(mean.value for mean in Mean), "relies", "stays"])

    def answers(self) -> dict[str, Any]:
        """As the act takes them."""
        given = dict(self.cleaned_data)
        return {"means": {mean.value: given.pop(mean.value) for mean in Mean}, **given}


class KnowinglyForm(Form):
    """Why the risk is taken all the same."""

    why = LongField(
        label=_("Why do you take it all the same?"), max_length=1000,
        help_text=_("What could go wrong, and why you bear it. It stands in the record."),
    )  # fmt: skip
