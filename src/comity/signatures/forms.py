"""The shape of what people type about sheets and signatures. What is allowed is decided by the acts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField
from comity.core.rulebook.money import minor
from comity.people.models import Organisation
from comity.signatures.drawing import LONGEST


class SheetForm(Form):
    """What is signed, word for word, by whom, until when."""

    title = forms.CharField(label=_("What is signed?"), max_length=160)
    text = LongField(
        label=_("The text, word for word"), max_length=40_000,
        help_text=_("Once it is laid out, no word of it changes. Read it through once more."),
    )  # fmt: skip
    organisations = forms.ModelMultipleChoiceField(
        label=_("Who signs?"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Those who hold the mandate to sign for them get a mail."),
    )  # fmt: skip
    amount = forms.CharField(
        label=_("How much money does each promise by signing?"), max_length=20, required=False,
        help_text=_("In the coalition’s currency. Leave it empty if it costs nothing."),
    )  # fmt: skip
    sign_by_on = DateField(label=_("Until which day?"), required=False, help_text=_("Empty: no day."))

    def __init__(self, *args: Any, organisations: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        chosen: Any = self.fields["organisations"]
        chosen.queryset = organisations

    def clean_organisations(self) -> list[Any]:
        return list(self.cleaned_data["organisations"])

    def clean_amount(self) -> int | None:
        """In minor units."""
        typed = self.cleaned_data["amount"]
        if not typed.strip():
            return None
        try:
            return minor(typed, self.currency)
        except ValueError:
            raise ValidationError(gettext("Write an amount, such as 1,250 or 1,250.50.")) from None


class SignForm(Form):
    """A name, typed or drawn. Without a program in the page, typing is enough."""

    typed = forms.CharField(
        label=_("Your name"), max_length=120, required=False,
        help_text=_("Type it as you sign, or draw it in the field."),
    )  # fmt: skip
    at_home = forms.CharField(label=_("What decided it at home?"), max_length=300, required=False)
    drawn = forms.CharField(max_length=LONGEST, required=False, widget=forms.HiddenInput)


class WhyForm(Form):
    """Why not, or why not after all."""

    why = LongField(label=_("Why?"), max_length=1000)
