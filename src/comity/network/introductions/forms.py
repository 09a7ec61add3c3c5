"""The shape of what people type about introductions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField, Option
from comity.core.introductions import Aim
from comity.network.models import SideSays
from comity.people.models import Organisation, Person

ANSWERS = [
    (SideSays.YES, Option(_("Yes, we want to meet"))),
    (SideSays.LATER, Option(_("Another time"), _("We ask you again in a month"))),
    (SideSays.NO, Option(_("Not now"), _("Nobody needs to say why"))),
]


class ProposeForm(Form):
    """Introductions for everybody."""

    size = forms.TypedChoiceField(
        label=_("How many meet at a time?"), coerce=int, widget=forms.RadioSelect, initial=2,
        choices=[(2, Option(_("Two"))), (3, Option(_("Three"))), (4, Option(_("Four")))],
    )  # fmt: skip
    aim = forms.ChoiceField(
        label=_("Whom shall we bring together first?"), widget=forms.RadioSelect, initial=Aim.APART.value,
        choices=[
            (Aim.APART.value, Option(_("Those who are most different"), _("Other sector, place or people served"))),
            (Aim.COMMON.value, Option(_("Those who have most in common"), _("An easy beginning"))),
        ],
    )  # fmt: skip
    answer_by = DateField(label=_("By when shall they answer?"))
    seed = forms.CharField(
        label=_("Word for the lot"), max_length=40, required=False,
        help_text=_("The same word gives the same proposals. Leave it empty and we draw one."),
    )  # fmt: skip


class AskForm(Form):
    """Whom one's own organisation would like to meet."""

    other: Any = forms.ModelChoiceField(
        label=_("Whom would you like to meet?"), queryset=Organisation._base_manager.none()
    )
    words = forms.CharField(label=_("When and where does it suit you?"), max_length=200, required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["other"]
        chosen.queryset = organisations


class AnswerForm(Form):
    """Whether one wants to meet."""

    says = forms.ChoiceField(label=_("Do you want to meet?"), widget=forms.RadioSelect, choices=ANSWERS)
    words = forms.CharField(
        label=_("When and where does it suit you?"), max_length=200, required=False,
        help_text=_("Everyone inside can read this line."),
    )  # fmt: skip
    wishes_facilitator = forms.BooleanField(label=_("We wish for somebody to help the talk along"), required=False)


class MetForm(Form):
    """On which day they met."""

    on = DateField(label=_("On which day did you meet?"))


class NoteForm(Form):
    """A note for one's own eyes."""

    text = LongField(
        label=_("What do you want to remember?"), max_length=4000, help_text=_("Nobody but you can read this.")
    )


class FacilitatorForm(Form):
    """Who helps the talk along."""

    person: Any = forms.ModelChoiceField(
        label=_("Who helps the talk along?"), queryset=Person.objects.none(),
        help_text=_("Somebody of the coalition who belongs to none of those who meet."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.queryset = people
