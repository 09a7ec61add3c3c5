"""The shape of what is typed about voting by other hands."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.forms import DateField, Form, LongField
from comity.coalitions.queries import acting_people, members_of
from comity.coalitions.standing import Standing
from comity.core.ballots.types import Choice
from comity.governing.ballot_forms import BallotForm, ballot_form
from comity.governing.models import Question, State
from comity.governing.queries import visible_to
from comity.people.models import Organisation, Person


class ProxyForm(Form):
    """Whom we ask, and for what."""

    holder = forms.ModelChoiceField(
        label=gettext_lazy("Who votes for us?"), queryset=Organisation._base_manager.none()
    )
    question = forms.ModelChoiceField(
        label=gettext_lazy("On which question?"), queryset=Question._base_manager.none(), required=False,
        empty_label=gettext_lazy("On all, until a day"),
    )  # fmt: skip
    until_on = DateField(
        label=gettext_lazy("Until which day?"), help_text=gettext_lazy("Only if it is not for one question."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, standing: Standing, by: Capacity, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        question: Any = self.fields["question"]
        members = members_of(standing.coalition, on=day_of(at)).order_by("name")
        holder.queryset = members.exclude(pk=by.organisation) if by.organisation else members
        question.queryset = visible_to(standing).filter(
            state=State.OPEN, closes_at__gt=at, roll__organisation=by.organisation
        )


class TieForm(Form):
    """What a tie comes to."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Yes and no weigh the same. What do you decide?"), widget=forms.RadioSelect,
        choices=[(Choice.YES.value, gettext_lazy("It goes ahead")), (Choice.NO.value, gettext_lazy("It does not"))],
    )  # fmt: skip
    why = LongField(
        label=gettext_lazy("Why?"), help_text=gettext_lazy("It stands with the decision."), max_length=1000
    )


def entry_form(question: Question, standing: Standing) -> type[BallotForm]:
    """The ballot of another organisation, with whose it is and who heard it. Needs the roll."""
    names = [(str(entry.organisation_id), entry.name) for entry in question.roll.all()]
    witnesses = acting_people(standing, on=(question.opened_at or question.drafted_at).date()).order_by("name")
    weights = [entry.weight for entry in question.roll.all()]
    ballot = ballot_form(question, max(weights, default=1))
    fields = {
        "organisation": forms.ChoiceField(label=gettext_lazy("Which organisation told you its vote?"), choices=names),
        **ballot.base_fields,
        "witness": _Witness(
            label=gettext_lazy("Who heard it, too?"), queryset=witnesses,
            help_text=gettext_lazy("Both names stand with the vote. The organisation is told, and can contest it."),
        ),
    }  # fmt: skip
    return type("Entry", (ballot,), fields)


class _Witness(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Person) -> str:
        return str(obj.name)
