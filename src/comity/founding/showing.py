"""The checklist as the page shows it: one row for each question, one cell for each founder."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from comity.core.advice.readiness import INSTEAD, Answer, Form, Question
from comity.founding.queries import Checklist
from comity.founding.words import ANSWERS, ASKED, LIGHTER, SIGNS, Asked, Lighter


@dataclass(frozen=True)
class Cell:
    """What one organisation says: sign and word, its reason; nothing while it is silent."""

    organisation: Any
    answer: str
    word: str
    sign: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One question with what all say. passed: the decision to go on in spite of its noes; vote: one that is open."""

    question: Question
    asked: Asked
    cells: list[Cell]
    split: bool
    agreed: bool
    refused: bool
    passed: Any
    vote: Any

    @property
    def told(self) -> list[Cell]:
        """Those who gave a reason, or doubt."""
        return [cell for cell in self.cells if cell.answer and (cell.reason or cell.answer != Answer.YES)]

    @property
    def plain(self) -> str:
        """The names of those who say yes and no more."""
        return _names(cell for cell in self.cells if cell.answer == Answer.YES and not cell.reason)

    @property
    def silent(self) -> str:
        """The names of those who have not answered."""
        return _names(cell for cell in self.cells if not cell.answer)


@dataclass(frozen=True)
class Offer:
    """A lighter form that fits, and to which question somebody said no."""

    form: Form
    lighter: Lighter
    question: Asked


def rows_of(checklist: Checklist, proposals: list[Any]) -> list[Row]:
    """All questions in their order."""
    passed = {Question(one.question): one for one in checklist.gone_on}
    open_now = {Question(one.question): one for one in proposals if one.vote and one.vote.state == "open"}
    told = {one.question: one for one in checklist.told.questions} if checklist.told else {}
    return [
        Row(
            question, ASKED[question], [_cell(checklist, one, question) for one in checklist.founders],
            split=question in told and told[question].split, agreed=question in told and told[question].agreed,
            refused=question in told and bool(told[question].no), passed=passed.get(question),
            vote=open_now.get(question),
        )
        for question in Question
    ]  # fmt: skip


def offers_of(checklist: Checklist) -> list[Offer]:
    """The lighter forms that fit, as the advice ranks them."""
    asked = {form: ASKED[question] for question, form in INSTEAD.items()}
    forms = checklist.told.instead if checklist.told else ()
    return [Offer(form, LIGHTER[form], asked[form]) for form in forms]


def _names(cells: Iterable[Cell]) -> str:
    return ", ".join(cell.organisation.shown_name for cell in cells)


def _cell(checklist: Checklist, organisation: Any, question: Question) -> Cell:
    row = checklist.answers.get((organisation.pk, question))
    if row is None:
        return Cell(organisation, "", "", "", "")
    answer = Answer(row.answer)
    return Cell(organisation, answer.value, str(ANSWERS[answer]), SIGNS[answer], row.reason)
