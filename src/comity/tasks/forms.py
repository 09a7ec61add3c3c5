"""The shape of what people type about tasks. What is allowed is decided by the acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField, Option
from comity.people.models import Organisation, Person

ANSWERS = {
    "accept": Option(_("Yes"), _("We do it, by the day that is named")),
    "decline": Option(_("No"), _("Others look for another way")),
    "done": Option(_("It is done"), _("Nothing is left to do")),
}


class TaskForm(Form):
    """What is to be done, and by when."""

    title = forms.CharField(
        label=_("What is to be done?"), max_length=160, help_text=_("Begin with a verb: “Ask the landlord …”")
    )
    text = LongField(label=_("What should they know?"), max_length=4000, required=False)
    due_on = DateField(
        label=_("Until which day?"), required=False, help_text=_("We remind them three days before. Empty: no day.")
    )


class OwnerForm(Form):
    """Who does it. The choices are given by the page."""

    organisation = forms.ModelChoiceField(
        label=_("Which organisation does it?"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("None: a person alone"),
    )  # fmt: skip
    person = forms.ModelChoiceField(
        label=_("Which person?"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody in particular"),
        help_text=_("With an organisation: somebody who speaks for it. Nobody: whoever speaks for it can say yes."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["organisation"].queryset, chosen["person"].queryset = organisations, people


class NewTaskForm(OwnerForm, TaskForm):
    """A new task: what, who, until when."""

    field_order = ("title", "organisation", "person", "due_on", "text")


class DeclineForm(Form):
    """Why not."""

    why = LongField(
        label=_("Why not?"), max_length=1000, help_text=_("One sentence helps those who look for another way.")
    )


class AnswerForm(Form):
    """The answer behind a mailed link: yes, no with a reason, or done."""

    answer = forms.ChoiceField(label=_("What do you say?"), widget=forms.RadioSelect, choices=list(ANSWERS.items()))
    why = LongField(label=_("If not: why?"), max_length=1000, required=False)

    def __init__(self, *args: Any, answers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answer"]
        field.choices = [(key, ANSWERS[key]) for key in answers]
