"""What is typed about amendments."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base.forms import DateTimeField, Form, LongField


class AmendForm(Form):
    """How the proposal should read, and why."""

    text = LongField(
        label=gettext_lazy("How should the whole text read?"), max_length=20_000,
        help_text=gettext_lazy("Change the words where they stand. What you leave alone stays as it is."),
    )  # fmt: skip
    why = LongField(
        label=gettext_lazy("Why?"), max_length=2000,
        help_text=gettext_lazy("Those who put it forward answer it, and all can read both."),
    )  # fmt: skip


class AcceptForm(Form):
    """How the proposal reads with it."""

    text = LongField(
        label=gettext_lazy("So the proposal reads from now on"), max_length=20_000,
        help_text=gettext_lazy("Both are joined here. Put right what does not fit."),
    )  # fmt: skip


class DeclineForm(Form):
    """Why not."""

    reason = LongField(
        label=gettext_lazy("Why not?"), max_length=2000,
        help_text=gettext_lazy("It stays with the proposal. Whoever made the amendment can put it to the vote."),
    )  # fmt: skip


class PutForm(Form):
    """Until when it is voted on."""

    closes_at = DateTimeField(
        label=gettext_lazy("Until when can organisations answer?"),
        help_text=gettext_lazy("The proposal opens once this is decided."),
    )  # fmt: skip

    def __init__(self, *args: Any, first: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].initial = first
