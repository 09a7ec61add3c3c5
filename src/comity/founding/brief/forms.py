"""Forms of the brief: one question a page; all four on one page behind a mailed link."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.core.advice.briefing import Brief
from comity.founding.brief.words import ASKED


class AnswerForm(Form):
    """One answer."""

    words = LongField(
        label=gettext_lazy("Your answer"), max_length=4000, help_text=gettext_lazy("A few sentences are enough.")
    )


class BriefForm(Form):
    """All four on one page; what is left open stays open."""

    def __init__(self, *args: Any, said: Mapping[Brief, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one, asked in ASKED.items():
            row = (said or {}).get(one)
            self.fields[one.value] = LongField(
                label=asked.text, max_length=4000, required=False, help_text=asked.meaning,
                initial=row.words if row else "",
            )  # fmt: skip

    @property
    def UNSAID(self) -> tuple[str, ...]:
        return tuple(self.fields)

    def given(self) -> dict[Brief, str]:
        """What was answered, as the act takes it."""
        return {one: self.cleaned_data[one.value] for one in Brief if self.cleaned_data.get(one.value)}
