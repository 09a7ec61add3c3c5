"""Who may name areas, claim a part in them, and say what an organisation is good at."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, may_coordinate, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.governing.models import Area, Competence, Duty


def may_name(by: Capacity, *, at: datetime) -> Reason | None:
    """Name an area: whoever speaks for a member or a body."""
    return may_act_as(by, at=at) or naming(standing_behind(by, at=at), by)


def naming(standing: Standing, by: Capacity) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.SELF:
        return Reason(_("Here one speaks for an organisation or a body."), _("Choose another hat above."))
    if not standing.may(by, Power.SPEAK) and not (by.body and standing.coordinates):
        return Reason(
            _("Your mandate for {name} does not let you speak.").format(name=by.of_name),
            _("Whoever speaks for it can."),
        )
    hold = standing.organisation(by.organisation)
    return hidden() if hold is not None and not hold.member else None


def may_order(by: Capacity, area: Area, *, at: datetime) -> Reason | None:
    """Change or close an area: coordinators."""
    return same_coalition(by, area) or may_coordinate(by, at=at)


def may_claim(by: Capacity, area: Area, organisation: UUID, *, at: datetime) -> Reason | None:
    """Say that an organisation has a part: its own people, or a coordinator."""
    barred = same_coalition(by, area) or may_name(by, at=at) or _of_others(by, organisation, at=at)
    return barred or _still_there(area)


def may_drop(by: Capacity, duty: Duty, *, at: datetime) -> Reason | None:
    """Give a part up: the organisation's own people, or a coordinator."""
    barred = same_coalition(by, duty) or may_name(by, at=at) or _of_others(by, duty.organisation_id, at=at)
    return barred or (None if duty.ended_at is None else _gone())


def may_state(by: Capacity, organisation: UUID, *, at: datetime) -> Reason | None:
    """Say what an organisation is good at: its own people alone."""
    return may_name(by, at=at) or _own(by, organisation)


def may_withdraw_competence(by: Capacity, competence: Competence, *, at: datetime) -> Reason | None:
    """Take it back: the organisation's own people."""
    barred = same_coalition(by, competence) or may_state(by, competence.organisation_id, at=at)
    return barred or (None if competence.ended_at is None else _gone())


def stating(standing: Standing, by: Capacity) -> Reason | None:
    """Whether this hat can say what its organisation is good at, where the standing is known."""
    return naming(standing, by) or _own(by, by.organisation)


def _own(by: Capacity, organisation: UUID | None) -> Reason | None:
    if organisation is not None and by.organisation == organisation:
        return None
    return Reason(
        _("Each organisation says for itself what it is good at."),
        _("Choose the hat of the organisation above."),
    )


def _of_others(by: Capacity, organisation: UUID, *, at: datetime) -> Reason | None:
    if by.organisation == organisation or may_coordinate(by, at=at) is None:
        return None
    return Reason(
        _("Each organisation says for itself what part it has."), _("Its own people or a coordinator can.")
    )


def _still_there(area: Area) -> Reason | None:
    return None if area.ended_at is None else Reason(_("This area was closed."), bar=Bar.NOT_NOW)


def _gone() -> Reason:
    return Reason(_("This was taken back already."), bar=Bar.NOT_NOW)
