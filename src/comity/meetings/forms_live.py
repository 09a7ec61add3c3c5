"""What is typed on the live page: how long a turn lasts, who speaks."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import Form
from comity.meetings.models import LONGEST_TURN
from comity.people.models import Organisation


class RoundForm(Form):
    """How long each may speak."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes for each"), min_value=1, max_value=LONGEST_TURN, initial=2
    )


class PairsForm(Form):
    """How long the pairs talk."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes in pairs"), min_value=1, max_value=LONGEST_TURN, initial=6
    )


class SpeakerForm(Form):
    """Which organisation speaks. Left empty: the next one."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Which organisation?"), queryset=Organisation._base_manager.none(), required=False,
        empty_label=gettext_lazy("The next one"),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None:
            cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations


class WishForm(SpeakerForm):
    """Which organisation asks to speak."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Which organisation?"),
        queryset=Organisation._base_manager.none(),
        empty_label=None,
    )
