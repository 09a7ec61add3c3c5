"""Sentences with fields in them: a form that is read like the charter it writes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from string import Formatter
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from comity.base.forms import Form
from comity.core.rulebook import money
from comity.governing.rulebook.sentences import Sentence


@dataclass(frozen=True)
class Piece:
    """A stretch of words, or a field of the form."""

    text: str = ""
    field: BoundField | None = None


@dataclass(frozen=True)
class Line:
    """One sentence of a form, with what is wrong with its fields."""

    pieces: list[Piece]

    @property
    def errors(self) -> list[str]:
        return [str(text) for piece in self.pieces if piece.field for text in piece.field.errors]

    @property
    def error_id(self) -> str:
        """Where the field's description points."""
        first = next(piece.field for piece in self.pieces if piece.field)
        return f"{first.auto_id}_error"


class SentenceForm(Form):
    """A form drawn as sentences. SENTENCES: those that it fills in, in order."""

    SENTENCES: tuple[Sentence, ...] = ()

    def __init__(self, *args: Any, currency: str = "", **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))

    def sentences(self) -> Iterable[Sentence]:
        """The sentences to draw."""
        return self.SENTENCES

    @property
    def lines(self) -> list[Line]:
        return [Line(list(self._pieces(one))) for one in self.sentences()]

    def _pieces(self, sentence: Sentence) -> Iterator[Piece]:
        for text, name, _spec, _conversion in Formatter().parse(str(sentence.text)):
            if text:
                yield Piece(text)
            if name:
                yield Piece(field=self[name]) if name in self.fields else Piece(self.said(name))

    def said(self, name: str) -> str:
        """The words in place of a name that is no field."""
        return name


class MoneyField(forms.CharField):
    """An amount as people type it, in minor units; its form knows the currency."""

    def __init__(self, *, label: Any, required: bool = False) -> None:
        super().__init__(label=label, required=required, max_length=20)
        self.widget.attrs["inputmode"] = "decimal"

    def minor(self, typed: str, currency: str) -> int | None:
        """Raises ValidationError for what is no amount."""
        if not typed:
            return None
        try:
            return money.minor(typed, currency)
        except ValueError:
            raise forms.ValidationError(_("Write an amount in figures, as “5,000”."), code="amount") from None


class Days(forms.IntegerField):
    """A number of days."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        super().__init__(label=label, min_value=0, max_value=3650, required=required)


def choose(label: Any, choices: Iterable[tuple[Any, Any]], *, required: bool = True) -> forms.ChoiceField:
    """A choice inside a sentence."""
    return forms.ChoiceField(label=label, choices=list(choices), required=required)


def truth(label: Any, words: Any) -> forms.TypedChoiceField:
    """Yes or no, in the sentence's own words."""
    pairs = [("yes", words[True]), ("no", words[False])]
    return forms.TypedChoiceField(label=label, choices=pairs, coerce=lambda value: value == "yes")


def flag(value: bool) -> str:
    """The key of a truth."""
    return "yes" if value else "no"


def share_of(key: str) -> Fraction | None:
    """A share as a form holds it."""
    return Fraction(key) if key else None


def share_key(share: Fraction | None) -> str:
    """Back to the key."""
    return "" if share is None else f"{share.numerator}/{share.denominator}"


def also(field: Any, key: str, words: str) -> None:
    """Offer a value that stands there already, though the list does not have it."""
    if key not in {str(value) for value, _label in field.choices}:
        field.choices = [*field.choices, (key, words)]
