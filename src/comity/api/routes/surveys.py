"""Surveys: drafted, put to some, answered, closed."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.holding import HOLDER, thing_given, without_holder
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.surveys import (
    SurveyQuestion,
    SurveyRow,
    SurveyShape,
    question_shape,
    survey_row,
    survey_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.held import thing_of
from comity.surveys import acts
from comity.surveys.acts.surveys import EDITABLE
from comity.surveys.forms import CopyForm, NewSurveyForm, QuestionForm, SurveyForm
from comity.surveys.lists import rounds_of
from comity.surveys.lists import surveys as listed
from comity.surveys.models.surveys import SECTION
from comity.surveys.queries import questions_of, translations_of
from comity.surveys.views.drafts import find_question
from comity.surveys.views.surveys import find

router = Router(tags=["surveys"])
ALL = f"{AT}/surveys"
ONE = f"{ALL}/{{uuid:survey}}"
ITEM = f"{AT}/survey-questions/{{uuid:survey_question}}"
PATTERN = (str, Field("", max_length=80, description="The template it begins from.", examples=["surveys.check"]))
NEW = bodies.body("NewSurvey", NewSurveyForm, pattern=PATTERN, **HOLDER)
CHANGES = bodies.body("SurveyChanges", SurveyForm, optional=None)
COPY = bodies.body("SurveyCopy", CopyForm)
SETTINGS: Any = (
    dict[str, Any], Field({}, description="Its kind’s own.", examples=[{"low": "never", "high": "always"}])
)
KIND = (str, Field(max_length=80, description="Its kind; section for a heading.", examples=["scale"]))
WORDS: dict[str, Any] = {
    "text": (str, Field(max_length=300, description="The question.", examples=["We are heard."])),
    "help": (str, Field("", max_length=1000, description="What helps to answer it.", examples=[""])),
    "required": (bool, Field(False, description="It needs an answer.", examples=[True])),
    "settings": SETTINGS,
}  # fmt: skip
QUESTION = bodies.body("NewSurveyQuestion", kind=KIND, **WORDS)
CHANGED = bodies.body("SurveyQuestionChanges", **WORDS)
MOVED = bodies.body("SurveyQuestionMoved", up=(bool, Field(description="Up, or down.", examples=[True])))


class SurveysAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["draft", "used", "withdrawn"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("List surveys"), answers=lists.list_of(SurveyRow), lists="surveys", asks=SurveysAsked)
def surveys(request: Call, asked: SurveysAsked) -> Any:
    """All surveys one may know of, each with its newest round."""
    return lists.part(request, listed(request), asked, survey_row)


@deed(router, ALL, says=_("Draft a survey"), act="surveys.survey.drafted", takes=NEW, answers=SurveyShape, status=201)
def draft(request: Call, given: Given) -> Any:
    """With no questions yet, or those of a template."""
    thing = thing_given(request, given)
    said = bodies.read_by(NewSurveyForm, without_holder(given))
    return _survey(request, acts.draft_survey(thing=thing, by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one survey"), answers=SurveyShape)
def survey(request: Call, survey: UUID) -> Any:
    """Its questions in order, and its rounds."""
    return _survey(request, survey)


@deed(router, ONE, says=_("Change a survey"), act="surveys.survey.changed", method="PATCH", takes=CHANGES,
      answers=SurveyShape, versioned=True)  # fmt: skip
def change(request: Call, survey: UUID, given: Given, read: Version | None) -> Any:
    """Its words; while it is a draft also who may read the answers. Send only what changes."""
    found = find(request, survey)
    said = bodies.changed(SurveyForm, given, {name: getattr(found, name) for name in EDITABLE})
    acts.change_survey(found, by=request.capacity, at=now(), read=read, **said)
    return _survey(request, survey)


@deed(router, f"{ONE}/copy", says=_("Copy a survey"), act="surveys.survey.drafted", takes=COPY, answers=SurveyShape,
      status=201)  # fmt: skip
def copy(request: Call, survey: UUID, given: Given) -> Any:
    """A new draft with the same questions."""
    found = find(request, survey)
    title = bodies.cleaned(CopyForm, given)["title"]
    kept = {name: getattr(found, name) for name in EDITABLE if name != "title"}
    made = acts.draft_survey(
        thing=thing_of(found), title=title, like=found, by=request.capacity, at=now(), **kept
    )
    return _survey(request, made.pk)


@deed(router, f"{ONE}/withdraw", says=_("Withdraw a survey"), act="surveys.survey.withdrawn", answers=SurveyShape)
def withdraw(request: Call, survey: UUID) -> Any:
    """Nobody is asked any more. What was answered stays."""
    acts.withdraw_survey(find(request, survey), by=request.capacity, at=now())
    return _survey(request, survey)


@deed(router, f"{ONE}/questions", says=_("Add a question to a draft"), act="surveys.question.added", takes=QUESTION,
      answers=SurveyQuestion, status=201)  # fmt: skip
def add(request: Call, survey: UUID, given: Given) -> Any:
    """At the end. settings: what the page asks of a question of that kind."""
    found, said = find(request, survey), given.model_dump()
    kind = said.pop("kind")
    answers = _read(kind, said)
    return question_shape(acts.add_question(found, kind=kind, by=request.capacity, at=now(), **answers))


@deed(router, ITEM, says=_("Change a question of a draft"), act="surveys.question.changed", method="PUT", takes=CHANGED,
      answers=SurveyQuestion, versioned=True)  # fmt: skip
def rewrite(request: Call, survey_question: UUID, given: Given, read: Version | None) -> Any:
    """All of its words and settings anew."""
    found = find_question(request, survey_question)
    answers = _read(found.kind, given.model_dump())
    return question_shape(acts.change_question(found, by=request.capacity, at=now(), read=read, **answers))


@deed(router, f"{ITEM}/move", says=_("Move a question of a draft"), act="surveys.question.moved", takes=MOVED,
      answers=SurveyQuestion)  # fmt: skip
def move(request: Call, survey_question: UUID, given: Given) -> Any:
    """One place up or down."""
    up = bool(given.model_dump()["up"])
    found = find_question(request, survey_question)
    return question_shape(acts.move_question(found, up=up, by=request.capacity, at=now()))


@deed(router, ITEM, says=_("Take a question out of a draft"), act="surveys.question.removed", method="DELETE",
      answers=SurveyShape)  # fmt: skip
def remove(request: Call, survey_question: UUID) -> Any:
    """It is gone; the record keeps its words."""
    found = find_question(request, survey_question)
    return _survey(request, acts.remove_question(found, by=request.capacity, at=now()).pk)


def _read(kind: str, said: dict[str, Any]) -> dict[str, Any]:
    """What the page's form makes of a question; settings stand beside its words there.

    Settings as they are kept are understood, too: options as pairs of key and label.
    """
    own = said.pop("settings", {})
    options = own.get("options")
    if isinstance(options, list):
        own = {**own, "options": "\n".join(str(one[-1] if isinstance(one, list) else one) for one in options)}
    values = {**said, **{f"s_{name}": value for name, value in own.items()}}
    if kind == SECTION:
        values.pop("required", None)
    answers: dict[str, Any] = bodies.filled(lambda data: QuestionForm(data, kind=kind), values).cleaned_data
    return answers


def _survey(request: Call, pk: UUID) -> SurveyShape:
    found = find(request, pk)
    languages = [one.language for one in translations_of(found)]
    return survey_shape(found, questions_of(found), list(rounds_of(found)), languages)
