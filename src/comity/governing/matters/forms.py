"""The shape of what people type around a proposal and its decision."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import get_scope

from comity.base.clock import now
from comity.base.forms import DateField, DateTimeField, Form, LongField, Option
from comity.core.rulebook.kinds import RULES
from comity.core.rulebook.money import minor, plain
from comity.governing.matters.reopening import Offer
from comity.governing.models import GROUNDS
from comity.governing.rulebook import adopted
from comity.governing.rulebook.words import kind_in_words
from comity.topics.forms import TopicField
from comity.topics.queries import in_use

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


class KindForm(Form):
    """What kind of matter it is, and how much money: by these the rulebook names who decides, and how."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of matter is it?"), widget=forms.RadioSelect)
    amount = forms.CharField(
        label=gettext_lazy("How much money is it?"),
        help_text=gettext_lazy("All it will cost, in the coalition’s currency. Leave it empty if it costs nothing."),
        max_length=20,
        required=False,
    )
    paid_from = forms.CharField(
        label=gettext_lazy("From where is it paid?"),
        help_text=gettext_lazy("For example: “The shared fund, winter line”."),
        max_length=160,
        required=False,
    )
    topic = TopicField(
        label=gettext_lazy("Which topic does it belong to?"),
        help_text=gettext_lazy("The register can be narrowed by it. Who coordinates keeps the list of topics."),
        empty_label=gettext_lazy("None of these"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = adopted(get_scope()["coalition"], now())
        kinds = version.rules.kinds if version else ()
        self.currency = version.rules.currency if version else ""
        choices = [(kind.key, kind_in_words(kind.key, kind)) for kind in kinds if kind.key != RULES]
        cast(forms.ChoiceField, self.fields["kind"]).choices = choices
        cast(TopicField, self.fields["topic"]).queryset = in_use()

    def say_amount(self, amount: int | None) -> str:
        """As the check of all answers shows it."""
        return "" if amount is None else plain(amount, self.currency) + f" {self.currency}"

    def clean_amount(self) -> int | None:
        """In minor units."""
        typed = self.cleaned_data["amount"]
        if not typed.strip():
            return None
        try:
            return minor(typed, self.currency)
        except ValueError:
            raise ValidationError(_("Write an amount, such as 1,250 or 1,250.50.")) from None


class ReopeningForm(Form):
    """On which ground, why, and the proof."""

    ground = forms.ChoiceField(label=gettext_lazy("On which ground?"), widget=forms.RadioSelect)
    why = LongField(
        label=gettext_lazy("Why should it be taken up again?"),
        help_text=gettext_lazy("All members can read it."),
        max_length=2000,
    )
    known_on = DateField(
        label=gettext_lazy("Since when are the new facts known?"),
        help_text=gettext_lazy("Only for new facts: a day after the decision."),
        required=False,
    )
    proof = LongField(
        label=gettext_lazy("What are the new facts, and how can they be checked?"),
        help_text=gettext_lazy("Only for new facts: figures, a letter, an address where they stand."),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, offers: Iterable[Offer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {value: str(label) for value, label in GROUNDS}
        choices = [(one.ground.value, Option(words[one.ground], one.words)) for one in offers]
        cast(forms.ChoiceField, self.fields["ground"]).choices = choices


class FreezeForm(Form):
    """Until when a matter rests, and why."""

    until = DateTimeField(label=gettext_lazy("Until when does it rest?"))
    why = forms.CharField(
        label=gettext_lazy("Why does it rest?"),
        max_length=300,
        help_text=gettext_lazy("All who can read the matter can read this."),
    )
