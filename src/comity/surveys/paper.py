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
from comity.surveys.models import Survey, Translation
from comity.surveys.translating import Reading, read_in


def register() -> None:
    """Let surveys be had as PDFs."""
    registry.prints.register(
        "surveys.survey",
        registry.Printable(gettext_lazy("Survey on paper"), find, str, url, "surveys/paper.html", shown),
    )
    turned = registry.Printable(
        gettext_lazy("Survey on paper, translated"), find_translation, str, translation_url, "surveys/paper.html",
        shown_translation,
    )  # fmt: skip
    registry.prints.register("surveys.translation", turned)


def find(standing: Standing, pk: UUID) -> Survey | None:
    """A survey that the person may know of."""
    found: Survey | None = queries.visible_to(standing).filter(pk=pk).first()
    return found


def url(survey: Survey) -> str:
    """Where it is a page to print."""
    return reverse("surveys:paper", args=[survey.coalition.slug, survey.pk])


def find_translation(standing: Standing, pk: UUID) -> Translation | None:
    """A survey in another language."""
    found: Translation | None = queries.translations_visible_to(standing).filter(pk=pk).first()
    return found


def translation_url(translation: Translation) -> str:
    """Where it is a page to print."""
    return f"{url(translation.survey)}?read-in={translation.language}"


def shown_translation(_standing: Standing, translation: Translation) -> dict[str, Any]:
    """The sheet in that language."""
    survey = translation.survey
    return sheet(read_in(survey, queries.questions_of(survey), translation))


def shown(_standing: Standing, survey: Survey) -> dict[str, Any]:
    """The same for everybody who may know of the survey."""
    return sheet(read_in(survey, queries.questions_of(survey), None))


def sheet(reading: Reading) -> dict[str, Any]:
    """What the form shows in the language in which it is read."""
    survey, items = reading.survey, list[dict[str, Any]]()
    for one in reading.questions:
        if one.is_section:
            items.append({"question": one})
        else:
            kind = kind_of(one)
            items.append({"question": one, "template": kind.paper_template, **kind.on_paper(Asking(one))})
    return {"survey": survey, "items": items, "reading": reading_words(survey), "written": reading.language}
