"""Surveys in other languages: begun, put into words, taken out."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.surveys import (
    SurveyTranslation,
    SurveyTranslations,
    translation_shape,
    translations_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.surveys import acts
from comity.surveys.forms_translations import LanguageForm
from comity.surveys.views.surveys import find
from comity.surveys.views.translations import find_translation

router = Router(tags=["surveys"])
ALL = f"{AT}/surveys/{{uuid:survey}}/translations"
ONE = f"{AT}/survey-translations/{{uuid:survey_translation}}"
NEW = bodies.body("NewSurveyTranslation", LanguageForm)
WORDS: Any = (
    dict[str, str], Field(description="By place; empty: the original.", examples=[{"title": "¿Cómo nos va?"}])
)
CHANGES = bodies.body("SurveyTranslationWords", words=WORDS)


@reading(router, ALL, says=_("List the languages of a survey"), answers=SurveyTranslations)
def translations(request: Call, survey: UUID) -> Any:
    """Each with its words beside the original."""
    return translations_shape(find(request, survey))


@deed(router, ALL, says=_("Offer a survey in another language"), act="surveys.translation.begun", takes=NEW,
      answers=SurveyTranslation, status=201)  # fmt: skip
def begin(request: Call, survey: UUID, given: Given) -> Any:
    """Its words follow. Until then the original is shown."""
    language = bodies.cleaned(LanguageForm, given)["language"]
    made = acts.begin_translation(find(request, survey), language=language, by=request.capacity, at=now())
    return translation_shape(find_translation(request, made.pk))


@deed(router, ONE, says=_("Put words of a survey into another language"), act="surveys.translation.worded",
      method="PATCH", takes=CHANGES, answers=SurveyTranslation, versioned=True)  # fmt: skip
def translate(request: Call, survey_translation: UUID, given: Given, read: Version | None) -> Any:
    """Send only the places that change."""
    found = find_translation(request, survey_translation)
    acts.translate(found, given.model_dump()["words"], by=request.capacity, at=now(), read=read)
    return translation_shape(find_translation(request, survey_translation))


@deed(router, ONE, says=_("Take a language out of a survey"), act="surveys.translation.removed", method="DELETE",
      answers=SurveyTranslations)  # fmt: skip
def remove(request: Call, survey_translation: UUID) -> Any:
    """Not while a round is open. What is left is answered."""
    survey = acts.remove_translation(find_translation(request, survey_translation), by=request.capacity, at=now())
    return translations_shape(survey)
