"""The shape of what people type about open calls, inside and outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, EmailField, Form, LongField
from comity.network.models import AnswerState
from comity.people.models import Organisation


class OpenCallForm(Form):
    """What everybody is asked."""

    title = forms.CharField(
        label=_("What do you ask?"), max_length=160, help_text=_("“Where in the district is it too dark at night?”")
    )
    text = LongField(
        label=_("What should they know?"), max_length=4000, help_text=_("Why you ask, and what you will do with it.")
    )
    until_on = DateField(label=_("Until which day?"))


class PublicAnswerForm(Form):
    """An answer of anyone. `site` is a trap: people don’t see it, programs fill it in."""

    autocomplete = {"name": "name", "email": "email"}
    UNSAID = ("site",)

    words = LongField(label=_("Your answer"), max_length=4000)
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = EmailField(
        label=_("Your e-mail address"), max_length=254,
        help_text=_("For one mail in which you confirm it, and one with our reply. Nothing else."),
    )  # fmt: skip
    credited = forms.BooleanField(
        label=_("Name me if you use it"), required=False, help_text=_("On this page, by the name above.")
    )
    site = forms.CharField(required=False, max_length=200)


class TriageForm(Form):
    """What we do with an answer."""

    outcome = forms.ChoiceField(
        label=_("What do we do with it?"), widget=forms.RadioSelect,
        choices=[
            (AnswerState.TAKEN, _("Take it up")), (AnswerState.THANKED, _("Thank them")),
            (AnswerState.DECLINED, _("Decline, and say why")),
        ],
    )  # fmt: skip
    words = LongField(label=_("What do we write to them?"), max_length=2000)
    organisation: Any = forms.ModelChoiceField(
        label=_("Make it a task of"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("Nobody: no task"), help_text=_("Only where it is taken up. They are asked by mail."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = organisations
