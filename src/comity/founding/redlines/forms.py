"""Forms of red lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.coalitions.standing import Standing
from comity.founding.models import LineKind
from comity.topics.forms import TopicField, offer


class LineForm(Form):
    """A red line or a wish."""

    topic = TopicField(label=gettext_lazy("On which topic?"))
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=LineKind.choices, widget=forms.RadioSelect)
    words = LongField(
        label=gettext_lazy("What could you not live with, or gladly would?"), max_length=1000,
        help_text=gettext_lazy("Only people who act for your organisation read this."),
    )  # fmt: skip
    shown = forms.BooleanField(
        label=gettext_lazy("Authors may know that it is ours, and what it says"), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["topic"], standing)


class KnownForm(Form):
    """What the authors do about it."""

    words = LongField(
        label=gettext_lazy("What do you do about it?"), max_length=1000,
        help_text=gettext_lazy("“We ask all members what they could not live with before the vote.”"),
    )  # fmt: skip
