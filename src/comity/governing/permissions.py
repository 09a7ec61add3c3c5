"""Who may put questions, change, answer and close them: each answers None, or the reason and who could.

`may_…` take the capacity of an act and read where the person stands at that time. Pages, which have read the standing
already, ask the rule beneath: `answering`, `changing`, …
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Body, Power
from comity.coalitions.permissions import factor_of, hidden, lapsed, mute, not_as, same_coalition
from comity.coalitions.queries import organisations_of
from comity.coalitions.standing import Standing, standing_behind
from comity.core.ballots.types import Outcome, TieRule, Why
from comity.core.rulebook.kinds import HALTED
from comity.governing.models import Objection, ObjectionState, Question, RollEntry, State, Vote
from comity.governing.queries import lent_to

# ── putting forward and changing ──


def may_put_forward(by: Capacity, body: Body, *, at: datetime) -> Reason | None:
    """Put a question to a body: organisations with a place in it, who presides over it, and coordinators.

    Always in the name of an organisation or a body: the reader of a question must know whose it is.
    """
    standing = standing_behind(by, at=at)
    seated = by.organisation is not None and organisations_of(body, on=day_of(at)).filter(pk=by.spoken_for).exists()
    barred = (
        same_coalition(by, body)
        or not_as(by, standing)
        or putting_forward(standing, by, body, seated=seated)
    )
    return barred or factor_of(by, standing, at)


def putting_forward(standing: Standing, by: Capacity, body: Body, *, seated: bool) -> Reason | None:
    """The same where the standing is known. seated: the organisation of the hat has a place in the body."""
    barred = drafting(standing, by)
    if barred or (seated and by.organisation) or (by.body and (standing.coordinates or by.of == body.pk)):
        return barred
    why = _("{name} has no place in {body}.").format(name=by.of_name, body=body.name)
    return Reason(why, _("Its organisations, who chairs it, or a coordinator can put questions to it."))


def drafting(standing: Standing, by: Capacity) -> Reason | None:
    """Whether this hat can put any question forward at all, asked before a body is chosen."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.SELF:
        return Reason(
            _("Questions are put forward in the name of an organisation or a body."),
            _("Choose another hat above."),
        )
    return mute(by) if by.organisation and not standing.may(by, Power.SPEAK) else None


def may_change(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Edit, open, move, withdraw: those in whose name it was put forward, and coordinators."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, question) or not_as(by, standing) or changing(standing, by, question)
    return barred or factor_of(by, standing, at)


def changing(standing: Standing, by: Capacity, question: Question) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and standing.coordinates:
        return None
    if by.of is None or by.of not in (question.organisation_id, question.for_body_id):
        who = _("{name} or a coordinator can.").format(name=question.for_name)
        return Reason(_("This question was put forward by others."), who)
    return mute(by) if by.organisation and not standing.may(by, Power.SPEAK) else None


def may_add(by: Capacity, question: Question, at: datetime) -> Reason | None:
    """Add tasks, files or credit: those in whose name it stands, its body, coordinators, and who was asked."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, question) or not_as(by, standing) or adding(standing, by, question, at)


def adding(standing: Standing, by: Capacity, question: Question, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    barred = changing(standing, by, question)
    if barred is None or barred.bar == Bar.HIDDEN or (by.body and by.of == question.body_id):
        return barred if barred is None or barred.bar == Bar.HIDDEN else None
    asked = {entry.organisation_id for entry in question.roll.all()}
    return None if by.organisation in asked and standing.may(by, Power.SPEAK) else barred


# ── answering and objecting ──


def may_answer(by: Capacity, question: Question, *, unit: UUID | None = None, at: datetime) -> Reason | None:
    """Vote or change the vote: for an organisation on the roll, by whoever holds its vote, until the closing time.

    unit: another organisation, whose proxy is held by the one that is spoken for.
    """
    standing, roll = standing_behind(by, at=at), roll_ids(question)
    if unit is None or unit == by.of:
        return same_coalition(by, question) or answering(standing, by, question, roll, at=at)
    barred = same_coalition(by, question) or proxying(standing, by, question, roll, unit, at=at)
    return barred or spoken_itself(live_vote(question, unit), phoned=True)


def live_vote(question: Question, organisation: UUID) -> Vote | None:
    """The open vote of an organisation that counts now. One query."""
    rows = Vote.objects.filter(question=question, organisation=organisation, replaced_at=None)
    found: Vote | None = rows.first()
    return found


def spoken_itself(vote: Vote | None, *, phoned: bool = False) -> Reason | None:
    """What an organisation said itself, no other hand replaces. phoned: nor what it told by phone."""
    if vote is None or vote.through_id is not None or (vote.entered_by_id is not None and not phoned):
        return None
    why = _("This organisation has answered itself. No other hand can change that.")
    return Reason(why, _("Whoever holds its vote can."), Bar.CONFLICT)


def proxying(
    standing: Standing, by: Capacity, question: Question, roll: Collection[UUID], unit: UUID, *, at: datetime
) -> Reason | None:
    """Vote with another organisation's proxy: whoever holds the vote of the one that was given it."""
    if not standing.inside:
        return hidden()
    if by.organisation is None or not standing.may(by, Power.VOTE):
        return Reason(_("Whoever holds the vote of the organisation with the proxy can use it."))
    if unit not in roll:
        return Reason(_("This organisation is not asked here."))
    if not lent_to(by.organisation, question.pk, on=day_of(at, question.coalition.tz)).filter(giver=unit).exists():
        return Reason(_("{name} holds no proxy of this organisation.").format(name=by.of_name))
    return still_open(question, at)


def may_answer_openly(question: Question) -> Reason | None:
    """A private ballot takes no open votes."""
    if not question.private:
        return None
    return Reason(_("This is a private ballot."), _("Use its ballot paper."), Bar.CONFLICT)


def may_answer_privately(
    by: Capacity, question: Question, *, unit: UUID | None = None, at: datetime
) -> Reason | None:
    """Drop a paper: as for an open vote, but once. Nobody knows which paper to take out again."""
    if not question.private:
        return Reason(_("This is an open ballot."), bar=Bar.CONFLICT)
    barred = may_answer(by, question, unit=unit, at=at)
    given = RollEntry.objects.filter(question=question, organisation=unit or by.of, answered=True).exists()
    return barred or (paper_is_in() if given else None)


def paper_is_in() -> Reason:
    """A private ballot was given already."""
    why = _("Your organisation’s ballot is in. It can’t be changed any more: nobody knows which one it is.")
    return Reason(why, bar=Bar.CONFLICT)


def answering(
    standing: Standing, by: Capacity, question: Question, roll: Collection[UUID], *, at: datetime
) -> Reason | None:
    """The same where the standing and the roll are known."""
    barred = _on_roll(standing, by, question, roll)
    if barred is None and not standing.may(by, Power.VOTE):
        barred = Reason(
            _("Your mandate for {name} does not include its vote.").format(name=by.of_name),
            _("Whoever holds its vote can answer."),
        )
    return barred or still_open(question, at)


def may_object(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Object for an organisation on the roll: whoever speaks or votes for it, until the closing time."""
    return same_coalition(by, question) or objecting(
        standing_behind(by, at=at), by, question, roll_ids(question), at=at
    )


def objecting(
    standing: Standing, by: Capacity, question: Question, roll: Collection[UUID], *, at: datetime
) -> Reason | None:
    """The same where the standing and the roll are known."""
    return speaking(standing, by, question, roll) or still_open(question, at)


def speaking(standing: Standing, by: Capacity, question: Question, roll: Collection[UUID]) -> Reason | None:
    """Speaks or votes for an organisation on the roll."""
    barred = _on_roll(standing, by, question, roll)
    if barred is None and not (standing.may(by, Power.SPEAK) or standing.may(by, Power.VOTE)):
        barred = mute(by)
    return barred


def may_take_back(by: Capacity, objection: Objection, *, at: datetime) -> Reason | None:
    """Take an objection back: the organisation that raised it."""
    if by.organisation is None or by.organisation != objection.organisation_id:
        who = _("{name} can.").format(name=objection.organisation.name)
        return same_coalition(by, objection) or Reason(_("Another organisation raised this objection."), who)
    return may_speak_to(by, objection.question, at=at) or _still_standing(objection)


def may_speak_to(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Speak for an organisation on the roll about its objection, as long as that can still be settled."""
    standing, roll = standing_behind(by, at=at), roll_ids(question)
    return same_coalition(by, question) or speaking(standing, by, question, roll) or unsettled(question, at)


def unsettled(question: Question, at: datetime) -> Reason | None:
    """Whether objections can still be settled: while it is open, and as long as one of them halts its closing."""
    if question.state == State.OPEN and question.method in HALTED:
        return None
    return still_open(question, at)


def may_reply(by: Capacity, objection: Objection, *, at: datetime) -> Reason | None:
    """Answer an objection: those who put the question forward, who presides, coordinators, and who objects."""
    question = objection.question
    if by.organisation is not None and by.organisation == objection.organisation_id:
        return may_speak_to(by, question, at=at)
    if by.body is not None and by.of == question.body_id:
        standing = standing_behind(by, at=at)
        return same_coalition(by, question) or not_as(by, standing) or unsettled(question, at)
    return may_change(by, question, at=at) or unsettled(question, at)


def may_integrate(by: Capacity, objection: Objection, *, voted: bool, at: datetime) -> Reason | None:
    """Take the proposed change into the text: while nobody has voted on it, and under consent at any time."""
    question = objection.question
    barred = may_change(by, question, at=at) or unsettled(question, at)
    return barred or _still_standing(objection) or integrating(question, voted=voted)


def integrating(question: Question, *, voted: bool) -> Reason | None:
    """Whether the text can still change. Where objections halt it, it can: all are asked anew then."""
    if not voted or question.method in HALTED:
        return None
    return Reason(
        _("Organisations have already voted on this text."),
        _("Withdraw the question and put the changed one forward."),
        Bar.NOT_NOW,
    )


# ── closing ──


def may_close(
    by: Capacity, question: Question, *, answered: int, asked: int, early: bool = False, at: datetime
) -> Reason | None:
    """Close: the rule, once the time has come; who presides or coordinates, once all have answered.

    early: nothing can change any more, whatever the others say; then they can as well.
    """
    if question.state != State.OPEN:
        return same_coalition(by, question) or Reason(_("This question is not open."), bar=Bar.CONFLICT)
    if by.acts_for == ActsFor.RULE:
        due = None if question.is_past(at) else Reason(_("Its closing time has not come."), bar=Bar.NOT_NOW)
        return same_coalition(by, question) or due
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, question) or not_as(by, standing)
    barred = barred or closing(standing, by, question, answered=answered, asked=asked, early=early)
    return barred or factor_of(by, standing, at)


def closing(
    standing: Standing, by: Capacity, question: Question, *, answered: int, asked: int, early: bool = False
) -> Reason | None:
    """Closing early, where the standing is known."""
    if not standing.inside:
        return hidden()
    if not (by.body and (standing.coordinates or by.of == question.body_id)):
        who = _("Who chairs {body}, or a coordinator, can.").format(body=question.body_name)
        return Reason(_("You can’t close this question."), who)
    if answered == asked or early:
        return None
    why = _("{answered} of {asked} organisations have answered. It can close early only when all have.")
    return Reason(why.format(answered=answered, asked=asked), bar=Bar.NOT_NOW)


def waits_for_chair(question: Question, outcome: Outcome) -> Reason | None:
    """A tie that the rule leaves to the chair can't be sealed before the chair has spoken."""
    if outcome.why is not Why.TIE or question.rule.tie is not TieRule.CHAIR or question.tie_choice:
        return None
    why = _("Yes and no weigh the same. Whoever chairs {body} decides, and says why.")
    return Reason(why.format(body=question.body_name), bar=Bar.NOT_NOW)


def still_open(question: Question, at: datetime) -> Reason | None:
    """The reason why it can't be answered (any more), if it can't."""
    if question.reads(at) == State.OPEN:
        return None
    told = {
        State.DRAFT: _("This question has not been opened yet."),
        State.CLOSED: _("This question has closed. No answer can be given or changed any more."),
        State.WITHDRAWN: _("This question was withdrawn."),
    }
    return Reason(told[question.reads(at)], bar=Bar.CONFLICT)


def must_be(question: Question, state: State, at: datetime | None = None) -> Reason | None:
    """Whether it is in that state, as kept or as it reads at a moment."""
    now = question.reads(at) if at else question.state
    if now == state:
        return None
    why = _("This question is not “{needed}” but “{found}”.")
    return Reason(why.format(needed=state.label, found=State(now).label), bar=Bar.CONFLICT)


def roll_ids(question: Question) -> set[UUID]:
    """The organisations on the roll. One query."""
    return set(RollEntry.objects.filter(question=question).values_list("organisation", flat=True))


def _on_roll(standing: Standing, by: Capacity, question: Question, roll: Collection[UUID]) -> Reason | None:
    """Acts for an organisation that is asked, by a live mandate."""
    if not standing.inside:
        return lapsed(by) or hidden()
    if by.organisation is None:
        return Reason(_("Only organisations answer this question."), _("Choose the hat of one above."))
    hold = standing.organisation(by.of)
    if hold is None or not hold.member:
        return Reason(_("Your mandate for {name} has ended.").format(name=by.of_name))
    if by.of in roll:
        return None
    why = _("{name} is not asked: it had no place in {body} when the question opened.")
    return Reason(why.format(name=by.of_name, body=question.body_name))


def _still_standing(objection: Objection) -> Reason | None:
    if objection.state == ObjectionState.STANDING:
        return None
    return Reason(_("This objection is already settled."), bar=Bar.CONFLICT)
