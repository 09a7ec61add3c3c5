"""The shape of what people type around a proposal and its decision."""

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, DateTimeField, Form, LongField, Option

UPHELD, CHANGE = "upheld", "change"


class InquiryForm(Form):
    """Something one wants to know."""

    text = LongField(
        label=gettext_lazy("What do you want to know?"),
        help_text=gettext_lazy("All who can read the proposal can read it, and the answer."),
        max_length=2000,
    )


class InquiryAnswerForm(Form):
    """The answer to what was asked."""

    text = LongField(label=gettext_lazy("Your answer"), max_length=2000)


class ReviewForm(Form):
    """What came of a decision."""

    result = forms.ChoiceField(
        label=gettext_lazy("Did it work?"),
        widget=forms.RadioSelect,
        choices=[
            (UPHELD, Option(gettext_lazy("We uphold it"), gettext_lazy("It stands as it was agreed"))),
            (CHANGE, Option(gettext_lazy("It should be changed"), gettext_lazy("Until then it stands"))),
        ],
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("What did you find?"),
        help_text=gettext_lazy("What happened, what it cost, what you would do otherwise."),
        max_length=4000,
    )
    next_on = DateField(
        label=gettext_lazy("When do you look at it again?"),
        help_text=gettext_lazy("Leave it empty if once was enough."),
        required=False,
    )


class FreezeForm(Form):
    """Until when a matter rests, and why."""

    until = DateTimeField(label=gettext_lazy("Until when does it rest?"))
    why = forms.CharField(
        label=gettext_lazy("Why does it rest?"),
        max_length=300,
        help_text=gettext_lazy("All who can read the matter can read this."),
    )
