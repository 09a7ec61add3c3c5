"""Forms of the file on a prospect and of the message to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, EmailField, Form, LongField
from comity.founding.models import Again, EnquiryKind, FindingKind, Said


class FindingForm(Form):
    """One thing that was found out."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=FindingKind.choices, widget=forms.RadioSelect,
        initial=FindingKind.SOURCE,
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("What does it say?"), max_length=2000,
        help_text=gettext_lazy("As it stands there, or in short. What you conclude from it belongs in your points."),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Where does it stand?"), max_length=200)
    link = forms.URLField(
        label=gettext_lazy("Its address, if it has one"), max_length=300, required=False, assume_scheme="https"
    )
    dated_on = DateField(label=gettext_lazy("Of which day is it?"))


class EnquiryForm(Form):
    """Somebody outside is asked."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Whom do you ask?"), widget=forms.RadioSelect, initial=EnquiryKind.REFERENCE,
        choices=[
            (EnquiryKind.REFERENCE.value, gettext_lazy("Somebody who worked with them")),
            (EnquiryKind.REPLY.value, gettext_lazy("Themselves, on what we heard")),
        ],
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    email = EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    asked = LongField(
        label=gettext_lazy("What do you ask, or hold out to them?"), max_length=2000,
        help_text=gettext_lazy("They read this word for word."),
    )  # fmt: skip


class AnswerForm(Form):
    """The answer of somebody without an account."""

    autocomplete: dict[str, str] = {}
    again = forms.ChoiceField(
        label=gettext_lazy("Would you work with them again?"), choices=Again.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    answer = LongField(label=gettext_lazy("What do you want to say?"), max_length=4000, required=False)
    declines = forms.BooleanField(label=gettext_lazy("I would rather not say anything"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == EnquiryKind.REPLY:
            del self.fields["again"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("declines") and not given.get("answer", "").strip() and not given.get("again"):
            self.add_error("answer", _("Say something, or say below that you would rather not."))
        return {"again": "", **given}


class MessageForm(Form):
    """A message: three questions, three paragraphs."""

    to_name = forms.CharField(label=gettext_lazy("To whom?"), max_length=160)
    to_email = EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    urgent = LongField(
        label=gettext_lazy("Why is it urgent for them?"), max_length=1500,
        help_text=gettext_lazy("Their worry, not ours: “Every third of your families moved last year.”"),
    )  # fmt: skip
    asks = LongField(
        label=gettext_lazy("What do we ask?"), max_length=1500,
        help_text=gettext_lazy("One small thing with a day: “An hour with two of us before Easter.”"),
    )  # fmt: skip
    gains = LongField(
        label=gettext_lazy("What do they gain?"), max_length=1500,
        help_text=gettext_lazy("Only what we can keep."),
    )  # fmt: skip


class ReviewForm(Form):
    """What the second person says."""

    good = forms.TypedChoiceField(
        label=gettext_lazy("Can it go out?"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", gettext_lazy("Yes, as it stands")), ("no", gettext_lazy("Not yet"))],
    )  # fmt: skip
    words = LongField(label=gettext_lazy("What should change?"), max_length=1000, required=False)


class SendForm(Form):
    """On which day somebody follows up."""

    follow_up_on = DateField(label=gettext_lazy("If no answer comes, when do we follow up?"))


class SaidForm(Form):
    """What they answered."""

    said = forms.ChoiceField(
        label=gettext_lazy("What do you say?"), choices=Said.choices, widget=forms.RadioSelect
    )
    answer = LongField(label=gettext_lazy("In your own words"), max_length=4000, required=False)


class FollowForm(Form):
    """One followed up."""

    again_on = DateField(label=gettext_lazy("If still no answer comes, when again?"))
