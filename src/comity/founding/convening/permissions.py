"""Who prepares and leads the founding, and what each invited organisation may do itself."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition, Power, Stage
from comity.coalitions.permissions import hidden, mute, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.core.advice.readiness import State
from comity.founding.models import Convening, FoundingText, Kind, Party, Reservation, ReservationState
from comity.founding.queries import checklist_of
from comity.founding.writing.permissions import keeping, may_keep


def may_convene(by: Capacity, *, at: datetime) -> Reason | None:
    """Prepare the founding, invite, lead the round, open the approval, constitute: who keeps the mission."""
    return may_keep(by, Kind.MISSION, at=at)


def convening(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    return keeping(standing, by, Kind.MISSION)


def may_lead(by: Capacity, thing: Convening, at: datetime) -> Reason | None:
    """The same for one convening and what belongs to it."""
    return same_coalition(by, thing) or may_convene(by, at=at)


def ready(coalition: Coalition) -> Reason | None:
    """Why nobody can be convened yet: the founders said no or nothing, or a text is missing that is sent ahead."""
    if Convening.objects.filter(dropped_at=None).exists():
        return Reason(_("A founding is under way, or done."), bar=Bar.CONFLICT)
    told = checklist_of(coalition.pk).told if coalition.stage == Stage.PREFORMATION else None
    if coalition.stage == Stage.PREFORMATION and (told is None or told.state is not State.OPEN):
        why = _("Not all founders say yes to the start-up checklist yet.")
        return Reason(why, _("Whether it is worth founding comes first."), Bar.NOT_NOW)
    texts = {one.kind: one for one in FoundingText.objects.all()}
    brief = texts.get(Kind.BRIEF)
    if brief is None or not brief.is_adopted:
        return Reason(_("The brief is not adopted yet."), _("The founders put it to the vote first."), Bar.NOT_NOW)
    if Kind.MISSION not in texts or Kind.STRUCTURE not in texts:
        why = _("Mission and structure are not drafted yet.")
        return Reason(why, _("Those invited read both before they come."), Bar.NOT_NOW)
    return None


def still(thing: Convening, *states: str) -> Reason | None:
    """Whether the founding stands where this can be done."""
    if thing.state in states:
        return None
    told = {
        "preparing": _("The invitations are not sent yet."), "sent": _("The formal approval is not opened yet."),
        "approving": _("The formal approval is under way."), "constituted": _("The coalition is constituted."),
        "dropped": _("This founding was given up."),
    }  # fmt: skip
    return Reason(told[thing.state], bar=Bar.NOT_NOW)


def may_answer(by: Capacity, party: Party, *, at: datetime) -> Reason | None:
    """Say whether an invited organisation comes, what it thinks and doubts: who speaks for it, member or not yet."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, party) or not_as(by, standing) or answering(standing, by, party)


def answering(standing: Standing, by: Capacity, party: Party) -> Reason | None:
    """The same where the standing is known. Who is invited may answer before they are inside."""
    own = standing.organisation(party.organisation_id)
    if own is None and not standing.inside:
        return hidden()
    if by.acts_for != ActsFor.ORGANISATION or by.organisation != party.organisation_id or own is None:
        why = _("{name} speaks for itself.").format(name=party.name)
        return Reason(why, _("Choose its hat above, if it is yours."))
    return None if standing.may(by, Power.SPEAK) else mute(by)


def may_note(by: Capacity, party: Party, *, at: datetime) -> Reason | None:
    """Write down what an organisation said of itself: its own people, and who leads the founding."""
    own = may_answer(by, party, at=at)
    if own is None or own.bar == Bar.HIDDEN:
        return own
    return None if may_convene(by, at=at) is None else own


def may_settle(by: Capacity, row: Reservation, outcome: str, *, at: datetime) -> Reason | None:
    """Close a reservation: who raised it, or who leads; carry it openly: who leads."""
    barred = same_coalition(by, row)
    if barred is None and row.state != ReservationState.OPEN:
        return Reason(_("This is settled already."), _("Load the page anew."), Bar.CONFLICT)
    if barred is None and outcome == ReservationState.CLOSED and row.is_of(by):
        return not_as(by, standing_behind(by, at=at))
    return barred or may_convene(by, at=at)
