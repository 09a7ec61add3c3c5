"""A survey on paper: every question with room to answer it by hand, and where the sheet goes."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.surveys import queries
from comity.surveys.kinds import Asking, kind_of
from comity.surveys.letters import reading_words
from comity.surveys.models import Survey


def register() -> None:
    """Let surveys be had as PDFs."""
    registry.prints.register(
        "surveys.survey",
        registry.Printable(gettext_lazy("Survey on paper"), find, str, url, "surveys/paper.html", shown),
    )


def find(standing: Standing, pk: UUID) -> Survey | None:
    """A survey that the person may know of."""
    found: Survey | None = queries.visible_to(standing).filter(pk=pk).first()
    return found


def url(survey: Survey) -> str:
    """Where it is a page to print."""
    return reverse("surveys:paper", args=[survey.coalition.slug, survey.pk])


def shown(_standing: Standing, survey: Survey) -> dict[str, Any]:
    """The same for everybody who may know of the survey."""
    items: list[dict[str, Any]] = []
    for one in queries.questions_of(survey):
        if one.is_section:
            items.append({"question": one})
        else:
            kind = kind_of(one)
            items.append({"question": one, "template": kind.paper_template, **kind.on_paper(Asking(one))})
    return {"survey": survey, "items": items, "reading": reading_words(survey)}
