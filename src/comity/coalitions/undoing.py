"""Taking a step back within ten minutes: for each act its compensating act, which asks the same permissions."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.coalitions.acts import (
    change_settings,
    end_body,
    end_mandate,
    end_seat,
    enter_stage,
    extend_mandate,
    restore_membership,
    take_notice_back,
    vacate_seat,
)
from comity.coalitions.models import Body, Coalition, Mandate, Membership, MembershipState, Seat, Stage, Term


def _thing(entry: Entry, model: Any) -> Any:
    """The row that the act was about, as it is now."""
    label = model._meta.label_lower
    pk = entry.ids_of(label)[0]
    return model.objects.get(pk=pk)


def _facts(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(entry.text)["facts"]
    return facts


def member_changed(entry: Entry, *, by: Capacity, at: datetime) -> Membership:
    """Back to the state before, unless the membership has moved on since."""
    membership, facts = _thing(entry, Membership), _facts(entry)
    _still(membership.state == facts["state"])
    return restore_membership(membership, MembershipState(facts["before"]), by=by, at=at)


def notice_given(entry: Entry, *, by: Capacity, at: datetime) -> Membership:
    """It stays."""
    return take_notice_back(_thing(entry, Membership), by=by, at=at)


def mandate_given(entry: Entry, *, by: Capacity, at: datetime) -> Mandate:
    """The mandate ends again."""
    return end_mandate(_thing(entry, Mandate), by=by, at=at)


def mandate_extended(entry: Entry, *, by: Capacity, at: datetime) -> Mandate:
    """The day it lasted to before."""
    before = _facts(entry)["before"]
    return extend_mandate(_thing(entry, Mandate), before and date.fromisoformat(before), by=by, at=at)


def body_created(entry: Entry, *, by: Capacity, at: datetime) -> Body:
    """The body ends again."""
    return end_body(_thing(entry, Body), by=by, at=at)


def seat_given(entry: Entry, *, by: Capacity, at: datetime) -> Seat:
    """The seat is taken back."""
    return end_seat(_thing(entry, Seat), by=by, at=at)


def seat_filled(entry: Entry, *, by: Capacity, at: datetime) -> Term:
    """The term ends; the one before it stays ended."""
    return vacate_seat(_thing(entry, Term), by=by, at=at)


def settings_changed(entry: Entry, *, by: Capacity, at: datetime) -> Coalition:
    """What was set before, unless it was set anew since."""
    coalition, facts = _thing(entry, Coalition), _facts(entry)
    _still(all(_plain(getattr(coalition, key)) == value for key, value in facts["changed"].items()))
    before = dict(facts["before"])
    if before.get("founded_on"):
        before["founded_on"] = date.fromisoformat(before["founded_on"])
    return change_settings(coalition, by=by, at=at, **before)


def stage_entered(entry: Entry, *, by: Capacity, at: datetime) -> Coalition:
    """The stage before."""
    coalition, facts = _thing(entry, Coalition), _facts(entry)
    _still(coalition.stage == facts["stage"])
    return enter_stage(coalition, Stage(facts["before"]), by=by, at=at)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _still(as_left: bool) -> None:
    if not as_left:
        raise ValidationError(_("This was changed again since. Change it by hand."))


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "coalitions.member.changed": member_changed,
    "coalitions.member.gave_notice": notice_given,
    "coalitions.mandate.given": mandate_given,
    "coalitions.mandate.extended": mandate_extended,
    "coalitions.body.created": body_created,
    "coalitions.seat.given": seat_given,
    "coalitions.seat.filled": seat_filled,
    "coalitions.coalition.changed": settings_changed,
    "coalitions.stage.entered": stage_entered,
}
