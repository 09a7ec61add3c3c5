"""Stories of founding: the checklist, a no, and the decision to go on."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.core.advice.readiness import Answer, Question
from comity.core.ballots.types import Choice
from comity.founding import acts
from comity.founding.models import GoingOn
from comity.governing.acts import cast_vote, close_question
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe


@story("founding.founders.asked", "founding.checklist.answered")
def founders_answer_for_themselves(troupe: Troupe) -> None:
    acts.ask_founders(by=troupe.by, at=THEN)
    answers = dict.fromkeys(Question, (Answer.YES, "")) | {Question.MEANS: (Answer.UNSURE, "We have to ask at home.")}
    acts.answer_checklist(answers, by=shelter(troupe), at=THEN)
    acts.answer_checklist({Question.MEANS: (Answer.YES, "They lend hours.")}, by=shelter(troupe), at=LATER)


@story("founding.going_on.proposed", "founding.going_on.decided")
def they_go_on_in_spite_of_a_no(troupe: Troupe) -> None:
    acts.answer_checklist({Question.MEANS: (Answer.NO, "No hours.")}, by=tenants(troupe), at=THEN)
    closes = THEN + timedelta(days=40)
    row = acts.propose_going_on(
        Question.MEANS, reason="Hours were found.", closes_at=closes, by=shelter(troupe), at=THEN
    )
    assert row.vote is not None
    for by in (shelter(troupe), tenants(troupe), *(troupe.hat(troupe.people[who], troupe.organisations[mark])
                                                  for who, mark in (("Okafor", "HH"), ("Henk", "DR")))):  # fmt: skip
        cast_vote(row.vote, Choice.YES, by=by, at=LATER)
    close_question(row.vote, by=the_rule(troupe.coalition.pk), at=closes)
    with troupe.scope():
        assert GoingOn.objects.get().carried_at == closes
