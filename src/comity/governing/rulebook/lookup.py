"""What applies to us? The answer to "I want to decide …", read from the rulebook in force."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import Form
from comity.base.refusal import Reason
from comity.core.rulebook import money
from comity.core.rulebook.ruling import NoRuling, Ruling
from comity.core.rulebook.types import Band, Rulebook
from comity.governing.models import RulebookVersion
from comity.governing.rulebook.asking import ruling_of
from comity.governing.rulebook.sentences import Names, band_sentences
from comity.governing.rulebook.words import kind_in_words, routed_in_words, why_not


class LookupForm(Form):
    """I want to decide … of … ."""

    kind = forms.ChoiceField(label=gettext_lazy("I want to decide on"))
    amount = forms.CharField(
        label=gettext_lazy("How much is it?"), max_length=20, required=False,
        help_text=gettext_lazy("Only for spending and promises: who decides depends on it."),
    )  # fmt: skip

    def __init__(self, *args: Any, rules: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        field: Any = self.fields["kind"]
        field.choices = [(one.key, kind_in_words(one.key, one)) for one in rules.kinds]
        self.fields["amount"].widget.attrs["inputmode"] = "decimal"

    def clean_amount(self) -> int | None:
        typed = self.cleaned_data["amount"]
        if not typed:
            return None
        try:
            return money.minor(typed, self.rules.currency)
        except ValueError:
            raise forms.ValidationError(_("Write an amount in figures, as “5,000”.")) from None


@dataclass(frozen=True)
class Answer:
    """What applies: the ruling and its sentences, why it does not stay with a smaller body, and the earliest days."""

    ruling: Ruling
    title: str
    body: str
    sentences: list[str]
    routed: list[str]
    opens_on: date
    decided_on: date
    latest_on: date

    @property
    def anchor(self) -> str:
        return f"c-{self.ruling.clause.replace('.', '-')}"


def answer(
    version: RulebookVersion, kind: str, amount: int | None, names: Names, at: datetime
) -> Answer | Reason:
    """Which body, how, by when; or why no rule applies."""
    found = ruling_of(version, kind, amount)
    if isinstance(found, NoRuling):
        return why_not(found)
    of = next(one for one in version.rules.kinds if one.key == kind)
    band = next(one for one in of.bands if one.way is found.way)
    today = at.astimezone(version.coalition.tz).date()
    opens = today + timedelta(days=found.notice)
    return Answer(
        found, kind_in_words(kind, of), _body(band, names), band_sentences(of, band, names, found.currency),
        routed_in_words(found, names), opens, opens + timedelta(days=found.shortest),
        opens + timedelta(days=found.longest),
    )  # fmt: skip


def _body(band: Band, names: Names) -> str:
    if band.way.body is None:
        return _("The body to which you put it")
    return names[band.way.body]
