"""Forms of the reasons: one reason, and a member's word on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.founding.models import ReasonKind


class ReasonForm(Form):
    """One reason, benefit or drawback."""

    words = LongField(label=gettext_lazy("In one or two sentences"), max_length=600)
    counter = LongField(
        label=gettext_lazy("What do you do about it?"), max_length=600,
        help_text=gettext_lazy("A measure that makes it weigh less: who does what."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: ReasonKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != ReasonKind.DRAWBACK:
            del self.fields["counter"]


class SayForm(Form):
    """Whether a member still stands by the reasons; yes is chosen beforehand, and one tap is enough."""

    stands = forms.TypedChoiceField(
        label=gettext_lazy("Do we still stand by it?"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", gettext_lazy("Yes, it still holds for us")), ("no", gettext_lazy("No, not any more"))],
        initial="yes",
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("What do we gain by it?"), max_length=600, required=False,
        help_text=gettext_lazy("Of a no: why? All members read it."),
    )  # fmt: skip
