"""The shape of what people type about calls for help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField
from comity.network.models import HelpKind

TIMES = [
    (15, _("A quarter of an hour")), (30, _("Half an hour")), (60, _("An hour")), (120, _("Two hours")),
    (240, _("Half a day")), (480, _("A day")), (960, _("Two days")),
]  # fmt: skip
YES, NO = "yes", "no"


class HelpForm(Form):
    """What is asked for."""

    title = forms.CharField(
        label=_("What do you need?"), max_length=160, help_text=_("“Somebody to read our lease with us.”")
    )
    kind = forms.ChoiceField(
        label=_("What kind of help is it?"), widget=forms.RadioSelect, choices=HelpKind.choices,
        initial=HelpKind.EXPERTISE,
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label=_("About how much time?"), choices=TIMES, coerce=int, initial=60)
    by_on = DateField(label=_("Until which day?"))
    text = LongField(label=_("What should they know?"), max_length=4000, required=False)


class OfferForm(Form):
    """What one offers."""

    words = LongField(
        label=_("What can you offer?"), max_length=2000, help_text=_("Who comes, and when: “Ana can on Tuesday.”")
    )


class AnswerForm(Form):
    """Yes or no to an offer."""

    answer = forms.ChoiceField(
        label=_("Do you take it up?"), widget=forms.RadioSelect,
        choices=[(YES, _("Yes, please")), (NO, _("No, thanks"))],
    )  # fmt: skip
    words = LongField(label=_("What do you tell them?"), max_length=1000, required=False)


class GivenForm(Form):
    """That help was given."""

    on = DateField(label=_("On which day?"))
    minutes: Any = forms.TypedChoiceField(label=_("About how much time did they give?"), choices=TIMES, coerce=int)
    thanks = LongField(
        label=_("A word of thanks"), max_length=1000, required=False,
        help_text=_("They get it by mail; all can read it."),
    )  # fmt: skip
