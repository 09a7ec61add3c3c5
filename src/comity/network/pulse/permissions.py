"""Who may plan a pulse, open it, answer it, and hold a talk: nothing, or a reason in words."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import (
    adding_to_coalition,
    hidden,
    may_act_as,
    may_coordinate,
    same_coalition,
)
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing, home, standing_behind
from comity.core.anonymity import K
from comity.network.models import Pulse, PulsePlan, PulseRoll, PulseState, TalkRound


def may_plan(by: Capacity, *, at: datetime) -> Reason | None:
    """Say what is asked and how often: whoever coordinates."""
    return may_coordinate(by, at=at)


def may_open(by: Capacity, asked: int, *, at: datetime) -> Reason | None:
    """Open a wave: whoever coordinates, and the rule on its day; only where five people or more could answer."""
    return may_coordinate(by, at=at) or openable(by, asked)


def openable(by: Capacity, asked: int) -> Reason | None:
    """Whether a wave can open now."""
    if Pulse.objects.filter(state=PulseState.OPEN).exists():
        return Reason(_("A pulse is open already."), _("The next can begin once it has closed."), bar=Bar.NOT_NOW)
    if not PulsePlan.objects.exists():
        return Reason(_("Nobody has said yet what is asked."), _("Choose the questions first."), bar=Bar.NOT_NOW)
    return few(by, asked)


def few(by: Capacity, asked: int) -> Reason | None:
    """Whether so few could answer that each could be found."""
    if asked >= K:
        return None
    url = reverse("network:new-talk", args=[slug_of(home(by))])
    why = _("Fewer than {n} people could answer: each of them could be found.").format(n=K)
    return Reason(why, _("Hold a round of talk instead."), bar=Bar.NOT_NOW, url=url)


def may_answer(by: Capacity, pulse: Pulse, *, at: datetime) -> Reason | None:
    """Answer once, while it is open: whoever was asked."""
    if barred := same_coalition(by, pulse) or may_act_as(by, at=at):
        return barred
    return answering(standing_behind(by, at=at), pulse, word_of(pulse, by.person), at=at)


def answering(standing: Standing, pulse: Pulse, answered: bool | None, *, at: datetime) -> Reason | None:
    """The same where the standing is known, and whether the reader's answer is in (None: not asked)."""
    if not standing.inside:
        return hidden()
    if pulse.state != PulseState.OPEN or at >= pulse.closes_at:
        return Reason(_("This pulse has closed."), bar=Bar.NOT_NOW)
    if answered is None:
        who = _("Whoever speaks for a member when a pulse opens is asked.")
        return Reason(_("You were not asked this time."), who)
    if answered:
        why = _("Your answer is in. Nobody knows which one it is, so it can’t be changed.")
        return Reason(why, bar=Bar.NOT_NOW)
    return None


def word_of(pulse: Pulse, person: UUID | None) -> bool | None:
    """Whether somebody's answer is in; None where they were not asked. One query."""
    found: bool | None = (
        PulseRoll.objects.filter(pulse=pulse, person=person).values_list("answered", flat=True).first()
    )
    return found


def may_plan_talk(by: Capacity, *, at: datetime) -> Reason | None:
    """Set a day for a round of talk: whoever coordinates."""
    return may_coordinate(by, at=at)


def may_note_talk(by: Capacity, talk: TalkRound, *, at: datetime) -> Reason | None:
    """Note what came of it: who facilitated, and coordinators."""
    barred = same_coalition(by, talk) or may_act_as(by, at=at)
    return barred or noting_talk(standing_behind(by, at=at), by, talk)


def noting_talk(standing: Standing, by: Capacity, talk: TalkRound) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if standing.person == talk.facilitator_id or (by.body is not None and standing.coordinates):
        return None
    return Reason(_("Who led the talk notes what came of it."), _("They or a coordinator can."))


def adding(standing: Standing, by: Capacity, pulse: Pulse, at: datetime) -> Reason | None:
    """Give a task that belongs to a pulse: the rule when trust falls, and whoever may add to the coalition."""
    return None if by.acts_for == ActsFor.RULE else adding_to_coalition(standing, by, pulse.coalition, at)
