"""What a pulse can ask: sets in our own words to begin with, and how an answer reads."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Template:
    """A set of questions to begin with."""

    key: str
    title: str
    texts: tuple[str, ...]


def templates() -> list[Template]:
    """In the reader's language; each has five questions at most."""
    return [
        Template("trust", _("Trust, in five sentences"), (
            _("What others here promise, they do."),
            _("I can say openly here what worries me."),
            _("What I say in confidence stays among us."),
            _("Work and credit are shared fairly."),
            _("My organisation can stay itself in this coalition."),
        )),
        Template("short", _("Three sentences, for in between"), (
            _("What others here promise, they do."),
            _("I can say openly here what worries me."),
            _("I would choose to work with these partners again."),
        )),
        Template("mending", _("After a quarrel"), (
            _("We have talked about what happened, and not only around it."),
            _("I know what will be different from now on."),
            _("I can work with everyone here again."),
            _("If it happened again, I would know whom to turn to."),
        )),
    ]  # fmt: skip


def asked(texts: list[str]) -> list[dict[str, str]]:
    """Questions as they are kept; the same words have the same key, so that waves can be compared."""
    return [{"key": sha256(text.casefold().encode()).hexdigest()[:12], "text": text} for text in texts]


def answers() -> list[tuple[int, str]]:
    """The scale in words."""
    return [(4, _("True")), (3, _("Rather true")), (2, _("Rather not true")), (1, _("Not true"))]


def group_in_words(group: str, sectors: dict[str, str]) -> str:
    """A cell of figures by the sectors in it; empty: all."""
    if not group or group == EVERYONE:
        return _("All")
    return " + ".join(sectors.get(name, _("without a sector")) for name in group.split("+"))


#: the group of those who are not told apart
EVERYONE = "all"


def text_of(questions: list[dict[str, Any]], key: str) -> str:
    """The words of a question."""
    return next((one["text"] for one in questions if one["key"] == key), "")
