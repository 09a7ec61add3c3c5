"""A tie that the rule leaves to the chair: the chair is asked, decides, and says why; then it is sealed."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.refusal import Bar, Reason, require
from comity.core.ballots.types import Choice
from comity.governing import telling
from comity.governing.acts.closing import close_question
from comity.governing.acts.reading import fresh_question
from comity.governing.ballot_permissions import may_settle_tie
from comity.governing.counting import count
from comity.governing.models import Question
from comity.governing.permissions import waits_for_chair
from comity.governing.sealing import seals
from comity.notices.asks import close_asks


@act("governing.tie.asked", says=gettext_noop("asked the chair about a tie: {about}"))
def ask_chair(question: Question, *, by: Capacity, at: datetime) -> Changes[Question]:
    """Ask whoever chairs the body, and again who takes the chair later; by the rule.

    Refused where no tie waits for the chair, and where everyone who chairs was asked.
    """
    question = fresh_question(question, by)
    waits = waits_for_chair(question, count(question).outcome)
    nothing = Reason("No tie waits for the chair.", bar=Bar.CONFLICT)
    anew = question.tie_asked_at is None or bool(telling.chairs_to_ask(question, at=at))
    require(None if waits and by.acts_for == ActsFor.RULE and anew else nothing)
    question.tie_asked_at = question.tie_asked_at or at
    question.store()
    telling.ask_chair(question, at=at)
    return Changes(question, words={"about": question.title}, code=question.code)


@act("governing.tie.settled", says=gettext_noop("decided the tie about {about}: {choice}"))
def settle_tie(question: Question, choice: Choice, *, why: str, by: Capacity, at: datetime) -> Changes[Question]:
    """Say what a tie comes to, and why; then the question is sealed by the rule. Only who chairs the body."""
    question = fresh_question(question, by)
    require(may_settle_tie(by, question, count(question).outcome, at=at))
    if choice not in (Choice.YES, Choice.NO):
        raise ValidationError({"choice": _("Say yes or no.")})
    if not why.strip():
        raise ValidationError({"why": _("Say why. It stands with the decision.")})
    question.tie_choice, question.tie_why = choice, why
    question.store()
    close_asks(question, at=at, kind=telling.TIE)
    close_question(question, by=the_rule(question.coalition_id), at=at)
    words = {"about": question.title, "why": why}
    question.refresh_from_db()
    return Changes(question, words=words, code=question.code, choice=choice, seals=seals(question))
