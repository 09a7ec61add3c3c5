"""The shape of what people type about conflicts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField
from comity.governing.models import Question
from comity.people.models import Person

YES, NO = "yes", "no"


class CaseForm(Form):
    """What it is about, with whom, and what was tried before."""

    other = forms.ChoiceField(label=_("With whom?"))
    title = forms.CharField(
        label=_("What is it about?"), max_length=160,
        help_text=_("A few plain words, without blame: “Who answers night calls”."),
    )  # fmt: skip
    account = LongField(
        label=_("What happened, as you see it?"), max_length=5000,
        help_text=_("The other side reads this as well. Say what you saw and what you need."),
    )  # fmt: skip
    tried = LongField(
        label=_("What have you tried yourself?"), max_length=2000,
        help_text=_("Whom you spoke with, and what you proposed. Nobody helps before you have tried."),
    )  # fmt: skip
    tried_on = DateField(label=_("On which day?"))
    came_of_it = LongField(label=_("What came of it?"), max_length=2000)
    question: Any = forms.ModelChoiceField(
        label=_("Which question does it concern?"), queryset=Question._base_manager.none(), required=False,
        empty_label=_("None"), help_text=_("If our rules say so, it rests for a bounded time meanwhile."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], questions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["other"]
        chosen.choices = list(others)
        asked: Any = self.fields["question"]
        asked.queryset = questions


class PersonForm(Form):
    """One of one's own people."""

    person: Any = forms.ModelChoiceField(
        label=_("Who shall know of it as well?"), queryset=Person.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.queryset = people


class NeutralForm(Form):
    """Who could help."""

    person: Any = forms.ModelChoiceField(
        label=_("Who could help both sides?"), queryset=Person.objects.none(), empty_label=None,
        help_text=_("Nobody of either side. The other side must accept this person as well."),
    )  # fmt: skip
    why = LongField(label=_("Why this person?"), max_length=1000, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.queryset = people


class ReadyForm(Form):
    """Whether one is ready to be the neutral, and what ties one to either side."""

    answer = forms.ChoiceField(
        label=_("Are you ready to help?"), widget=forms.RadioSelect,
        choices=[(YES, _("Yes, I am ready")), (NO, _("No, I can’t"))],
    )  # fmt: skip
    interests = LongField(
        label=_("What ties you to either side?"), max_length=2000, required=False,
        help_text=_("Work, money, family, friendship. Both sides read it. If there is nothing, write so."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == YES and not given.get("interests"):
            self.add_error("interests", _("Say what ties you to either side, or that nothing does."))
        return given


class AssentForm(Form):
    """Yes or no, and why."""

    answer = forms.ChoiceField(
        label=_("Does your side accept it?"), widget=forms.RadioSelect,
        choices=[(YES, _("Yes, we accept it")), (NO, _("No, we don’t"))],
    )  # fmt: skip
    why = LongField(label=_("Why?"), max_length=1000, required=False)


class MessageForm(Form):
    """Words to the others in the case."""

    text = LongField(label=_("Your message"), max_length=10_000)


class OutcomeForm(Form):
    """How it could be settled."""

    text = LongField(
        label=_("How can it be settled?"), max_length=10_000,
        help_text=_("Who does what by when, and how you will see that it holds."),
    )  # fmt: skip


class TakeBackForm(Form):
    """Why a case is taken back."""

    why = LongField(label=_("Why?"), max_length=1000, required=False)
