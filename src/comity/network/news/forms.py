"""The shape of what people type about news."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import DateField, Form, LongField
from comity.coalitions.models import Body
from comity.people.models import Sector


class NewsForm(Form):
    """News: what, for whom, until when."""

    title = forms.CharField(label=_("Headline"), max_length=160)
    text = LongField(label=_("What is the news?"), max_length=4000)
    sector = forms.ChoiceField(
        label=_("For which sector?"), required=False, choices=[("", _("For all")), *Sector.choices],
        help_text=_("It stands here for everybody; the digest carries it to those it is meant for."),
    )  # fmt: skip
    audience: Any = forms.ModelChoiceField(
        label=_("Or for one body?"), queryset=Body._base_manager.none(), required=False, empty_label=_("No")
    )
    until_on = DateField(
        label=_("Until which day is it news?"), help_text=_("Then it goes into the archive, where it is still found.")
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["audience"]
        chosen.queryset = bodies

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("sector") and found.get("audience"):
            self.add_error("audience", _("For a sector, or for a body: one of the two."))
        return found


class AnswerForm(Form):
    """An answer to news."""

    words = LongField(label=_("What do you answer?"), max_length=2000)
