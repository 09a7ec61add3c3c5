"""Surveys, their questions and rounds, and what was answered."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Moment
from comity.base.versions import Version
from comity.surveys.acts.questions import EDITABLE as OF_QUESTION
from comity.surveys.acts.surveys import EDITABLE as OF_SURVEY
from comity.surveys.models import Question, Respondent, Survey, Translation
from comity.surveys.queries import questions_of, translations_of
from comity.surveys.results import Results
from comity.surveys.translating import Slot, said_in, slots_of


class SurveyRow(Answer):
    """A survey as a line of the list, with its newest round."""

    id: UUID
    title: str = Field(examples=["How are we doing?"])
    state: str = Field(description="draft, used or withdrawn.", examples=["used"])
    anonymous: bool = Field(examples=[False])
    to: str = Field(description="What kind of thing it belongs to.", examples=["coalitions.coalition"])
    to_id: UUID
    kept_by: str = Field(description="In whose name it was drafted.", examples=["Steering committee"])
    made_at: Moment
    asked: int = Field(ge=0, description="How many are asked in the newest round.", examples=[14])
    answered: int = Field(ge=0, description="How many of them have answered.", examples=[11])
    closes_at: Moment | None = Field(description="Until when the newest round takes answers.")


class SurveyQuestion(Answer):
    """A question, or a heading that begins a page. `settings` is its kind’s own."""

    id: UUID
    key: str = Field(description="Its name in answers.", examples=["q1"])
    kind: str = Field(description="section, text, choice, several, scale, number, day, …", examples=["scale"])
    text: str = Field(examples=["When we raise a worry, it is dealt with."])
    help: str = Field(examples=[""])
    required: bool = Field(examples=[True])
    settings: dict[str, Any] = Field(examples=[{"low": "not at all", "high": "fully"}])
    version: str = Field(description="Send it as If-Match with a change.", examples=["text=3f2a91c07b14"])


class TranslatedWords(Answer):
    """One place of a survey in another language. words: empty where the original is shown."""

    key: str = Field(examples=["worth.text"])
    original: str = Field(examples=["We are heard."])
    words: str = Field(examples=["Nos escuchan."])


class SurveyTranslation(Answer):
    """A survey in another language, place by place."""

    id: UUID
    survey: UUID
    language: str = Field(examples=["es"])
    done: int = Field(ge=0, description="How many places are translated.", examples=[18])
    places: list[TranslatedWords]
    version: str = Field(description="Send it as If-Match with a change.", examples=["words=3f2a91c07b14"])


class SurveyTranslations(Answer):
    """The other languages of a survey."""

    languages: list[SurveyTranslation]


class SurveyRound(Answer):
    """One time of asking."""

    id: UUID
    survey: UUID
    number: int = Field(ge=1, examples=[1])
    state: str = Field(description="open, closed or called-off.", examples=["open"])
    opened_by: str = Field(examples=["Steering committee"])
    opened_at: Moment
    closes_at: Moment
    ended_at: Moment | None = Field(examples=[None])
    asked: int = Field(ge=0, examples=[14])
    answered: int = Field(ge=0, examples=[11])
    why: str = Field(description="Why it was called off.", examples=[""])


class SurveyShape(Answer):
    """A survey with its questions in order and its rounds, the newest first."""

    id: UUID
    title: str = Field(examples=["How are we doing?"])
    intro: str = Field(examples=["It takes five minutes."])
    thanks: str = Field(examples=[""])
    language: str = Field(examples=["en"])
    anonymous: bool = Field(examples=[False])
    readers: str = Field(description="Who reads each answer with its name: keepers or all.", examples=["keepers"])
    results_open: bool = Field(description="Whether all see the counts once a round has closed.", examples=[True])
    state: str = Field(examples=["used"])
    kept_by: str = Field(examples=["Steering committee"])
    questions: list[SurveyQuestion]
    languages: list[str] = Field(description="Other languages in which it can be read.", examples=[["es"]])
    rounds: list[SurveyRound]
    version: str = Field(description="Send it as If-Match with a change.", examples=["title=3f2a91c07b14"])


class RespondentShape(Answer):
    """Who is asked, and whether they answered."""

    id: UUID
    organisation: Ref | None
    person: Ref | None
    state: str = Field(description="asked, begun or answered.", examples=["answered"])
    way: str = Field(description="link, paper or file.", examples=["link"])
    typed_by: Ref | None = Field(description="Who typed it in from paper, or brought the file.", examples=[None])
    asked_at: Moment
    reminded_at: Moment | None = Field(examples=[None])
    answered_at: Moment | None


class AnswersShape(RespondentShape):
    """What was answered: values by question key, as each kind keeps them."""

    answers: dict[str, Any] = Field(examples=[{"q1": 3, "q2": ["o1", "o3"]}])


class CountShape(Answer):
    """How many gave one answer; null where that is kept back."""

    label: str = Field(examples=["3"])
    n: int | None = Field(examples=[7])


class ResultShape(Answer):
    """What was answered to one question. answered: null where fewer than five answered."""

    key: str = Field(examples=["q1"])
    text: str = Field(examples=["When we raise a worry, it is dealt with."])
    answered: int | None = Field(examples=[11])
    counts: list[CountShape]
    texts: list[str] = Field(examples=[[]])
    words: str = Field(description="The middle, or the mean, in words.", examples=["Mean: 3.2"])


class ResultsShape(Answer):
    """The results of a round, as far as the token may see them."""

    answered: int = Field(ge=0, examples=[11])
    kept_back: bool = Field(description="Whether counts below five are kept back.", examples=[False])
    questions: list[ResultShape]


def survey_row(survey: Any) -> SurveyRow:
    """A survey with what its list knows."""
    return SurveyRow(
        id=survey.pk, title=survey.title, state=survey.state, anonymous=survey.anonymous, to=survey.held_by,
        to_id=survey.held_id, kept_by=survey.kept_name, made_at=survey.made_at, asked=survey.round_asked or 0,
        answered=survey.round_answered or 0, closes_at=survey.round_closes_at,
    )  # fmt: skip


def survey_shape(survey: Survey, questions: list[Question], rounds: list[Any], languages: list[str]) -> SurveyShape:
    """A survey with all that belongs to it."""
    return SurveyShape(
        id=survey.pk, title=survey.title, intro=survey.intro, thanks=survey.thanks, language=survey.language,
        anonymous=survey.anonymous, readers=survey.readers, results_open=survey.results_open, state=survey.state,
        kept_by=survey.kept_name, questions=[question_shape(one) for one in questions],
        languages=languages, rounds=[round_shape(one) for one in rounds], version=str(Version.of(survey, OF_SURVEY)),
    )  # fmt: skip


def question_shape(one: Question) -> SurveyQuestion:
    """A question."""
    return SurveyQuestion(
        id=one.pk, key=one.key, kind=one.kind, text=one.text, help=one.help, required=one.required,
        settings=one.settings, version=str(Version.of(one, OF_QUESTION)),
    )  # fmt: skip


def translations_shape(survey: Survey) -> SurveyTranslations:
    """All its languages."""
    slots = slots_of(survey, questions_of(survey))
    return SurveyTranslations(languages=[translation_shape(one, slots) for one in translations_of(survey)])


def translation_shape(one: Translation, slots: list[Slot] | None = None) -> SurveyTranslation:
    """A survey in another language. slots: where they are known already."""
    slots = slots_of(one.survey, questions_of(one.survey)) if slots is None else slots
    said = said_in(one, slots)
    places = [TranslatedWords(key=slot.key, original=slot.original, words=said.get(slot.key, "")) for slot in slots]
    return SurveyTranslation(
        id=one.pk, survey=one.survey_id, language=one.language, done=len(said), places=places,
        version=str(Version.of(one, ["words"])),
    )  # fmt: skip


def round_shape(one: Any) -> SurveyRound:
    """A round with its counts."""
    return SurveyRound(
        id=one.pk, survey=one.survey_id, number=one.number, state=one.state, opened_by=one.opened_name,
        opened_at=one.opened_at, closes_at=one.closes_at, ended_at=one.ended_at, asked=one.asked or 0,
        answered=one.answered or 0, why=one.why,
    )  # fmt: skip


def respondent_shape(one: Respondent) -> RespondentShape:
    """Who is asked."""
    return RespondentShape(**_row(one))


def answers_shape(one: Respondent) -> AnswersShape:
    """Who answered what."""
    return AnswersShape(**_row(one), answers=one.answers)


def results_shape(found: Results) -> ResultsShape:
    """Counts as programs see them."""
    told = [(one.question, one.told) for one in found.items if one.told is not None]
    return ResultsShape(
        answered=found.answered, kept_back=found.protected,
        questions=[
            ResultShape(
                key=question.key, text=question.text, answered=one.answered, texts=list(one.lines), words=one.words,
                counts=[CountShape(label=bar.label, n=bar.n) for bar in one.bars],
            )
            for question, one in told
        ],
    )  # fmt: skip


def _row(one: Respondent) -> dict[str, Any]:
    return {
        "id": one.pk, "organisation": ref(one.organisation), "person": ref(one.person), "state": one.state,
        "way": one.way, "typed_by": ref(one.typed_by), "asked_at": one.asked_at, "reminded_at": one.reminded_at,
        "answered_at": one.answered_at,
    }  # fmt: skip
