"""Taking a step with a survey back within ten minutes: for each act its compensating act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.surveys.acts import remove_question, remove_translation, withdraw_survey
from comity.surveys.models import Question, Survey, Translation


def _thing(entry: Entry, label: str) -> UUID:
    """What the act was about, of that kind."""
    return entry.ids_of(label)[0]


def drafted(entry: Entry, *, by: Capacity, at: datetime) -> Survey:
    """The draft is withdrawn."""
    survey = Survey.objects.get(pk=_thing(entry, "surveys.survey"))
    return withdraw_survey(survey, by=by, at=at)


def added(entry: Entry, *, by: Capacity, at: datetime) -> Survey:
    """The question is taken out."""
    question = Question.objects.select_related("survey").get(pk=_thing(entry, "surveys.question"))
    return remove_question(question, by=by, at=at)


def translated(entry: Entry, *, by: Capacity, at: datetime) -> Survey:
    """The language is taken out."""
    found = Translation.objects.select_related("survey__coalition").get(pk=_thing(entry, "surveys.translation"))
    return remove_translation(found, by=by, at=at)


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "surveys.survey.drafted": drafted,
    "surveys.question.added": added,
    "surveys.translation.begun": translated,
}
