"""The shape of what is said in an initiative of several sectors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import Form, LongField
from comity.people.models import Organisation


class InitiativeForm(Form):
    """What it is about, whom to invite, how long to take for trust."""

    title = forms.CharField(
        label=_("What is it about?"), max_length=160, help_text=_("“Nobody in Saltmere sleeps cold”")
    )
    invited = forms.ModelMultipleChoiceField(
        label=_("Who should sit there?"), queryset=Organisation.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It takes the public, the private and the nonprofit sector; citizens are missed where absent."),
    )  # fmt: skip
    trust_days = forms.IntegerField(
        label=_("How many days for trust?"), min_value=0, max_value=365, initial=30,
        help_text=_("So long no common text is written. It takes months or years in all."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["invited"]
        field.queryset = others


class SeatForm(Form):
    """What one organisation says for its seat."""

    solo = LongField(
        label=_("What did you try alone before, and what came of it?"), max_length=2000, required=False
    )
    definition = LongField(
        label=_("How do you see the problem?"), max_length=2000, required=False,
        help_text=_("In your own words. They stand beside those of the others."),
    )  # fmt: skip
    aside = LongField(
        label=_("Which interest of your own do you put aside for this?"), max_length=2000, required=False,
        help_text=_("“We won’t ask that our own beds are filled first.” It stands on record."),
    )  # fmt: skip


class ProblemForm(Form):
    """How all see the problem."""

    problem = LongField(label=_("How do all of you see the problem?"), max_length=4000)


class EndForm(Form):
    """Why it ends."""

    why = LongField(label=_("Why does it end?"), max_length=1000)
