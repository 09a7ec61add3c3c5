"""Who may freeze a matter, share and discuss a proposal, review a decision: None, or the reason and who could."""

from datetime import datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, same_coalition
from comity.coalitions.standing import Standing, covered, standing_behind
from comity.governing.models import Decision, EffectState, Matter, MatterState, Question, State
from comity.governing.permissions import changing, may_change, may_put_forward


def may_freeze(by: Capacity, matter: Matter, *, at: datetime) -> Reason | None:
    """Freeze or thaw: coordinators, and the rule, by which a conflict freezes what it is about."""
    barred = same_coalition(by, matter)
    if barred or by.acts_for == ActsFor.RULE:
        return barred
    return freezing(standing_behind(by, at=at), by)


def freezing(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and standing.coordinates and covered(by, standing):
        return None
    return Reason(_("You can’t freeze or thaw this matter."), _("A coordinator can."))


def frozen(question: Question, at: datetime) -> Reason | None:
    """The reason why nothing is opened, changed or closed now, while its matter rests. Needs the matter read."""
    return resting(question.matter, question, at)


def asks_the_same(question: Question, at: datetime) -> Reason | None:
    """A matter that rests is not put forward anew beside it: the same effect upon the same, or the same by the same."""
    at_rest = Matter.objects.filter(frozen_until__gt=at).exclude(pk=question.matter_id)
    if question.effect:
        alike = at_rest.filter(questions__effect=question.effect, questions__effect_target=question.effect_target)
        return resting(alike.first(), question, at)
    if question.matter is None:
        return None
    about = question.matter
    own = Q(questions__organisation=question.organisation_id, questions__for_body=question.for_body_id)
    own &= Q(kind=about.kind, amount=about.amount, questions__effect="")
    if about.amount is None:  # then the kind alone says little: a body's own work is of many sorts
        own &= Q(questions__title__iexact=question.title) | Q(questions__lede__iexact=question.lede)
    return resting(at_rest.filter(own).first(), question, at)


def resting(matter: Matter | None, question: Question, at: datetime) -> Reason | None:
    """The reason why a matter goes on later."""
    if matter is None or matter.frozen_until is None or not matter.is_frozen(at):
        return None
    until = date_format(
        localtime(matter.frozen_until, question.coalition.tz),
        pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i"),
    )
    why = _("This matter rests until {day}: {why}").format(day=until, why=matter.frozen_why)
    return Reason(why, _("A coordinator can let it go on earlier."), Bar.NOT_NOW)


def worked_on(matter: Matter) -> Reason | None:
    """Whether a matter takes another question: what was taken up again and dropped is asked for anew."""
    if matter.state != MatterState.DROPPED or matter.reopens_id is None:
        return None
    return Reason(_("This was dropped."), _("Ask for the decision to be taken up again."), Bar.CONFLICT)


# ── sharing and discussing ──


def may_share(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Show a draft to those who will decide: whoever may change it, once."""
    return may_change(by, question, at=at) or unshared(question)


def unshared(question: Question) -> Reason | None:
    """Whether there is still something to share."""
    if question.state == State.DRAFT and question.shared_at is None:
        return None
    return Reason(_("Those who decide can read this already."), bar=Bar.CONFLICT)


def may_inquire(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Ask about a proposal: any organisation of the coalition, or a body, by who speaks for it."""
    return same_coalition(by, question) or inquiring(standing_behind(by, at=at), by, question, at=at)


def inquiring(standing: Standing, by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.SELF or not covered(by, standing):
        return Reason(
            _("Questions are asked in the name of an organisation or a body."), _("Choose another hat above.")
        )
    if by.organisation and not standing.may(by, Power.SPEAK):
        return Reason(_("Your mandate for {name} does not let you speak for it.").format(name=by.of_name))
    return discussed(question, at)


def may_reply_to_inquiry(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Answer what was asked: those who put the question forward, and coordinators."""
    return may_change(by, question, at=at) or discussed(question, at)


def discussed(question: Question, at: datetime) -> Reason | None:
    """A proposal is discussed from the day it can be read until it closes."""
    state = question.reads(at)
    if state == State.OPEN or (state == State.DRAFT and question.shared_at):
        return None
    told = {
        State.DRAFT: _("This is still a draft of its authors."),
        State.CLOSED: _("This question has closed. It can’t be discussed here any more."),
        State.WITHDRAWN: _("This question was withdrawn."),
    }
    return Reason(told[state], bar=Bar.CONFLICT)


# ── what a sitting could only advise ──


def may_put_to_all(by: Capacity, advice: Question, *, at: datetime) -> Reason | None:
    """Put to a binding vote what a sitting could only advise: whoever may put a question to its body. Once."""
    return may_put_forward(by, advice.body, at=at) or advised(advice)


def advised(question: Question) -> Reason | None:
    """Whether it is advice of a sitting without notice or quorum, and was not put to all yet. Needs `ratification`."""
    short = question.sitting is not None and not (question.sitting_noticed and question.sitting_quorate)
    if question.binding or question.state != State.CLOSED or not short:
        return Reason(_("There is no advice of a meeting here that could be put to all."), bar=Bar.NOT_NOW)
    vote = question.ratification
    if vote is None or vote.state == State.WITHDRAWN:
        return None
    return Reason(_("It is put to all already."), bar=Bar.CONFLICT)


# ── afterwards ──


def may_review(by: Capacity, decision: Decision, *, at: datetime) -> Reason | None:
    """Say what came of looking again: who put it forward, who presides over the body that decided, coordinators."""
    return same_coalition(by, decision) or reviewing(standing_behind(by, at=at), by, decision)


def reviewing(standing: Standing, by: Capacity, decision: Decision) -> Reason | None:
    """The same where the standing is known. Needs the decision's question."""
    question = decision.question
    presides = by.body is not None and by.of == question.body_id and covered(by, standing)
    barred = None if presides else changing(standing, by, question)
    if barred is None and not covered(by, standing):
        return Reason(_("Your mandate for {name} has ended.").format(name=by.of_name))
    return barred or reviewable(decision)


def reviewable(decision: Decision) -> Reason | None:
    """Only what was agreed, and binds, is looked at again."""
    if decision.carried and decision.question.binding:
        return None
    return Reason(_("Nothing was agreed here that could be looked at again."), bar=Bar.CONFLICT)


def may_carry_out(by: Capacity, decision: Decision, *, at: datetime) -> Reason | None:
    """Try again what should have followed: who may review the decision, while it is not done."""
    return may_review(by, decision, at=at) or undone(decision)


def undone(decision: Decision) -> Reason | None:
    """Whether something that follows is still to be done."""
    if decision.effect_state == EffectState.FAILED and decision.carried_out_at is None:
        return None
    return Reason(_("Nothing is left to be done here."), bar=Bar.CONFLICT)
