"""Who may note, confirm and withdraw evidence, and say which rung an organisation would like."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, mute, same_coalition
from comity.coalitions.standing import Standing, standing_behind


def may_note(by: Capacity, sides: Iterable[UUID], *, at: datetime) -> Reason | None:
    """Note evidence: who speaks for one of the two, a coordinator, or the rule from what stands on record."""
    if by.acts_for == ActsFor.RULE:
        return None
    return may_act_as(by, at=at) or noting(standing_behind(by, at=at), by, sides)


def noting(standing: Standing, by: Capacity, sides: Iterable[UUID]) -> Reason | None:
    """The same where the standing is known."""
    if standing.inside and by.body and standing.coordinates:
        return None
    return siding(standing, by, sides)


def may_answer(by: Capacity, evidence: Any, *, at: datetime) -> Reason | None:
    """Stand by it, or take it back: who speaks for one of the two."""
    behind = may_act_as(by, at=at) or siding(standing_behind(by, at=at), by, sides_of(evidence.tie))
    return same_coalition(by, evidence) or behind


def may_side(by: Capacity, tie: Any, *, at: datetime) -> Reason | None:
    """Speak for one side of a tie."""
    behind = may_act_as(by, at=at) or siding(standing_behind(by, at=at), by, sides_of(tie))
    return same_coalition(by, tie) or behind


def siding(standing: Standing, by: Capacity, sides: Iterable[UUID]) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    both = set(sides)
    if by.organisation not in both:
        mine = any(hold.of in both and Power.SPEAK in hold.powers for hold in standing.organisations)
        who = _("Choose its hat above.") if mine else _("Who speaks for one of them can.")
        return Reason(_("Only the two organisations themselves can say so."), who)
    return None if standing.may(by, Power.SPEAK) else mute(by)


def sides_of(tie: Any) -> tuple[UUID, UUID]:
    """The two organisations of a tie."""
    return tie.first_id, tie.second_id


def still_stands(evidence: Any) -> Reason | None:
    """What was taken back is over."""
    if evidence.withdrawn_at is None:
        return None
    return Reason(_("This was taken back."), bar=Bar.CONFLICT)
