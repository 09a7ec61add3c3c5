"""Organisations come, stay and go."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.models import TRANSITIONS, Membership, MembershipChange, MembershipState
from comity.coalitions.permissions import may_coordinate, same_coalition
from comity.people.models import Organisation


@act("coalitions.member.added", says=gettext_noop("entered {about} as {state}"))
def add_member(
    organisation: Organisation, *, by: Capacity, at: datetime,
    state: MembershipState = MembershipState.MEMBER, reason: str = "",
) -> Changes[Membership]:  # fmt: skip
    """Enter an organisation that has no membership here yet, as prospect, invited or member."""
    require(may_coordinate(by, at=at))
    membership = Membership(
        coalition_id=by.coalition, organisation=organisation, state=state, since_on=at.date()
    ).store()
    step = _step(membership, at=at, reason=reason)
    return Changes(
        membership, also=[step, organisation], words={"about": organisation.name, "reason": reason}, state=state
    )


@act("coalitions.member.changed", says=gettext_noop("changed {about} from {before} to {state}"))
def change_membership(
    membership: Membership, state: MembershipState, *, by: Capacity, at: datetime, reason: str = ""
) -> Changes[Membership]:
    """Invite, admit, suspend, readmit or part with an organisation; only along TRANSITIONS."""
    require(may_coordinate(by, at=at) or same_coalition(by, membership))
    before = membership.state
    if state not in TRANSITIONS[before]:
        raise ValidationError({"state": _("From “%(before)s” this step is not open.") % {"before": before}})
    membership.state, membership.since_on = state, at.date()
    membership.store()
    step = _step(membership, at=at, reason=reason)
    words = {"about": membership.organisation.name, "reason": reason}
    return Changes(membership, also=[step], words=words, before=before, state=state)


def _step(membership: Membership, *, at: datetime, reason: str) -> MembershipChange:
    return MembershipChange(
        coalition_id=membership.coalition_id, membership=membership, state=membership.state, on=at.date(), reason=reason
    ).store()


