"""Who may lend a vote, write one down, contest it, and settle a tie: each answers None, or the reason."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.core.ballots.types import Outcome
from comity.governing.models import Proxy, Question, RollEntry, State, Vote
from comity.governing.permissions import (
    live_vote,
    may_answer_openly,
    roll_ids,
    spoken_itself,
    still_open,
    waits_for_chair,
)

#: so long a vote that others wrote down can be contested before it is counted
CONTESTED_FOR = timedelta(days=1)


def may_offer_proxy(by: Capacity, question: Question | None, *, at: datetime) -> Reason | None:
    """Ask another to vote for us: whoever holds our vote, on a question that asks us and takes proxies."""
    barred = lending(standing_behind(by, at=at), by)
    if barred or question is None:
        return barred
    if by.of not in roll_ids(question):
        return Reason(_("{name} is not asked here.").format(name=by.of_name))
    if question.proxies == 0:
        return Reason(_("On this question nobody votes by proxy."), bar=Bar.CONFLICT)
    return same_coalition(by, question) or still_open(question, at)


def lending(standing: Standing, by: Capacity) -> Reason | None:
    """Whether this hat decides about its organisation's vote."""
    if not standing.inside:
        return hidden()
    if by.organisation is None:
        return Reason(_("Only organisations have a vote to lend."), _("Choose the hat of one above."))
    if standing.may(by, Power.VOTE):
        return None
    why = _("Your mandate for {name} does not include its vote.").format(name=by.of_name)
    return Reason(why, _("Whoever holds its vote can."))


def may_accept_proxy(by: Capacity, proxy: Proxy, *, at: datetime) -> Reason | None:
    """Agree to vote for another: the organisation that was asked."""
    barred = same_coalition(by, proxy) or lending(standing_behind(by, at=at), by)
    if barred or by.of != proxy.holder_id:
        return barred or Reason(_("Another organisation was asked."))
    if proxy.accepted_at or proxy.ended_at:
        return Reason(_("This was answered already."), bar=Bar.CONFLICT)
    return None


def may_end_proxy(by: Capacity, proxy: Proxy, *, at: datetime) -> Reason | None:
    """Take it back or give it back: either of the two."""
    barred = same_coalition(by, proxy) or lending(standing_behind(by, at=at), by)
    if barred or by.of not in (proxy.giver_id, proxy.holder_id):
        return barred or Reason(_("This is between two other organisations."))
    return Reason(_("It has ended already."), bar=Bar.CONFLICT) if proxy.ended_at else None


def may_enter(by: Capacity, question: Question, organisation: UUID, *, at: datetime) -> Reason | None:
    """Write down a vote told by phone: who chairs the body or coordinates, for an organisation on the roll."""
    barred = same_coalition(by, question) or entering(standing_behind(by, at=at), by, question)
    if barred or organisation not in roll_ids(question):
        return barred or Reason(_("This organisation is not asked here."))
    barred = may_answer_openly(question) or still_open(question, at) or contestable(question, at)
    return barred or spoken_itself(live_vote(question, organisation))


def contestable(question: Question, at: datetime) -> Reason | None:
    """Whether enough time is left to contest what is written down now."""
    if question.closes_at is None or at + CONTESTED_FOR <= question.closes_at:
        return None
    why = _("Votes told by phone are written down until a day before the end, so that they can be contested.")
    return Reason(why, _("The organisation can still answer itself; or let the question close later."), Bar.NOT_NOW)


def may_close_over(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Nobody closes early on a vote that others wrote down within a day: its organisation may contest it yet."""
    if by.acts_for == ActsFor.RULE:
        return None
    live = Vote.objects.filter(question=question, replaced_at=None, entered_by__isnull=False)
    return closing_over(live, at)


def closing_over(votes: Iterable[Vote], at: datetime) -> Reason | None:
    """The same where the votes that count are known."""
    if not any(one.entered_by_id is not None and one.cast_at > at - CONTESTED_FOR for one in votes):
        return None
    why = _("A vote told by phone was written down less than a day ago, and can still be contested.")
    return Reason(why, _("Close it a day later, or let it close at its time."), Bar.NOT_NOW)


def entering(standing: Standing, by: Capacity, question: Question) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and (standing.coordinates or by.of == question.body_id):
        return None
    who = _("Who chairs {body}, or a coordinator, can.").format(body=question.body_name)
    return Reason(_("You can’t write down the votes of others."), who)


def may_contest(by: Capacity, vote: Vote, *, at: datetime) -> Reason | None:
    """Say that a vote written down was not ours: whoever holds our vote, until the end."""
    barred = same_coalition(by, vote) or lending(standing_behind(by, at=at), by)
    if barred or by.of != vote.organisation_id:
        return barred or Reason(_("This is the vote of another organisation."))
    if vote.entered_by_id is None or vote.replaced_at is not None:
        return Reason(_("This vote was not written down by others, or no longer counts."), bar=Bar.CONFLICT)
    return still_open(vote.question, at)


def may_settle_tie(by: Capacity, question: Question, outcome: Outcome, *, at: datetime) -> Reason | None:
    """Decide a tie: who chairs the body, once the time is over and yes and no weigh the same."""
    barred = same_coalition(by, question)
    if barred or question.state != State.OPEN or not question.is_past(at):
        return barred or Reason(_("Its closing time has not come, or it is sealed."), bar=Bar.CONFLICT)
    if waits_for_chair(question, outcome) is None:
        return Reason(_("No tie waits for the chair here."), bar=Bar.CONFLICT)
    return chairing(standing_behind(by, at=at), by, question)


def chairing(standing: Standing, by: Capacity, question: Question) -> Reason | None:
    """Whether this hat is that of whoever presides over the body."""
    if not standing.inside:
        return hidden()
    if by.body == question.body_id:
        return None
    who = _("Whoever chairs {body} can.").format(body=question.body_name)
    return Reason(_("You don’t chair this body."), who)


def used_up(question: Question, holder: UUID, unit: UUID) -> Reason | None:
    """Whether the holder votes for as many others already as the question allows."""
    used = RollEntry.objects.filter(question=question, through=holder).exclude(organisation=unit).count()
    if used < question.proxies:
        return None
    why = _("On this question one organisation votes for at most {n} others.")
    return Reason(why.format(n=question.proxies), bar=Bar.CONFLICT)
