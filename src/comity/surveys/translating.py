"""A survey in several languages: which words there are, how much of them is translated, and how it then reads.

What is not translated, or was changed since, is shown in the original language, and says so to screen readers.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from comity.surveys.kinds import kind_of
from comity.surveys.models import Question, Survey, Translation

#: in the address and in a cookie of the page: in which language somebody reads; ORIGINAL: as it was written
READ_IN, ORIGINAL = "read-in", "-"
#: words that may change at any time, in the original and so in each language
ALWAYS = {"title", "thanks"}


@dataclass(frozen=True)
class Slot:
    """One place where words stand: its key, what it is, the original, and how long it may get."""

    key: str
    about: str
    original: str
    most: int


@dataclass(frozen=True)
class Share:
    """How many of the places are translated."""

    done: int
    of: int

    @property
    def whole(self) -> bool:
        return self.done == self.of

    @property
    def words(self) -> str:
        return _("{done} of {of} translated").format(done=self.done, of=self.of)


@dataclass(frozen=True)
class Tongue:
    """A language to choose: what stands in the address, its code, its own name, and whether it is read now."""

    code: str
    lang: str
    name: str
    here: bool


@dataclass(frozen=True)
class Reading:
    """A survey and its questions as they read in one language. whole: nothing is shown in the original instead."""

    survey: Survey
    questions: list[Question]
    language: str
    whole: bool = True


def slots_of(survey: Survey, questions: Iterable[Question]) -> list[Slot]:
    """All words that a respondent reads, in order. Places without words are left out."""
    found = [
        Slot("title", _("What it is called"), survey.title, 160),
        Slot("intro", _("What it is for"), survey.intro, 4000),
        Slot("thanks", _("After answering"), survey.thanks, 1000),
    ]
    for number, one in enumerate(questions, start=1):
        found.append(Slot(f"{one.key}.text", _("{n}. Words").format(n=number), one.text, 300))
        found.append(Slot(f"{one.key}.help", _("{n}. Help").format(n=number), one.help, 1000))
        for name, about, words in [] if one.is_section else kind_of(one).words(one.settings):
            found.append(Slot(f"{one.key}.{name}", f"{number}. {about}", words, 200))
    return [one for one in found if one.original]


def said_in(translation: Translation, slots: Iterable[Slot]) -> dict[str, str]:
    """The translated words by key, where the original still reads as it did."""
    found = {}
    for slot in slots:
        said, original = translation.words.get(slot.key, ("", ""))
        if said and original == slot.original:
            found[slot.key] = said
    return found


def said_of(translation: Translation, slots: Iterable[Slot]) -> dict[str, str]:
    """The same with every place, empty where its words are missing."""
    listed = list(slots)
    said = said_in(translation, listed)
    return {slot.key: said.get(slot.key, "") for slot in listed}


def share_of(translation: Translation, slots: Sequence[Slot]) -> Share:
    """How far it is."""
    return Share(len(said_in(translation, slots)), len(slots))


def read_in(survey: Survey, questions: Sequence[Question], translation: Translation | None) -> Reading:
    """How a survey reads in a language; None: as it was written. The rows themselves stay as they are."""
    if translation is None:
        return Reading(survey, list(questions), survey.language)
    slots = slots_of(survey, questions)
    said = said_in(translation, slots)
    shown = copy(survey)
    for name in ("title", "intro", "thanks"):
        setattr(shown, name, said.get(name, getattr(survey, name)))
    shown.language = translation.language
    turned = [_turned(one, said, survey.language) for one in questions]
    return Reading(shown, turned, translation.language, whole=len(said) == len(slots))


def _turned(question: Question, said: dict[str, str], original: str) -> Question:
    """A copy of a question in other words. `tongue`: the language it is left in, where its own words are missing."""
    parts = ((key.partition("."), words) for key, words in said.items())
    own = {name: words for (key, _dot, name), words in parts if key == question.key}
    shown = copy(question)
    shown.text, shown.help = own.get("text", question.text), own.get("help", question.help)
    if not question.is_section:
        shown.settings = kind_of(question).reworded(question.settings, own)
    shown.tongue = "" if "text" in own else original  # type: ignore[attr-defined]
    return shown


def chosen_of(found: Sequence[Translation], wanted: Iterable[str]) -> Translation | None:
    """The first of the wanted languages that there is; None: the original, or none of them."""
    by_language = {one.language.casefold(): one for one in found}
    return next((by_language[code.casefold()] for code in wanted if code.casefold() in by_language), None)


def tongues_of(survey: Survey, found: Sequence[Translation], chosen: Translation | None) -> list[Tongue]:
    """The languages one can choose, the original first; none where there is no other."""
    if not found:
        return []
    original = Tongue(ORIGINAL, survey.language, original_name(survey), chosen is None)
    others = (Tongue(one.language, one.language, language_name(one.language), one == chosen) for one in found)
    return [original, *others]


def language_name(code: str) -> str:
    """A language by its own name where Django knows it, else its code."""
    info: dict[str, Any] = LANG_INFO.get(code.casefold()) or LANG_INFO.get(code.partition("-")[0].casefold(), {})
    return str(info.get("name_local", code))


def original_name(survey: Survey) -> str:
    """The language in which it was written."""
    return language_name(survey.language) if survey.language else _("As it was written")
