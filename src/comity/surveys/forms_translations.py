"""The shape of a translation: each place of the original with a field beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.base.text import tidy
from comity.base.versions import Version, mark
from comity.surveys.acts.translations import standing_still
from comity.surveys.models import Translation
from comity.surveys.translating import Slot, said_in

#: originals longer than this get several lines to be translated in
SHORT = 90


def language_code(words: str) -> str:
    """A short code of a language, as “en” or “pt-BR”; ValidationError for anything else."""
    found = words.strip()
    if found and not all(part.isalnum() and part.isascii() for part in found.split("-")):
        raise ValidationError(_("Write a short code, as “en” or “pt-BR”."))
    return found


class LanguageForm(Form):
    """Into which language."""

    language = forms.CharField(
        label=gettext_lazy("Into which language?"), max_length=12,
        help_text=gettext_lazy("As a short code: “es” for Spanish, “ar” for Arabic, “so” for Somali."),
    )  # fmt: skip

    def clean_language(self) -> str:
        """Letters, and perhaps a region."""
        return language_code(self.cleaned_data["language"])


@dataclass(frozen=True)
class Pair:
    """One place: the original, the field beside it or what stands still there, and what it read before it changed."""

    slot: Slot
    field: Any
    said: str
    before: str


class TranslationForm(Form):
    """All places of a survey but those whose words stand still."""

    def __init__(self, *args: Any, translation: Translation, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots, self.kept = slots, translation.words
        self.said = said_in(translation, slots)
        self.UNSAID = {slot.key for slot in slots}
        still = standing_still(translation, list(slots))
        for slot in slots:
            if slot.key not in still:
                self.fields[slot.key] = self._field(slot, translation.language)

    def _field(self, slot: Slot, language: str) -> forms.Field:
        make = LongField if len(slot.original) > SHORT or "\n" in slot.original else forms.CharField
        field = make(
            label=slot.about, required=False, max_length=slot.most, initial=self.said.get(slot.key, "")
        )
        field.widget.attrs |= {"lang": language, "dir": "auto", "autocomplete": "off"}
        return field

    @property
    def pairs(self) -> list[Pair]:
        """Place by place, as the page draws them."""
        found = []
        for slot in self.slots:
            said = self.said.get(slot.key, "")
            before = "" if said else self.kept.get(slot.key, ("",))[0]
            found.append(Pair(slot, self[slot.key] if slot.key in self.fields else None, said, before))
        return found

def changed(said: Mapping[str, str], read: Version | None) -> dict[str, str]:
    """Of all that a form sent, what does not read as it was read: two can work on one language at once."""
    return {key: words for key, words in said.items() if read is None or mark(tidy(words)) != read.marks.get(key)}
