"""Questions are counted and sealed, once and for good; before that, those who have not answered are reminded."""

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.canonical import fingerprint
from comity.base import registry
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.refusal import Bar, Reason, Refused, require
from comity.governing import telling
from comity.governing.acts.reading import fresh_question
from comity.governing.counting import count
from comity.governing.models import Decision, EffectState, Question, State
from comity.governing.permissions import may_close
from comity.governing.rules import rule_in_words
from comity.governing.sealing import decision_text, outcome_facts, seals
from comity.notices.asks import close_asks


@act(
    "governing.question.closed",
    says=gettext_noop("closed {code}: {yes} in favour, {no} against, {abstain} abstained"),
)
def close_question(question: Question, *, by: Capacity, at: datetime) -> Changes[Decision]:
    """Count once and for good, seal the decision, and set going what follows from it.

    By the rule at the closing time, whoever notices first; earlier only by who presides, once all have answered.
    """
    question = fresh_question(question, by)
    outcome = count(question)
    require(may_close(by, question, answered=outcome.cast, asked=outcome.eligible, at=at))
    ended = question.closes_at or at if by.acts_for == ActsFor.RULE else at
    question.state, question.ended_at = State.CLOSED, ended
    question.store()
    figures = outcome_facts(outcome)
    decision = Decision(
        coalition_id=question.coalition_id,
        question=question,
        sealed_at=ended,
        rule_text=_rule_of(question),
        **figures,
    )
    _set_going(decision, at=at)
    decision.seal = fingerprint(decision_text(decision))
    decision.store()
    close_asks(question, at=at)
    telling.tell_closed(decision, at=at)
    facts = {**figures, "code": question.code, "seal": decision.seal, "seals": seals(decision, question)}
    return Changes(decision, also=[question], words={"about": question.title}, **facts)


@act("governing.question.reminded", says=gettext_noop("reminded those who have not answered {code}"))
def remind_voters(question: Question, *, by: Capacity, at: datetime) -> Changes[Question]:
    """Write once to those who hold the vote of organisations that have not answered; new holders are asked too."""
    question = fresh_question(question, by)
    if question.reads(at) != State.OPEN or question.reminded_at or by.acts_for != ActsFor.RULE:
        raise Refused(Reason("This question needs no reminder.", bar=Bar.CONFLICT))
    question.reminded_at = at
    question.store()
    waiting = telling.remind(question, at=at)
    return Changes(question, words={"about": question.title}, code=question.code, organisations=waiting)


def _rule_of(question: Question) -> str:
    """The rule in the coalition's language of record."""
    with translation.override(question.coalition.language):
        return rule_in_words(question.rule)


def _set_going(decision: Decision, *, at: datetime) -> None:
    """Run the effect of a carried decision. Where that can't be done now, the decision stands and says why not."""
    question = decision.question
    if not (question.effect and decision.carried):
        return
    try:
        with transaction.atomic():
            registry.effects[question.effect].run(
                question.effect_target, by=the_rule(question.coalition_id), at=at
            )
        decision.effect_state = EffectState.DONE
    except (Refused, ValidationError, ObjectDoesNotExist, LookupError, DatabaseError) as fault:
        decision.effect_state = EffectState.FAILED
        decision.effect_note = "; ".join(getattr(fault, "messages", [str(fault)]))[:400]
