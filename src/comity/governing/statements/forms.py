"""The shape of what people type about statements and the media."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField, Option
from comity.governing.models import MediaKind, Question, SpokeAs, StatementKind
from comity.people.models import Organisation, Person

YES, NO = "yes", "no"


class StatementForm(Form):
    """A new statement: whose, and what."""

    kind = forms.ChoiceField(
        label=_("In whose name?"), widget=forms.RadioSelect,
        choices=[
            (StatementKind.COALITION, Option(StatementKind.COALITION.label, _("Who speaks for us clears it first"))),
            (StatementKind.OWN, Option(StatementKind.OWN.label, _("It says that it is not the coalition’s"))),
        ],
    )  # fmt: skip
    title = forms.CharField(label=_("Headline"), max_length=160)
    text = LongField(label=_("What do we say?"), max_length=20_000)
    question: Any = forms.ModelChoiceField(
        label=_("Which decision does it rest on?"), queryset=Question._base_manager.none(), required=False,
        empty_label=_("None"), help_text=_("From it we know which partners took part."),
    )  # fmt: skip
    against = forms.BooleanField(
        label=_("It speaks against what the coalition decided or does"), required=False,
        help_text=_("Then it is talked about inside first, for a bounded time."),
    )  # fmt: skip

    def __init__(self, *args: Any, questions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["question"]
        chosen.queryset = questions


class WordsForm(Form):
    """A statement's words anew."""

    title = forms.CharField(label=_("Headline"), max_length=160)
    text = LongField(label=_("What do we say?"), max_length=20_000)
    why = LongField(
        label=_("What is corrected?"), max_length=1000, required=False,
        help_text=_("Only for what is published already. Everyone will read it."),
    )  # fmt: skip


class ClearForm(Form):
    """Whether it may go out."""

    answer = forms.ChoiceField(
        label=_("May it go out in our name?"), widget=forms.RadioSelect,
        choices=[(YES, _("Yes, as it stands")), (NO, _("Not yet"))],
    )  # fmt: skip
    why = LongField(label=_("What would have to change?"), max_length=1000, required=False)


class PublishForm(Form):
    """The last look before it is public."""

    omitted_why = LongField(
        label=_("Why is somebody left out?"), max_length=1000, required=False,
        help_text=_("Only if partners who took part stand in no line. They are told."),
    )  # fmt: skip


class RaiseForm(Form):
    """What was tried inside before."""

    tried = LongField(label=_("What have you tried inside?"), max_length=2000)
    tried_on = DateField(label=_("On which day?"))
    came_of_it = LongField(label=_("What came of it?"), max_length=2000)


class WithdrawForm(Form):
    """Why a statement is taken back."""

    why = LongField(
        label=_("Why do you withdraw it?"), max_length=1000, help_text=_("Everyone will read this.")
    )


class MediaForm(Form):
    """Once that somebody was in the media."""

    on = DateField(label=_("On which day?"))
    outlet = forms.CharField(label=_("Where?"), max_length=120, help_text=_("The paper, station or site."))
    kind = forms.ChoiceField(label=_("What kind is it?"), choices=MediaKind.choices)
    about = forms.CharField(label=_("What was it about?"), max_length=200)
    spoke: Any = forms.ModelChoiceField(
        label=_("Who spoke?"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody of us")
    )
    spoke_as = forms.ChoiceField(label=_("In which capacity?"), choices=SpokeAs.choices)
    organisation: Any = forms.ModelChoiceField(
        label=_("For which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")
    clip = LongField(label=_("What was said?"), max_length=4000, required=False)

    def __init__(self, *args: Any, people: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("spoke", people), ("organisation", organisations)):
            chosen: Any = self.fields[name]
            chosen.queryset = rows
