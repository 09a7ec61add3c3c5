"""What narrows a list: words, or one choice among some. Values come from addresses, so anything may be in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST, MOST_WORDS = 200, 8
Text = str | Promise  # translated when shown
Choices = Iterable[tuple[object, object]]


@dataclass(frozen=True)
class Words:
    """Rows in which every word occurs in one of the fields."""

    fields: tuple[str, ...]
    key: str = "q"
    label: Text = _("Words")

    is_words = True

    def read(self, given: str) -> str:
        """The words that count: printable, not too many."""
        printable = "".join(sign if sign.isprintable() else " " for sign in given[:LONGEST])
        return " ".join(printable.split()[:MOST_WORDS])

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Only the rows with all these words."""
        for word in value.split():
            rows = rows.filter(self._anywhere(word))
        return rows

    def said(self, value: str) -> str:
        """How the active filter is named."""
        return f"“{value}”"

    def _anywhere(self, word: str) -> Q:
        found = Q()
        for field in self.fields:
            for form in _forms(word):
                found |= Q(**{f"{field}__icontains": form})
        return found


@dataclass(frozen=True)
class Choose:
    """Rows of one kind. choices: (value, label) pairs or a function that gives them; field: what must equal the value,
    or apply: a function of rows and value. A value that is not among the choices is ignored.
    """

    key: str
    label: Text
    choices: Choices | Callable[[], Choices]
    field: str = ""
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    every: Text = _("All")

    is_words = False

    def options(self) -> list[tuple[str, str]]:
        """The pairs as text."""
        pairs = self.choices() if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in pairs]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Only the rows of this kind."""
        return self.apply(rows, value) if self.apply else rows.filter(**{self.field or self.key: value})


def _forms(word: str) -> set[str]:
    """SQLite folds the case of ASCII only: other letters are looked for in their usual forms."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
