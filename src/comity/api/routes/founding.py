"""Founding: the start-up checklist."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.founding import (
    Asked,
    ChecklistShape,
    GoingOnShape,
    Said,
    checklist_shape,
    going_on_shape,
)
from comity.api.values import Given, Moment
from comity.base.clock import now
from comity.core.advice.readiness import Answer, Question
from comity.founding import acts
from comity.founding.queries import checklist_of, going_on_visible_to

router = Router(tags=["founding"])
CHECKLIST = f"{AT}/founding/checklist"


class OneAnswer(Given):
    """Your organisation's answer to one question; a no and a doubt need their reason."""

    question: Asked
    answer: Said
    reason: str = Field("", max_length=1000, examples=["Nobody has hours for it."])


class NewAnswers(Given):
    """Answers to some or all questions; a later one to the same question replaces an earlier one."""

    answers: list[OneAnswer] = Field(min_length=1, max_length=7)


class NewGoingOn(Given):
    """Why the founders should go on in spite of a no, and until when they can answer."""

    question: Asked
    reason: str = Field(min_length=1, max_length=2000, examples=["The college lends its rooms."])
    closes_at: Moment


@reading(router, CHECKLIST, says=_("Read the start-up checklist"), answers=ChecklistShape)
def checklist(request: Call) -> Any:
    """What each founding organisation answers, whether the next step is open, and what would fit instead."""
    return checklist_shape(checklist_of(request.coalition.pk), going_on_visible_to(request.standing))


@deed(router, f"{CHECKLIST}/answers", says=_("Answer the start-up checklist"), act="founding.checklist.answered",
      takes=NewAnswers, answers=ChecklistShape)  # fmt: skip
def answer(request: Call, given: NewAnswers) -> Any:
    """For the organisation you act for, while the coalition is being founded."""
    said = {Question(one.question): (Answer(one.answer), one.reason) for one in given.answers}
    acts.answer_checklist(said, by=request.capacity, at=now())
    return checklist_shape(checklist_of(request.coalition.pk), going_on_visible_to(request.standing))


@deed(router, f"{CHECKLIST}/ask", says=_("Ask founding organisations for their answers"),
      act="founding.founders.asked", scope=Scope.COORDINATE, answers=ChecklistShape)  # fmt: skip
def ask(request: Call) -> Any:
    """Writes to everybody who speaks for a founding organisation with open questions; once a day."""
    acts.ask_founders(by=request.capacity, at=now())
    return checklist_shape(checklist_of(request.coalition.pk), going_on_visible_to(request.standing))


@deed(router, f"{CHECKLIST}/going-on", says=_("Ask the founders to go on in spite of a no"),
      act="founding.going_on.proposed", takes=NewGoingOn, answers=GoingOnShape, status=201)  # fmt: skip
def go_on(request: Call, given: NewGoingOn) -> Any:
    """Put to all founders as a question that binds; once it is carried, that no pauses nothing any more."""
    return going_on_shape(
        acts.propose_going_on(
            Question(given.question), reason=given.reason, closes_at=given.closes_at, by=request.capacity, at=now()
        )
    )
