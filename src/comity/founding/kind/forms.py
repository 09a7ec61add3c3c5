"""Forms of the kind: one question, and asking the members to change it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.base.forms import DateTimeField, Form, LongField, Option
from comity.core.advice.kinds import Trait
from comity.founding.kind.words import ASKED


class AnswerForm(Form):
    """One choice of one question."""

    choice = forms.ChoiceField(label=gettext_lazy("What fits best?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, trait: Trait, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = ASKED[trait].choices.items()
        self.fields["choice"].choices = [(key, Option(name, means)) for key, (name, means) in choices]  # type: ignore[attr-defined]


class ProposeForm(Form):
    """Why it should become another kind, and until when the members can answer."""

    reason = LongField(label=gettext_lazy("Why should we become another kind?"), max_length=2000)
    closes_at = DateTimeField(
        label=gettext_lazy("Until when can they answer?"),
        help_text=gettext_lazy("The rulebook says how much time a change of the rules needs."),
    )

    def __init__(self, *args: Any, until: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].initial = until
