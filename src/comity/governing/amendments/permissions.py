"""Who may amend a proposal, and who answers: None, or the reason and who could."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.core.ballots.methods import Marks
from comity.governing.counting import way_of
from comity.governing.matters.permissions import inquiring
from comity.governing.models import AMENDMENT_STEPS, Amendment, AmendmentState, Question, State
from comity.governing.permissions import changing, may_change, may_put_forward


def may_amend(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Propose another text: any organisation or body of the coalition that can read it, before the vote."""
    return same_coalition(by, question) or amending(standing_behind(by, at=at), by, question, at=at)


def amending(standing: Standing, by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return inquiring(standing, by, question, at=at) or before_the_vote(question)


def before_the_vote(question: Question) -> Reason | None:
    """Once it is open its text stands still."""
    if question.state == State.DRAFT and question.shared_at is not None:
        return None
    why = _("Its text stands still once it is put to the vote.")
    return Reason(why, _("Object to it instead, and say what would settle it."), Bar.CONFLICT)


def may_settle(by: Capacity, amendment: Amendment, state: AmendmentState, *, at: datetime) -> Reason | None:
    """Accept or decline: those in whose name the proposal stands, and coordinators."""
    return may_change(by, amendment.question, at=at) or steps(amendment, state)


def settling(standing: Standing, by: Capacity, amendment: Amendment, state: AmendmentState) -> Reason | None:
    """The same where the standing is known."""
    return changing(standing, by, amendment.question) or steps(amendment, state)


def may_put(by: Capacity, amendment: Amendment, *, at: datetime) -> Reason | None:
    """Put it to the vote: those who may settle it; once it was declined, who made it and has a place in the body."""
    return same_coalition(by, amendment) or putting(standing_behind(by, at=at), by, amendment, at=at)


def putting(standing: Standing, by: Capacity, amendment: Amendment, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    barred = changing(standing, by, amendment.question)
    if barred is not None and amendment.is_of(by) and amendment.state == AmendmentState.DECLINED:
        barred = may_put_forward(by, amendment.question.body, at=at)
    return barred or steps(amendment, AmendmentState.PUT) or votable(amendment.question)


def votable(question: Question) -> Reason | None:
    """Whether a yes or no to an amendment can be asked by the rule of its proposal."""
    if not question.binding:
        return Reason(_("Advice binds nobody, so nothing is voted on before it."), _("Accept it, or decline it."))
    if way_of(question).marks is Marks.ANSWER:
        return None
    return Reason(_("This is decided by marking options, not by yes or no."), _("Accept it, or decline it."))


def may_withdraw(by: Capacity, amendment: Amendment, *, at: datetime) -> Reason | None:
    """Take it back: whoever made it, while it waits."""
    return same_coalition(by, amendment) or withdrawing(standing_behind(by, at=at), by, amendment, at=at)


def withdrawing(standing: Standing, by: Capacity, amendment: Amendment, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    barred = inquiring(standing, by, amendment.question, at=at)
    if barred is None and not amendment.is_of(by):
        barred = Reason(_("Somebody else made this amendment."), _("{name} can.").format(name=amendment.said_for))
    return barred or steps(amendment, AmendmentState.WITHDRAWN)


def steps(amendment: Amendment, state: AmendmentState) -> Reason | None:
    """Whether it can come to that state from where it stands, while its proposal is still one."""
    if state in AMENDMENT_STEPS[amendment.state]:
        return None if state in (AmendmentState.CARRIED, AmendmentState.LOST) else before_the_vote(amendment.question)
    why = _("This amendment is “{state}”.").format(state=AmendmentState(amendment.state).label)
    return Reason(why, bar=Bar.CONFLICT)


def all_answered(question: Question) -> Reason | None:
    """Whether a proposal may open: nothing of what others would have it say waits, or is still voted on. One query."""
    open_still = (AmendmentState.WAITING, AmendmentState.PUT)
    first = Amendment.objects.filter(question=question, state__in=open_still).order_by("number").first()
    if first is None:
        return None
    if first.state == AmendmentState.PUT:
        why = _("Amendment {n} is being voted on, and comes before it.")
        return Reason(why.format(n=first.number), bar=Bar.NOT_NOW)
    why = _("Amendment {n} of {name} waits for an answer.").format(n=first.number, name=first.said_for)
    return Reason(why, _("Accept it, decline it, or put it to the vote first."), Bar.NOT_NOW)
