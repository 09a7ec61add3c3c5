"""Merging: the same organisation was entered twice."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.coalitions.acts.parting import end_of_seat, stop
from comity.coalitions.merging import on_merge
from comity.coalitions.models import Mandate, Membership, MembershipChange, MembershipState, Seat
from comity.coalitions.permissions import may_merge
from comity.coalitions.standing import live
from comity.people.acts.organisations import PROFILE
from comity.people.models import Organisation

#: which state the merged membership has: the further one
RANK = [
    MembershipState.LEFT, MembershipState.PROSPECT, MembershipState.INVITED, MembershipState.SUSPENDED,
    MembershipState.MEMBER,
]  # fmt: skip


@act("coalitions.organisations.merged", says=gettext_noop("merged {gone} into {about}"))
def merge_organisations(
    kept: Organisation, gone: Organisation, *, by: Capacity, at: datetime, taken: Collection[str] = ()
) -> Changes[Organisation]:
    """Make `gone` another name of `kept`. `taken` names the fields of the profile that come from `gone`.

    Seats, mandates and membership move; where both have one, that of `gone` ends. The record and what was voted or
    signed keep the name they were made under. This can't be taken back.
    """
    require(may_merge(by, kept, gone, at=at))
    if kept.pk == gone.pk or gone.merged_into_id or kept.merged_into_id:
        raise ValidationError(_("Choose two different organisations of the list."))
    if unknown := set(taken) - set(PROFILE):
        raise TypeError(f"An organisation's profile has no {sorted(unknown)}.")
    old_name = gone.name
    rows = [*_memberships(kept, gone, at=at), *_seats(kept, gone, at=at), *_mandates(kept, gone, at=at)]
    for mover in on_merge:
        rows += mover(kept, gone, by, at)
    for field in taken:
        setattr(kept, field, getattr(gone, field))
    gone.merged_into, gone.has_page = kept, False
    rows.append(gone.store())
    kept.store()
    return Changes(
        kept, also=rows, words={"about": kept.name, "gone": old_name}, gone=gone.pk, taken=sorted(taken)
    )


def _memberships(kept: Organisation, gone: Organisation, *, at: datetime) -> list[models.Model]:
    """Both have one here: the survivor's takes the further state, the other ends."""
    first = Membership.objects.get(organisation=kept)
    second = Membership.objects.get(organisation=gone)
    rows: list[models.Model] = []
    if RANK.index(MembershipState(second.state)) > RANK.index(MembershipState(first.state)):
        rows += _enter(first, MembershipState(second.state), _("Merged"), at=at)
    return rows + _enter(second, MembershipState.LEFT, _("Merged"), at=at)


def _enter(
    membership: Membership, state: MembershipState, reason: str, *, at: datetime
) -> list[models.Model]:
    membership.state, membership.since_on = state, day_of(at)
    step = MembershipChange(
        coalition_id=membership.coalition_id, membership=membership, state=state, on=day_of(at), reason=reason
    )
    return [membership.store(), step.store()]


def _seats(kept: Organisation, gone: Organisation, *, at: datetime) -> list[models.Model]:
    held = set(Seat.objects.filter(organisation=kept, ended_on=None).values_list("body", flat=True))
    rows: list[models.Model] = []
    for seat in Seat.objects.filter(organisation=gone, ended_on=None):
        if seat.body_id in held:
            rows += end_of_seat(seat, on=day_of(at))
        else:
            seat.organisation = kept
            rows.append(seat.store())
    return rows


def _mandates(kept: Organisation, gone: Organisation, *, at: datetime) -> list[models.Model]:
    """A person who has the same powers for the survivor needs no second mandate."""
    known = {(m.person_id, m.powers) for m in Mandate.objects.filter(live(day_of(at)), organisation=kept)}
    rows: list[models.Model] = []
    for mandate in Mandate.objects.filter(live(day_of(at)), organisation=gone):
        if (mandate.person_id, mandate.powers) in known:
            rows.append(stop(mandate, on=day_of(at)))
        else:
            mandate.organisation = kept
            rows.append(mandate.store())
    return rows
