"""Text as both databases keep it alike: composed, without NUL and control characters, sorted by a stored key."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_KEPT = {"\n", "\t"}


def refuse_control_characters(value: str) -> None:
    """SQLite keeps NUL and PostgreSQL refuses it; no control character belongs in what people write."""
    if any(unicodedata.category(c) == "Cc" and c not in _KEPT for c in value):
        raise ValidationError(_("Please take out the invisible control characters."), code="control")


def refuse_line_breaks(value: str) -> None:
    """A line is one line: a break in a name would be a header of somebody's making once it stands in a mail."""
    if any(c in "\n\t\u2028\u2029" for c in value):
        raise ValidationError(_("Please write this on one line."), code="line")


def tidy(value: str) -> str:
    """Composed form (NFC), plain line ends, no blanks around."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fold(text: str) -> str:
    """Words as they are compared: case and accents gone. "Élan" and "elan" are one."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def sort_key(name: str) -> str:
    """A key by which names sort alike in every database: folded, then by accents. "Österreich" stands beside "oslo".

    Written as hexadecimal digits, which every collation orders alike.
    """
    return f"{fold(name)}\0{name.casefold()}".encode()[:150].hex()


def initials(name: str) -> str:
    """Two letters that stand for a name: of its first two capitalised words, else its first two letters."""
    words = [w for w in name.replace("’", "'").split() if w[0].isalnum()]
    chief = [w for w in words if w[0].isupper() or w[0].isdigit()] or words
    letters = "".join(w[0] for w in chief[:2]) if len(chief) > 1 else "".join(chief)[:2]
    return letters.upper()


class TidyMixin:
    """Cleans what people type before it is checked."""

    def to_python(self, value: object) -> object:
        cleaned = super().to_python(value)  # type: ignore[misc]
        return tidy(cleaned) if isinstance(cleaned, str) else cleaned


class Line(TidyMixin, models.CharField):  # type: ignore[type-arg]
    """One line of words."""

    default_validators = [refuse_control_characters, refuse_line_breaks]


class Words(TidyMixin, models.TextField):  # type: ignore[type-arg]
    """Several lines of words, at most `longest` characters."""

    default_validators = [refuse_control_characters]

    def __init__(self, *args: object, longest: int = 10_000, **kwargs: object) -> None:
        self.longest = longest
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, MaxLengthValidator(longest)]

    def deconstruct(self):  # type: ignore[no-untyped-def]
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "longest": self.longest}
