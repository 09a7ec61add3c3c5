"""Kinds of question: which form fields one has, how its answer is kept, and how it reads everywhere else.

A wing adds a kind by registering an object of a subclass of `Kind` in `kinds`; nothing else of this room changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.base.registry import Registry, Worded
from comity.core.surveys.counts import Counts

Value = Any  # plain JSON; None: not answered


@dataclass(frozen=True)
class Asking:
    """A question as it is asked: in which round (None while drafting), of whom (None in a preview or on paper)."""

    question: Any
    round: Any = None
    respondent: Any = None

    @property
    def settings(self) -> dict[str, Any]:
        """What its kind was told of it."""
        return dict(self.question.settings)

    @property
    def organisation(self) -> UUID | None:
        """For which organisation it is answered."""
        return self.respondent.organisation_id if self.respondent else None


@dataclass(frozen=True)
class Bar:
    """One line of results: how many gave this answer (None: kept back), of how many."""

    label: str
    n: int | None
    of: int | None


@dataclass(frozen=True)
class Told:
    """The results of one question: bars, or lines of text, with a sentence. answered: None when it is kept back."""

    answered: int | None
    bars: Sequence[Bar] = ()
    lines: Sequence[str] = ()
    words: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Cell:
    """A column that a question has in tables, and in files that come and go."""

    key: str
    label: str


class Kind:
    """How questions of one kind behave. The shape of the kept value stands in `shape`, for who reads the files."""

    label: Worded = ""
    about: Worded = ""
    shape: Worded = ""
    #: draws the fields of one question: gets `question` and `fields` (bound); "": one below the other
    template = ""
    #: draws a question on paper: gets `question` and what `on_paper` gives
    paper_template = "surveys/parts/paper_lines.html"

    # ── while it is drafted ──

    def setting_fields(self, round_: Any = None) -> dict[str, forms.Field]:
        """Further fields of the form in which a question is drafted."""
        return {}

    def settings(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept of them. ValidationError names the field."""
        return {}

    def shown_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The settings as the form shows them."""
        return dict(settings)

    # ── in other languages ──

    def words(self, settings: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """The words among the settings that respondents read: a name of each, what it is, and how it reads."""
        return []

    def reworded(self, settings: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
        """The settings with other words in these places, by the names of `words`."""
        return dict(settings)

    # ── when it is answered ──

    def fields(self, asked: Asking) -> dict[str, forms.Field]:
        """The fields by which it is answered. A field named "" has the question's own label and help."""
        raise NotImplementedError

    def read(self, asked: Asking, cleaned: Mapping[str, Any]) -> Value:
        """The value that is kept of what the fields said; None for nothing."""
        return cleaned.get("") or None

    def initial(self, asked: Asking, value: Value) -> dict[str, Any]:
        """What the fields show of a value."""
        return {"": value}

    def faults(self, asked: Asking, value: Value) -> str:
        """Why a value that came from elsewhere (a file, a program) can’t be one; "" if it can."""
        return ""

    # ── where it is read ──

    def say(self, asked: Asking, value: Value) -> str:
        """A value in words."""
        return "" if value is None else str(value)

    def cells(self, asked: Asking) -> list[Cell]:
        """Its columns in a table."""
        return [Cell(asked.question.key, str(asked.question.text))]

    def row(self, asked: Asking, value: Value) -> list[object]:
        """What stands in these columns."""
        return [self.say(asked, value)]

    def parse(self, asked: Asking, found: Mapping[str, str]) -> Value:
        """A value from the cells of a file, by the keys of `cells`. ValidationError says what is wrong."""
        raise ValidationError(_("Answers to this kind of question don’t come from a file."))

    def results(self, asked: Asking, values: Sequence[Value], *, least: int = 0, words: bool = True) -> Told:
        """Counts of answers; least: hide counts below; words: whether free texts may be shown."""
        return Told(len(values) if len(values) >= least else None, hidden=len(values) < least)

    def on_paper(self, asked: Asking) -> dict[str, Any]:
        """What its paper template needs."""
        return {"lines": 3}


def told(counts: Counts, labels: Mapping[Any, str], words: str = "") -> Told:
    """Counts as bars."""
    bars = [Bar(labels[one.key], one.n, counts.answered) for one in counts.counts]
    return Told(counts.answered, bars=bars, words="" if counts.hidden else words, hidden=counts.hidden)


#: name → Kind: the plain ones here, others of wings
kinds: Registry[Kind] = Registry("kind of survey question")


def kind_of(question: Any) -> Kind:
    """The kind of a question; KeyError for a section."""
    return kinds[question.kind]
