"""A language that exists only here: every message comes back as ⟦message⟧. What stands outside was never translated."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.conf.locale import LANG_INFO
from django.db import models
from django.template import engines
from django.utils import translation

from comity.audit.models import EntryWords
from tests.crawl.pages import Element, Page

OPEN, SHUT = "⟦", "⟧"
KINDS = (models.CharField, models.TextField, models.JSONField)
#: not read, or code
SILENT = ("script", "style", "code", "pre")
#: words that are the same in every language here, with the reason
SAME = {
    "Comity": "the name of the software",
    "English": "a language's own name for itself",
    "CSV": "a format", "Excel": "a program", "JSON": "a format", "SVG": "a format", "GraphML": "a format",
    "SHA-256": "a method", "sha256": "a method", "UTC": "a time zone",
    "SQLite": "a database", "PostgreSQL": "a database",
}  # fmt: skip
#: apps whose rows hold words of people, or words kept as they were when something happened
ROOMS = (
    "people", "coalitions", "governing", "meetings", "network", "notices", "account", "base",
    "texts", "files", "tasks", "signatures", "credits", "topics", "surveys", "founding", "journey",
)  # fmt: skip
#: attributes that are read aloud or shown
READ = ("alt", "aria-label", "placeholder", "title", "data-l", "aria-description", "aria-roledescription")
#: what is code and not language: addresses, ids, seals, acts' names, marks of two or three letters, D-032
CODE = re.compile(
    r"https?://\S+|\S+@\S+|\b[0-9a-f]{4,64}\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[a-z]+(?:\.[a-z_]+)+\b|\b[A-Z]{1,3}\b|\bD-\d+"
)
LETTERS = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All messages from here on are wrapped, lazy ones and those in templates too."""
    inner = translation._trans
    forget()

    def one(message: Any) -> str:
        return f"{OPEN}{message}{SHUT}" if message else str(message)

    def some(singular: Any, plural: Any, number: Any) -> str:
        return one(singular if number == 1 else plural)

    monkeypatch.setattr(inner, "gettext", one, raising=False)
    monkeypatch.setattr(inner, "ngettext", some, raising=False)
    monkeypatch.setattr(inner, "pgettext", lambda context, message: one(message), raising=False)
    monkeypatch.setattr(inner, "npgettext", lambda context, *given: some(*given), raising=False)
    yield
    forget()


def forget() -> None:
    """What was put together once and kept is put together anew, in this language."""
    for room in [room for name, room in sys.modules.items() if name.startswith("comity.")]:
        for one in list(vars(room).values()):
            if hasattr(one, "cache_clear"):
                one.cache_clear()
    for loader in engines["django"].engine.template_loaders:  # pieces are kept with their templates
        loader.reset()


def written() -> set[str]:
    """Everything that people and organisations wrote, and words kept as they were when something happened."""
    found: set[str] = set()
    for words in EntryWords.objects.exclude(words="").values_list("words", flat=True):
        found |= set(_strings(json.loads(words)))
    for model in (model for model in apps.get_models() if model._meta.app_label in ROOMS):
        fields = [f for f in model._meta.concrete_fields if isinstance(f, KINDS)]
        for row in model._base_manager.values_list(*(f.attname for f in fields)) if fields else []:
            found |= {text for value in row for text in _strings(value)}
            if model._meta.app_label == "texts":  # two versions are shown word by word
                found |= {word.strip(".,;:!?") for value in row for text in _strings(value) for word in text.split()}
    lines = {line.strip() for text in found for line in text.splitlines()}
    return lines | {line.strip("#*->1234567890.: ") for line in lines}


def _strings(value: Any) -> Iterator[str]:
    """All texts within a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def proper_names() -> set[str]:
    """Names that stay as they are: of places with a clock, and of languages in themselves."""
    places = {part.replace("_", " ") for zone in available_timezones() for part in zone.split("/")}
    tongues = {one["name_local"] for one in LANG_INFO.values() if "name_local" in one}
    return (
        places
        | tongues
        | {name[:1].upper() + name[1:] for name in tongues}
        | {name.title() for name in tongues}
    )


@dataclass(frozen=True)
class Known:
    """Texts that may stand outside the brackets; `word` also knows their single words, as maps break names."""

    whole: re.Pattern[str]
    words: frozenset[str]

    @classmethod
    def of(cls, texts: set[str]) -> "Known":
        longest_first = sorted((one for one in texts if LETTERS.search(one)), key=len, reverse=True)
        words = frozenset(word for text in texts for word in text.split())
        return cls(re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first))})(?!\w|\.\w)"), words)

    def leaves(self, text: str) -> bool:
        """Is there language in it beside what is known?"""
        rest = CODE.sub(" ", self.whole.sub(" ", text))
        for word in SAME:
            rest = rest.replace(word, " ")
        return bool(LETTERS.search(rest))

    def word(self, text: str) -> bool:
        """Are all of its words known?"""
        return all(word.rstrip("…") in self.words or not self.leaves(word) for word in text.split())


def untranslated(source: str, known: Known) -> list[str]:
    """Pieces of language on a page that stand outside the brackets and are nobody's own words."""
    page = Page(source)
    lines = [line for line in outside(_visible(page)).splitlines() if known.leaves(line)]
    found = [" ".join(line.split()) for line in lines]
    drawn = [text for element, text in page.texts if _in_a_picture(element)]
    found += [f"<text> {text}" for text in drawn if not known.word(outside(text))]
    for one in page.elements:
        found += [f"<{one.tag} …> {value}" for value in _read_aloud(one) if known.leaves(outside(value))]
    return found


def _read_aloud(one: Element) -> Iterator[str]:
    yield from (one.attributes[name] for name in READ if name in one.attributes)
    if one.tag == "input" and one.attributes.get("type") in ("submit", "button"):
        yield one.attributes.get("value", "")
    if one.tag == "meta" and one.attributes.get("name") == "description":
        yield one.attributes.get("content", "")


def _in_a_picture(element: Element | None) -> bool:
    return element is not None and element.tag in ("text", "tspan") and element.within("svg")


def _visible(page: Page) -> str:
    """Texts in reading order, glued where a message spans several elements."""
    glued, depth = "", 0
    for element, text in page.texts:
        if _in_a_picture(element) or (element and (element.tag in SILENT or element.within(*SILENT))):
            continue
        glued += text if depth else f"{text}\n"
        depth += text.count(OPEN) - text.count(SHUT)
    return glued


def outside(text: str) -> str:
    """What stands outside all brackets."""
    kept, depth = [], 0
    for sign in text:
        depth += (sign == OPEN) - (sign == SHUT)
        if depth <= 0 and sign != SHUT:
            kept.append(sign)
            depth = max(depth, 0)
    return "".join(kept)
