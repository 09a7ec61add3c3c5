"""The start-up checklist: what founding organisations answer, and what follows."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Moment
from comity.core.advice.readiness import Question
from comity.founding.queries import Checklist
from comity.founding.words import ASKED

Said = Literal["yes", "no", "unsure"]
Asked = Literal["knowledge", "missing", "priority", "willing", "together", "means", "own_wish"]


class ChecklistAnswerShape(Answer):
    """What one founding organisation answers to one question."""

    organisation: Ref
    question: Asked
    answer: Said
    reason: str = Field(examples=["Nobody has hours for it."])
    answered_at: Moment
    person: Ref | None = Field(description="Who answered for it.")


class ChecklistQuestionShape(Answer):
    """One question, with whether all say yes, and whether a decision went on in spite of a no."""

    question: Asked
    text: str = Field(examples=["Can the means be pooled, or found?"])
    agreed: bool
    refused: bool
    gone_on: bool
    silent: list[Ref] = Field(description="Founders that have not answered.")
    answers: list[ChecklistAnswerShape]


class GoingOnShape(Answer):
    """That the founders were asked to go on in spite of a no."""

    id: UUID
    question: Asked
    reason: str = Field(examples=["The college lends its rooms."])
    vote: UUID = Field(description="The question that was put to all founders.")
    proposed_at: Moment
    carried_at: Moment | None


class ChecklistShape(Answer):
    """Where the founders stand. `instead`: lighter forms that fit, the fittest first."""

    state: Literal["waiting", "paused", "open"] | None = Field(description="Null while nobody founds it.")
    questions: list[ChecklistQuestionShape]
    instead: list[str] = Field(examples=[["means"]])
    going_on: list[GoingOnShape] = Field(description="When the founders were asked to go on in spite of a no.")


def checklist_shape(found: Checklist, asked: Iterable[Any]) -> ChecklistShape:
    """The whole checklist. asked: proposals to go on."""
    told = {one.question: one for one in found.told.questions} if found.told else {}
    passed = {row.question for row in found.gone_on}
    questions = [_question(found, told.get(question), question, question.value in passed) for question in Question]
    return ChecklistShape(
        state=found.told.state.value if found.told else None, questions=questions,
        instead=[form.value for form in found.told.instead] if found.told else [],
        going_on=[going_on_shape(row) for row in asked if row.vote_id],
    )  # fmt: skip


def _question(found: Checklist, told: Any, question: Question, passed: bool) -> ChecklistQuestionShape:
    rows = {one.pk: found.answers.get((one.pk, question)) for one in found.founders}
    silent = [Ref(id=one.pk, name=one.name) for one in found.founders if rows[one.pk] is None]
    return ChecklistQuestionShape(
        question=question.value, text=str(ASKED[question].text), agreed=bool(told and told.agreed),
        refused=bool(told and told.no), gone_on=passed, silent=silent,
        answers=[answer_shape(row) for row in rows.values() if row is not None],
    )  # fmt: skip


def answer_shape(row: Any) -> ChecklistAnswerShape:
    """One answer. Needs its organisation and its person."""
    return ChecklistAnswerShape(
        organisation=Ref(id=row.organisation_id, name=row.organisation.name), question=row.question,
        answer=row.answer, reason=row.reason, answered_at=row.answered_at, person=ref(row.person),
    )  # fmt: skip


def going_on_shape(row: Any) -> GoingOnShape:
    """One proposal to go on."""
    return GoingOnShape(
        id=row.pk, question=row.question, reason=row.reason, vote=row.vote_id, proposed_at=row.proposed_at,
        carried_at=row.carried_at,
    )  # fmt: skip
