"""The brief as its page shows it: one row for each question, one cell for each founder."""

from dataclasses import dataclass
from typing import Any

from comity.core.advice.briefing import Brief
from comity.founding.brief.queries import Answers
from comity.founding.brief.words import ASKED, Asked


@dataclass(frozen=True)
class Cell:
    """What one founder answered: its words where the reader may read them, else whether it has answered."""

    organisation: Any
    words: str
    given: bool


@dataclass(frozen=True)
class Row:
    """One question with all cells. veiled: somebody answered what the reader may not read yet."""

    question: Brief
    asked: Asked
    cells: list[Cell]

    @property
    def told(self) -> list[Cell]:
        """Those who have answered."""
        return [cell for cell in self.cells if cell.given]

    @property
    def silent(self) -> str:
        """The names of all others, on one line."""
        return ", ".join(cell.organisation.shown_name for cell in self.cells if not cell.given)

    @property
    def veiled(self) -> bool:
        return any(cell.given and not cell.words for cell in self.cells)


def rows_of(found: Answers) -> list[Row]:
    """All questions in their order."""
    return [Row(one, ASKED[one], [_cell(found, who, one) for who in found.founders]) for one in Brief]


def _cell(found: Answers, organisation: Any, question: Brief) -> Cell:
    row = found.shown.get((organisation.pk, question))
    return Cell(organisation, row.words if row else "", (organisation.pk, question) in found.given)
