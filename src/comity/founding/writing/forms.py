"""Forms of the founding texts: their first words, and until when members answer."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base.forms import DateTimeField, Form, LongField


class BeginForm(Form):
    """How it reads at first."""

    words = LongField(
        label=gettext_lazy("How should it read?"), max_length=20_000,
        help_text=gettext_lazy("A first draft is enough: it is written together from here on."),
    )  # fmt: skip


class PutForm(Form):
    """Until when members can answer."""

    closes_at = DateTimeField(
        label=gettext_lazy("Until when can they answer?"), help_text=gettext_lazy("At least an hour from now.")
    )

    def __init__(self, *args: Any, until: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].initial = until
