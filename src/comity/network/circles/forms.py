"""The shape of what people type about circles. What is allowed is decided by the acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.forms import DateField, Form, LongField, Option, TimeField
from comity.coalitions.models import RHYTHMS
from comity.network.models import CircleMember, Comes, Joining, Mails

MOST = 12


class CircleForm(Form):
    """What a circle is for and how one joins."""

    name = forms.CharField(label=_("What is it called?"), max_length=80, help_text=_("For example: Grant writers"))
    purpose = LongField(
        label=_("What is it for?"), max_length=2000,
        help_text=_("Who should come, and what you would do together. Two sentences are enough."),
    )  # fmt: skip
    every = forms.ChoiceField(
        label=_("How often would you meet?"), required=False, choices=[("", _("No usual rhythm")), *RHYTHMS]
    )
    joining = forms.ChoiceField(
        label=_("Who may join?"), widget=forms.RadioSelect, initial=Joining.OPEN,
        choices=Joining.choices,
    )  # fmt: skip
    checked = forms.BooleanField(
        label=_("Each post waits for a keeper’s yes"), required=False,
        help_text=_("Posts of keepers go out at once. Leave it off where people know each other."),
    )  # fmt: skip


class NewCircleForm(CircleForm):
    """The same, and who reads what is written there: that is settled once."""

    confidentiality = forms.ChoiceField(
        label=_("Who reads what is written there?"), widget=forms.RadioSelect, initial=Confidentiality.NAMED,
        choices=[
            (Confidentiality.NAMED, Option(_("Its members"), _("People speak freely among peers"))),
            (Confidentiality.COALITION, Option(_("Everyone in the coalition"), _("Others can learn from it"))),
        ],
        help_text=_("This stays as it is: nobody shall read later what was said to few."),
    )  # fmt: skip
    field_order = ("name", "purpose", "every", "joining", "confidentiality", "checked")


class PostForm(Form):
    """A new post."""

    subject = forms.CharField(label=_("What is it about?"), max_length=160)
    text = LongField(label=_("What do you write?"), max_length=20_000)


class ReplyForm(Form):
    """An answer in a thread."""

    text = LongField(label=_("Your answer"), max_length=20_000)


class WhyForm(Form):
    """A reason, which whom it concerns reads."""

    why = LongField(label=_("Why?"), max_length=600)


class HoldForm(Form):
    """A reason, if there is one to tell."""

    why = LongField(
        label=_("Why?"), max_length=600, required=False, help_text=_("Whoever wrote it reads this.")
    )


class EndForm(Form):
    """Why a circle ends."""

    why = LongField(
        label=_("Why does it end?"), max_length=1000, required=False, help_text=_("It stands on its page from then on.")
    )


class MailsForm(Form):
    """How posts reach one, and what the others see of one."""

    mails = forms.ChoiceField(
        label=_("How do posts reach you?"), widget=forms.RadioSelect,
        choices=[
            (Mails.EACH, Option(_("Each post at once"), _("By mail"))),
            (Mails.DAILY, Option(_("One mail a day"), _("In the morning"))),
            (Mails.NONE, Option(_("No mail"), _("You read here"))),
        ],
    )  # fmt: skip
    shows_address = forms.BooleanField(
        label=_("The others may read my e-mail address"), required=False,
        help_text=_("On the page of the circle. Mails of the list never tell it."),
    )  # fmt: skip


class MeetingForm(Form):
    """A meeting: what, when, where."""

    title = forms.CharField(label=_("What is it about?"), max_length=160, help_text=_("For example: Budgets that hold"))
    on = DateField(label=_("On which day?"))
    hour = TimeField(label=_("At what time?"))
    minutes = forms.IntegerField(label=_("How long, in minutes?"), min_value=5, max_value=2880, initial=60)
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    link = forms.CharField(
        label=_("Link or number to join from afar"), max_length=300, required=False,
        help_text=_("An address that begins with https:, or tel: and a number. Only members see it."),
    )  # fmt: skip


class PlanForm(MeetingForm):
    """One meeting, or a series of them."""

    on: Any = None
    first_on = DateField(label=_("On which day, for the first time?"))
    every = forms.ChoiceField(
        label=_("How often?"), required=False, choices=[("", _("Once")), *RHYTHMS],
        help_text=_("Months keep the place of the first day: “the first Tuesday”."),
    )  # fmt: skip
    count = forms.IntegerField(label=_("How many meetings?"), min_value=1, max_value=MOST, initial=1)
    field_order = ("title", "first_on", "hour", "minutes", "every", "count", "place", "link")


class ComesForm(Form):
    """Whether one comes."""

    says = forms.ChoiceField(label=_("Do you come?"), widget=forms.RadioSelect, choices=Comes.choices)


class PresentField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Members by name and organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return _now("{name}, {organisation}").format(name=obj.person.name, organisation=obj.name)


class NotesForm(Form):
    """Who was there, and what came of it."""

    present: Any = PresentField(
        label=_("Who was there?"), queryset=CircleMember._base_manager.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    notes = LongField(
        label=_("What came of it?"), max_length=6000, required=False,
        help_text=_("A few lines for those who were away."),
    )  # fmt: skip

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["present"]
        chosen.queryset = members


class IdeaForm(Form):
    """An idea."""

    title = forms.CharField(label=_("Your idea in a line"), max_length=160)
    text = LongField(
        label=_("What would you do together?"), max_length=4000,
        help_text=_("What for, who would be needed, what the first step is."),
    )  # fmt: skip
