"""Forms of a drive: what is asked inside, and what people outside sign."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, EmailField, Form, LongField
from comity.founding.models.mission import MOST


class DriveForm(Form):
    """How many we want, from which groups, until when, and why."""

    target = forms.IntegerField(
        label=gettext_lazy("How many do you want?"), min_value=1, max_value=MOST,
        help_text=gettext_lazy("What would make your request hard to refuse?"),
    )  # fmt: skip
    groups = LongField(
        label=gettext_lazy("From which groups?"), max_length=2000,
        help_text=gettext_lazy("One a line. Each signer chooses one; the page shows from which nobody came yet."),
    )  # fmt: skip
    words = LongField(
        label=gettext_lazy("Why do you ask?"), max_length=2000, required=False,
        help_text=gettext_lazy("To whom the signatures go, and what they are for."),
    )  # fmt: skip
    until_on = DateField(label=gettext_lazy("Until which day?"), required=False)


class PublicEndorsementForm(Form):
    """A signature of anyone. `site` is a trap: people don’t see it, programs fill it in. `began`: when it was shown."""

    autocomplete = {"name": "name", "email": "email", "place": "address-level2"}
    UNSAID = ("site", "began")

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    email = EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=254,
        help_text=gettext_lazy("For one mail in which you confirm it. We do not keep the address."),
    )  # fmt: skip
    group = forms.ChoiceField(label=gettext_lazy("You belong to"))
    place = forms.CharField(
        label=gettext_lazy("Where you live or work"), max_length=80, help_text=gettext_lazy("Village, town or quarter")
    )
    named = forms.BooleanField(
        label=gettext_lazy("Show my name on this page"), required=False,
        help_text=gettext_lazy("Otherwise you are counted and nobody reads your name."),
    )  # fmt: skip
    site = forms.CharField(required=False, max_length=200)
    began = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, groups: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.choices = [("", _("Choose one")), *((one, one) for one in groups)]
