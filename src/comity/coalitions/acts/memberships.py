"""Organisations come, stay and go."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.coalitions.acts.parting import part
from comity.coalitions.joining import ruled_out
from comity.coalitions.leaving import at_once
from comity.coalitions.models import TRANSITIONS, Membership, MembershipChange, MembershipState
from comity.coalitions.permissions import may_bring, may_coordinate, may_step, same_coalition
from comity.coalitions.standing import home
from comity.people.acts import register_organisation
from comity.people.models import Organisation


@act("coalitions.member.added", says=gettext_noop("entered {about} as {state}"))
def add_member(
    organisation: Organisation, *, by: Capacity, at: datetime,
    state: MembershipState = MembershipState.MEMBER, reason: str = "",
) -> Changes[Membership]:  # fmt: skip
    """Enter an organisation that has no membership here yet, as prospect, invited or member."""
    require(may_coordinate(by, at=at) or may_bring(by, organisation))
    require(ruled_out(by, organisation, None, state, at))
    if organisation.merged_into_id:
        raise ValidationError(_("This organisation was merged into another one. Enter that one."))
    if Membership.objects.filter(organisation=organisation).exists():
        raise ValidationError(_("This organisation is in the list already."))
    membership = Membership(
        coalition_id=home(by), organisation=organisation, state=state, since_on=day_of(at)
    ).store()
    also = [_step(membership, at=at, reason=reason), organisation]
    return Changes(membership, also=also, words={"about": organisation.name, "reason": reason}, state=state)


@act("coalitions.organisation.entered", says=gettext_noop("entered {about} as {state}"))
def enter_organisation(
    *, name: str, by: Capacity, at: datetime, state: MembershipState = MembershipState.MEMBER, **profile: Any
) -> Changes[Membership]:
    """Enter an organisation that is new here, with its first membership. `profile`: of people.acts.PROFILE."""
    require(may_coordinate(by, at=at))
    organisation = register_organisation(name=name, by=by, at=at, **profile)
    membership = add_member(organisation, state=MembershipState(state), by=by, at=at)
    return Changes(membership, also=[organisation], words={"about": organisation.name}, state=state)


@act("coalitions.member.changed", says=gettext_noop("changed {about} from {before} to {state}"))
def change_membership(
    membership: Membership, state: MembershipState, *, by: Capacity, at: datetime, reason: str = ""
) -> Changes[Membership]:
    """Invite, admit, suspend, readmit or part with an organisation; only along TRANSITIONS.

    Who belongs leaves at once only where the rules ask for no notice. With an organisation that leaves end its seats,
    terms and mandates here, and nothing more waits for its people.
    """
    require(may_step(by, membership, state, at=at))
    before = MembershipState(membership.state)
    require(ruled_out(by, membership.organisation, before, state, at))
    if state not in TRANSITIONS[before]:
        said = {"before": before.label, "state": MembershipState(state).label}
        raise ValidationError({"state": _("From “%(before)s” no step leads to “%(state)s”.") % said})
    require(at_once(by, membership, at) if state == MembershipState.LEFT else None)
    also = _move(membership, state, at=at, reason=reason)
    if state == MembershipState.LEFT:
        also += part(membership.organisation_id, home(by), at=at)
    words = {"about": membership.organisation.name, "reason": reason}
    return Changes(membership, also=also, words=words, before=before, state=state)


@act("coalitions.member.restored", says=gettext_noop("took back a step: {about} is {state} again"))
def restore_membership(
    membership: Membership, state: MembershipState, *, by: Capacity, at: datetime
) -> Changes[Membership]:
    """Take back the last step of a membership; what else ended with it stays ended."""
    require(may_coordinate(by, at=at) or same_coalition(by, membership))
    before = membership.state
    also = _move(membership, state, at=at, reason="")
    return Changes(
        membership, also=also, words={"about": membership.organisation.name}, before=before, state=state
    )


@act("coalitions.member.renamed", says=gettext_noop("lets {about} appear here as {shown}"))
def show_as(
    membership: Membership, shown_as: str, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Membership]:
    """Choose the name under which an organisation appears in this coalition; empty: its own."""
    require(may_coordinate(by, at=at) or same_coalition(by, membership))
    fresh(membership, read)
    membership.shown_as = shown_as
    membership.store()
    name = membership.organisation.name
    return Changes(
        membership, also=[membership.organisation], words={"about": name, "shown": shown_as or name}
    )


def _move(membership: Membership, state: MembershipState, *, at: datetime, reason: str) -> list[models.Model]:
    membership.state, membership.since_on = state, day_of(at)
    if state == MembershipState.LEFT:
        membership.leaves_on, membership.leaves_why = None, ""
    membership.store()
    return [_step(membership, at=at, reason=reason)]


def _step(membership: Membership, *, at: datetime, reason: str) -> MembershipChange:
    return MembershipChange(
        coalition_id=membership.coalition_id, membership=membership, state=membership.state,
        on=day_of(at), reason=reason,
    ).store()  # fmt: skip
