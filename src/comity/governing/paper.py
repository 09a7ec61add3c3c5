"""The extract of a decision for paper: text, rule, figures, roll, dissent and seals."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.capacity import the_rule
from comity.coalitions.standing import Standing
from comity.core.ballots.methods import Shows
from comity.governing import queries
from comity.governing.models import Question
from comity.governing.results import Bar
from comity.governing.sealing import decision_text, rows_read
from comity.governing.views.page import Sheet


def register() -> None:
    """Let decisions be had as PDFs."""
    registry.prints.register(
        "governing.question",
        registry.Printable(gettext_lazy("Extract of a decision"), find, title, url, "governing/paper.html", shown),
    )


def find(standing: Standing, pk: UUID) -> Question | None:
    """A question with everything its extract shows, once it is decided."""
    found: Question | None = queries.read_one(queries.visible_to(standing), pk)
    return found if found is not None and hasattr(found, "decision") else None


def title(question: Question) -> str:
    """What the extract is called."""
    return _("Extract {code}: {title}").format(code=question.code, title=question.title)


def url(question: Question) -> str:
    """Where the extract is a page."""
    return reverse("governing:extract", args=[question.coalition.slug, question.pk])


def shown(standing: Standing, question: Question) -> dict[str, Any]:
    """The same for everybody who may know of the question: the hat is nobody's, the moment that of the sealing."""
    sealed = question.decision
    sheet = Sheet(question, standing, the_rule(question.coalition_id), sealed.sealed_at, everything=True)
    shows = sheet.result.method.shows if sheet.result and sheet.figures.base_weight else None
    return {
        "question": question, "sheet": sheet, "sealed": decision_text(sealed, rows_read(question)),
        "staged": shows is Shows.STAGES, "bars": _bars(sheet, shows),
    }  # fmt: skip


def _bars(sheet: Sheet, shows: Shows | None) -> list[Bar]:
    """Each option with its figure, where the count gives one for each."""
    if sheet.result is None or shows not in (Shows.TOTALS, Shows.SPENDING):
        return []
    return sheet.result.bought if shows is Shows.SPENDING else sheet.result.bars
