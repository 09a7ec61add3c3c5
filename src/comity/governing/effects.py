"""What can follow from a carried decision: an organisation becomes a member, a rulebook comes into force."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.at_hand import at_hand
from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.core.rulebook.kinds import MEMBERSHIP, RULES
from comity.core.rulebook.types import Approval
from comity.governing.acts.rulebook import adopt_rulebook
from comity.governing.models import Question, RulebookVersion, VersionState
from comity.governing.rulebook import ADOPT, adopted

ADMIT = "coalitions.member.admitted"
SUSPEND = "coalitions.member.suspended"
READMIT = "coalitions.member.readmitted"


def admit(membership: UUID, *, by: Capacity, at: datetime, carried: Question | None = None) -> Membership:
    """The prospect or invited organisation becomes a member."""
    return _step(membership, MembershipState.MEMBER, {MembershipState.PROSPECT, MembershipState.INVITED}, by, at)


def admissible(coalition: UUID) -> dict[UUID, str]:
    """Organisations that could become members, each with the words of what would happen."""
    return _in_state(coalition, {MembershipState.PROSPECT, MembershipState.INVITED}, _("{name} becomes a member"))


def suspend(membership: UUID, *, by: Capacity, at: datetime, carried: Question | None = None) -> Membership:
    """The member is suspended. Refused where it is no member, or suspended already."""
    return _step(membership, MembershipState.SUSPENDED, {MembershipState.MEMBER}, by, at)


def suspendable(coalition: UUID) -> dict[UUID, str]:
    """Members, where the rulebook leaves it to a decision."""
    if not _decided(coalition):
        return {}
    return _in_state(coalition, {MembershipState.MEMBER}, _("{name} is suspended"))


def readmit(membership: UUID, *, by: Capacity, at: datetime, carried: Question | None = None) -> Membership:
    """The suspended organisation is a member again. Refused where it is not suspended any more."""
    return _step(membership, MembershipState.MEMBER, {MembershipState.SUSPENDED}, by, at)


def readmissible(coalition: UUID) -> dict[UUID, str]:
    """Suspended members, where the rulebook leaves it to a decision."""
    if not _decided(coalition):
        return {}
    return _in_state(coalition, {MembershipState.SUSPENDED}, _("{name} is a member again"))


def adopt(version: UUID, *, carried: Question, by: Capacity, at: datetime) -> RulebookVersion:
    """The version comes into force."""
    return adopt_rulebook(RulebookVersion.objects.get(pk=version), carried=carried, by=by, at=at)


def adoptable(coalition: UUID) -> dict[UUID, str]:
    """Versions that are frozen and whose question is just being put: only `propose_rulebook` asks about them."""
    with scope(coalition=coalition):
        rows = RulebookVersion.objects.filter(state=VersionState.PROPOSED, question=None).order_by("number")
        return {row.pk: _("{rulebook} comes into force").format(rulebook=row) for row in rows}


def _step(
    membership: UUID, state: MembershipState, before: set[MembershipState], by: Capacity, at: datetime
) -> Membership:
    """To a state that was named when it was asked, from one that it was asked about; Refused where it changed since."""
    found = Membership.objects.select_related("organisation").get(pk=membership)
    if found.state not in before:
        why = _("{name} is “{state}” by now.")
        label = MembershipState(found.state).label
        who = _("If something is still to be done, put a new question.")
        raise Refused(Reason(why.format(name=found.organisation.name, state=label), who, Bar.CONFLICT))
    return change_membership(found, state, by=by, at=at, reason=_("By decision"))


def _in_state(coalition: UUID, states: set[MembershipState], said: str) -> dict[UUID, str]:
    rows = at_hand(("memberships", coalition), lambda: _that_could_change(coalition))
    return {row.pk: said.format(name=row.organisation.name) for row in rows if row.state in states}


def _that_could_change(coalition: UUID) -> list[Membership]:
    """Where only admission is decided, members need not be read."""
    states = {MembershipState.PROSPECT, MembershipState.INVITED}
    if _decided(coalition):
        states |= {MembershipState.MEMBER, MembershipState.SUSPENDED}
    with scope(coalition=coalition):
        rows = Membership.objects.filter(state__in=states).select_related("organisation")
        return list(rows.order_by("organisation__sort_name", "pk"))


def _decided(coalition: UUID) -> bool:
    version = adopted(coalition, now())
    return version is not None and version.rules.membership.suspending is Approval.DECISION


def register() -> None:
    """Offer these effects to questions."""
    effects = {
        ADMIT: registry.Effect(gettext_lazy("Admit an organisation"), admit, admissible, MEMBERSHIP),
        SUSPEND: registry.Effect(gettext_lazy("Suspend a member"), suspend, suspendable, MEMBERSHIP),
        READMIT: registry.Effect(
            gettext_lazy("End a member’s suspension"), readmit, readmissible, MEMBERSHIP
        ),
        ADOPT: registry.Effect(gettext_lazy("Adopt a version of the rulebook"), adopt, adoptable, RULES),
    }
    for name, effect in effects.items():
        registry.effects.register(name, effect)
