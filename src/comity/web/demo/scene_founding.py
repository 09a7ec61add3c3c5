"""The founders ask themselves whether there should be a coalition at all, and answer until all can say yes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from comity.coalitions.models import Power
from comity.coalitions.queries import members_of, people_for
from comity.core.advice.readiness import Answer, Question
from comity.founding.acts import answer_checklist
from comity.founding.queries import checklist_of

YES = (Answer.YES, "")
#: what the first ones were not sure of, and what made it a yes
DOUBT = {Question.MEANS: (Answer.UNSURE, "Nobody has counted hours yet.")}
SETTLED = {Question.MEANS: (Answer.YES, "The almshouse lends its hall, and three of us lend a day a week.")}
WHY = {
    Question.KNOWLEDGE: (Answer.YES, "The landlords, the clinic and the tenants each know a third of it."),
    Question.OWN_WISH: (Answer.YES, "We met in the laundry room long before there was a call."),
}


def ask_ourselves(story: Any) -> None:
    """The first members answer; one of them is not sure whether the means can be found."""
    at = story.moment(1.5, 18)
    for number, by in enumerate(_voices(story, at)):
        answers = dict.fromkeys(Question, YES) | (WHY | DOUBT if number == 0 else {})
        answer_checklist(answers, by=by, at=at)


def say_yes(story: Any) -> None:
    """Those who came later answer, too, and the doubt is settled: the next stage is open."""
    at, found = story.moment(2, 18), checklist_of(story.coalition.pk)
    for number, by in enumerate(_voices(story, at)):
        missing = dict.fromkeys(found.unanswered(by.spoken_for), YES)
        if answers := missing | (SETTLED if number == 0 else {}):
            answer_checklist(answers, by=by, at=at)


def _voices(story: Any, at: datetime) -> list[Any]:
    """Who speaks for each founder, in the order in which they joined."""
    founders = {one.pk: one for one in members_of(story.coalition.pk)}
    speakers = people_for(Power.SPEAK, list(founders), on=at.date())
    marks = {one.pk: mark for mark, one in story.organisations.items() if one.pk in founders}
    return [story.voter(mark) for key, mark in marks.items() if speakers[key]]


EVENTS: list[tuple[float, int, Callable[[Any], None]]] = [(1.5, 18, ask_ourselves), (2, 18, say_yes)]
