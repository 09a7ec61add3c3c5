"""Questions are counted and sealed, once and for good; before that, those who have not answered are reminded."""

import json
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.canonical import fingerprint
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.core.ballots.methods import Marks
from comity.core.ballots.types import Why
from comity.governing import telling
from comity.governing.acts.matters import let_go
from comity.governing.acts.reading import fresh_question
from comity.governing.acts.reviewing import run_effect
from comity.governing.amendments.votes import amends, lose
from comity.governing.ballot_permissions import may_close_over
from comity.governing.concerns import answered
from comity.governing.counting import ballots, ballots_mark, count, early, seed_of, turnout, way_of
from comity.governing.matters import telling as halting
from comity.governing.matters.halting import halted, last_settled, open_objections
from comity.governing.matters.permissions import frozen
from comity.governing.models import Decision, EffectState, HomeReport, Matter, MatterState, Question, State
from comity.governing.permissions import may_close, waits_for_chair
from comity.governing.reports.falling_due import fall_due
from comity.governing.sealing import decision_text, outcome_facts, seals
from comity.governing.tallying import tally_of
from comity.governing.wording import how_in_words
from comity.notices.asks import close_asks


@act(
    "governing.question.closed",
    says=gettext_noop("closed {code}: {yes} in favour, {no} against, {abstain} abstained"),
    instead={"chosen_by": gettext_noop("closed {code}: {chosen_by} organisations voted")},
)
def close_question(question: Question, *, by: Capacity, at: datetime) -> Changes[Decision]:
    """Count once and for good, seal the decision, and set going what follows from it.

    By the rule at the closing time, whoever notices first; earlier only by who presides, once all have answered, or
    nothing can change any more and all have had the time that the rule gives them. Refused where a vote told by phone
    can still be contested, and where a tie waits for the chair's word.
    """
    question = fresh_question(question, by)
    outcome = turnout(question)
    waits = question.state == State.OPEN and outcome.cast < outcome.eligible and question.all_had_time(at)
    settled = waits and early(question)
    barred = may_close(by, question, answered=outcome.cast, asked=outcome.eligible, early=settled, at=at)
    require(barred or may_close_over(by, question, at=at) or frozen(question, at))
    mark = ballots_mark(ballots(question))
    counted = count(question, seed=seed_of(question, mark))
    outcome = counted.outcome
    require(waits_for_chair(question, outcome) or halted(question, outcome))
    ended = _ended(question, by, at)
    question.state, question.ended_at = State.CLOSED, ended
    question.store()
    tally = tally_of(question, counted, mark, at=ended).store()
    figures = outcome_facts(outcome)
    decision = Decision(
        coalition_id=question.coalition_id,
        question=question,
        sealed_at=ended,
        rule_text=_rule_of(question),
        taken=json.dumps(list(counted.taken)),
        **figures,
    )
    _set_going(decision, at=at)
    also: list[Any] = [*_settle(decision), *([] if decision.carried else lose(question, at=at))]
    decision.seal = fingerprint(decision_text(decision))
    decision.store()
    close_asks(question, at=at)
    for objection in question.objections.all():
        answered(objection, at=at)
    reports = _reports(decision, at)
    telling.tell_closed(decision, reports, at=at)
    sealed = seals(decision, question, tally)
    facts = {**figures, "taken": counted.taken, "code": question.code, "seal": decision.seal, "seals": sealed}
    if way_of(question).marks is not Marks.ANSWER:
        facts["chosen_by"] = outcome.cast
    return Changes(decision, also=[question, tally, *also, *reports], words={"about": question.title}, **facts)


@act("governing.question.halted", says=gettext_noop("halted {code}: an objection is open"))
def halt_question(question: Question, *, by: Capacity, at: datetime) -> Changes[Question]:
    """Note once, at the closing time, that an open objection halts it, and ask those who could lift that."""
    question = fresh_question(question, by)
    found = open_objections(question)
    due = question.state == State.OPEN and question.is_past(at) and question.halted_at is None
    if by.acts_for != ActsFor.RULE or not (due and found):
        raise Refused(Reason("Nothing halts this question.", bar=Bar.CONFLICT))
    question.halted_at = at
    question.store()
    halting.ask_to_settle(question, found, at=at)
    words = {"about": question.title}
    return Changes(question, words=words, code=question.code, objections=[one.pk for one in found])


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
        return how_in_words(question)


def _set_going(decision: Decision, *, at: datetime) -> None:
    """Run the effect of a carried decision. Where that can't be done now, the decision stands and says why not."""
    question = decision.question
    if not (question.effect and decision.carried and question.binding):
        return
    decision.effect_note = run_effect(question, at=at)
    decision.effect_state = EffectState.FAILED if decision.effect_note else EffectState.DONE


def _settle(decision: Decision) -> list[Matter]:
    """What a decision means for its matter, for the one whose place it takes, and for the day of its review."""
    question, matter = decision.question, decision.question.matter
    if amends(question):
        return []
    if not question.binding or decision.why == Why.NO_QUORUM:
        return let_go(question) if question.binding and matter is not None and matter.reopens_id else []
    if decision.carried:
        decision.review_due_on = question.review_on
    if matter is None:
        return []
    if decision.carried and matter.reopens_id:
        decision.supersedes = Decision.objects.filter(question=matter.reopens_id, superseded_by=None).first()
    matter.state = MatterState.DECIDED
    matter.store()
    return [matter]


def _reports(decision: Decision, at: datetime) -> list[HomeReport]:
    """What representatives now owe at home. Of a vote in a room they report once the minutes are approved."""
    question = decision.question
    if not question.binding or decision.why == Why.NO_QUORUM or question.sitting or amends(question):
        return []
    asked = [entry.organisation for entry in question.roll.select_related("organisation")]
    return fall_due(question, asked, title=f"{question.code} {question.title}", at=at)


def _ended(question: Question, by: Capacity, at: datetime) -> datetime:
    """When it closed: by the rule at its closing time, or when a freeze ended that lay over it; else now."""
    if by.acts_for != ActsFor.RULE or question.closes_at is None or question.opened_at is None:
        return at
    thawed = question.matter and question.matter.frozen_until
    moments = [question.closes_at, thawed or question.opened_at, last_settled(question) or question.opened_at]
    return max(moments)
