"""The shape of what people type about credit. What is allowed is decided by the acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import Form, Option
from comity.people.models import Organisation, Person

WHAT_HINT = _("In a few words: “wrote the first draft”, “lent the hall and made soup”.")


class CreditForm(Form):
    """Who is credited, and what for."""

    organisation = forms.ModelChoiceField(
        label=_("Which organisation?"), queryset=Organisation.objects.none(), empty_label=None
    )
    what = forms.CharField(label=_("What for?"), max_length=200, help_text=WHAT_HINT)
    person = forms.ModelChoiceField(
        label=_("Which person did it?"), queryset=Person.objects.none(), required=False,
        empty_label=_("Nobody is named"),
        help_text=_("They are asked. Until they say yes, their name stands nowhere."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["organisation"].queryset, chosen["person"].queryset = organisations, people


class AmendForm(Form):
    """What the organisation says it did, and by which name."""

    what = forms.CharField(label=_("What do you want to be credited for?"), max_length=200, help_text=WHAT_HINT)
    name = forms.CharField(label=_("Under which name?"), max_length=160)


class SayingForm(AmendForm):
    """The answer behind a mailed link: right as it stands, or in these words."""

    answer = forms.ChoiceField(
        label=_("Is this credit right?"), widget=forms.RadioSelect,
        choices=[
            ("confirm", Option(_("Yes"), _("It is right as it stands"))),
            ("amend", Option(_("Say it otherwise"), _("In the words below"))),
        ],
    )  # fmt: skip
    field_order = ("answer", "what", "name")


class NamingForm(Form):
    """Whether a person wants to be named."""

    named = forms.ChoiceField(
        label=_("Shall your name stand there?"), widget=forms.RadioSelect,
        choices=[("yes", Option(_("Yes, name me"))), ("no", Option(_("No, leave my name out")))],
    )  # fmt: skip
