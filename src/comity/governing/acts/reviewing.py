"""Decisions afterwards: looked at again on their day, and carried out where that could not be done at once."""

from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base import registry
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.matters import telling
from comity.governing.matters.permissions import may_carry_out, may_review
from comity.governing.models import Decision, Question, Review
from comity.notices.asks import close_asks

#: what an effect may fail with: refused, impossible, or gone
FAULTS = (Refused, ValidationError, ObjectDoesNotExist, LookupError, DatabaseError)


@act("governing.review.asked", says=gettext_noop("asked to look at {code} again: {about}"))
def ask_review(decision: Decision, *, by: Capacity, at: datetime) -> Changes[Decision]:
    """On the day of the review, ask those who put it forward what came of it; once for each day of review."""
    decision = fresh_decision(decision, by)
    due = decision.review_due_on
    if by.acts_for != ActsFor.RULE or decision.review_asked_at or due is None or due > day_of(at):
        raise Refused(Reason("This decision needs no review yet.", bar=Bar.CONFLICT))
    decision.review_asked_at = at
    decision.store()
    telling.ask_review(decision, at=at)
    question = decision.question
    return Changes(decision, words={"about": question.title}, code=question.code, due_on=due)


@act("governing.decision.reviewed", says=gettext_noop("looked at {code} again: {about}"))
def review_decision(
    decision: Decision, *, upheld: bool, words: str, by: Capacity, at: datetime, next_on: date | None = None
) -> Changes[Review]:
    """Record what came of a review: upheld, perhaps to be looked at again on a later day, or to be changed.

    A decision that is to be changed stands until another takes its place.
    """
    decision = fresh_decision(decision, by)
    require(may_review(by, decision, at=at))
    if next_on is not None and next_on <= day_of(at):
        raise ValidationError({"next_on": _("Choose a day to come, or none.")})
    review = Review(
        coalition_id=home(by), question=decision.question, decision=decision, person_id=by.someone, upheld=upheld,
        words=words, next_on=next_on, acts_for=by.acts_for, organisation_id=by.organisation, for_body_id=by.body,
        reviewed_at=at,
    )  # fmt: skip
    review.clean_fields(exclude={"words_mark", "salt", "next_on", "organisation", "for_body"})
    review.seal_words()
    review.store()
    decision.review_due_on, decision.review_asked_at = next_on, None
    decision.store()
    close_asks(decision, at=at, kind=telling.REVIEW)
    said = {"about": decision.question.title}
    code = decision.question.code
    return Changes(review, also=[decision], words=said, code=code, upheld=upheld, next_on=next_on)


@act("governing.effect.carried_out", says=gettext_noop("carried out what follows from {code}: {label}"))
def carry_out(decision: Decision, *, by: Capacity, at: datetime) -> Changes[Decision]:
    """Do what should have followed when the decision closed and could not be done then.

    The sealed decision keeps that it failed; beside it stands when it was done. ValidationError while it still fails.
    """
    decision = fresh_decision(decision, by)
    require(may_carry_out(by, decision, at=at))
    fault = run_effect(decision.question, at=at)
    if fault:
        raise ValidationError(_("It can’t be done yet: {why}").format(why=fault))
    decision.carried_out_at = at
    decision.store()
    question = decision.question
    words = {"label": question.effect_label, "about": question.title}
    return Changes(decision, words=words, code=question.code, effect=question.effect)


def run_effect(question: Question, *, at: datetime) -> str:
    """Run what follows from a carried question, by the rule; the words of what went wrong, or nothing."""
    try:
        with transaction.atomic():
            effect = registry.effects[question.effect]
            effect.run(question.effect_target, carried=question, by=the_rule(question.coalition_id), at=at)
    except FAULTS as fault:
        return "; ".join(getattr(fault, "messages", [str(fault)]))[:400] or type(fault).__name__
    return ""


def fresh_decision(decision: Decision, by: Capacity) -> Decision:
    """The decision with its question, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, decision))
    related = ("question__coalition", "question__body", "question__organisation", "question__for_body",
               "question__person", "question__matter")  # fmt: skip
    found: Decision = Decision.objects.select_related(*related).get(pk=decision.pk)
    return found
