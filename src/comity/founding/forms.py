"""Forms of the checklist: one question a page, all on one page behind a mailed link, and going on all the same."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateTimeField, Form, LongField
from comity.core.advice.readiness import Answer, Question
from comity.founding.words import ANSWERS, ASKED
from comity.network.forms.ties import MEANING, OPEN

CHOICES = [(answer.value, label) for answer, label in ANSWERS.items()]
WHY = gettext_lazy("Why?")
WHY_HELP = gettext_lazy("A no and a “not sure” need a reason. The others read it.")


class AnswerForm(Form):
    """One answer with its reason."""

    answer = forms.ChoiceField(label=gettext_lazy("Your answer"), widget=forms.RadioSelect, choices=CHOICES)
    reason = LongField(label=WHY, max_length=1000, required=False, help_text=WHY_HELP)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") not in (None, Answer.YES) and not given.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that the others can answer to it."))
        return given


class ChecklistForm(Form):
    """All seven on one page; what is left open stays open."""

    def __init__(self, *args: Any, said: Mapping[Question, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, asked in ASKED.items():
            row = (said or {}).get(question)
            self.fields[question.value] = forms.ChoiceField(
                label=asked.text, widget=forms.RadioSelect, choices=CHOICES, required=False, help_text=asked.meaning,
                initial=row.answer if row else None,
            )  # fmt: skip
            self.fields[f"reason_{question.value}"] = LongField(
                label=WHY, max_length=1000, required=False, initial=row.reason if row else ""
            )

    @property
    def UNSAID(self) -> tuple[str, ...]:
        return tuple(self.fields)

    def given(self) -> dict[Question, tuple[Answer, str]]:
        """What was answered, as the act takes it."""
        data = self.cleaned_data
        return {
            question: (Answer(data[question.value]), data[f"reason_{question.value}"])
            for question in Question
            if data.get(question.value)
        }


class GoOnForm(Form):
    """Why the founders should go on in spite of a no, and until when they can answer."""

    reason = LongField(
        label=gettext_lazy("Why should we go on all the same?"), max_length=2000,
        help_text=gettext_lazy("Say what has changed, or how you will live with it. It stands in the record."),
    )  # fmt: skip
    closes_at = DateTimeField(
        label=gettext_lazy("Until when can they answer?"), help_text=gettext_lazy("At least an hour from now.")
    )

    def __init__(self, *args: Any, until: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].initial = until


class LighterForm(Form):
    """With whom a lighter form begins, and on which rung."""

    about = forms.ChoiceField(label=gettext_lazy("With whom do you begin?"))
    level = forms.TypedChoiceField(
        label=gettext_lazy("How closely do you work with them from now on?"), coerce=int, widget=forms.RadioSelect,
        choices=[choice for choice in MEANING if choice[0] not in (OPEN, "0", "5")],
    )  # fmt: skip

    def __init__(self, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Choose an organisation")), *others.items()]  # type: ignore[attr-defined]
