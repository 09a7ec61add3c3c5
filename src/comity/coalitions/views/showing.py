"""How members, states and ways forward are shown on the pages of this room."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.audit.models import EntryThing
from comity.audit.queries import Line, entries_of, lines
from comity.base.refusal import Reason
from comity.base.templatetags.marks import status
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.models import TRANSITIONS, MembershipState, Power
from comity.coalitions.officers import factor_url
from comity.coalitions.permissions import coordinating
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing

S = MembershipState
#: state → kind of status and sign
LOOKS = {
    S.PROSPECT: ("", ""),
    S.INVITED: ("info", "mail"),
    S.MEMBER: ("ok", "check"),
    S.SUSPENDED: ("warn", "clock"),
    S.LEFT: ("", "x"),
}
#: the step into a state → the verb on its button
VERBS = {
    S.PROSPECT: gettext_lazy("Back to prospect"),
    S.INVITED: gettext_lazy("Note as invited"),
    S.MEMBER: gettext_lazy("Admit"),
    S.SUSPENDED: gettext_lazy("Suspend"),
    S.LEFT: gettext_lazy("End the membership"),
}


class Named:
    """An organisation under the name it has here, for marks and lists."""

    def __init__(self, organisation: Any) -> None:
        self.name = getattr(organisation, "shown_name", organisation.name)
        self.initials, self.sector = organisation.initials, organisation.sector


@dataclass(frozen=True)
class Desk:
    """What the reader may do as a coordinator: `why_not` now, if something stands in the way.

    factor_due: until which day a missing second factor is waited for; factor_url: where to set it up.
    """

    coordinates: bool
    why_not: Reason | None
    factor_due: date | None
    factor_url: str


def desk(standing: Standing, *, at: datetime) -> Desk:
    """Where the reader stands as a coordinator."""
    return Desk(
        coordinates=standing.coordinates,
        why_not=coordinating(standing, at=at),
        factor_due=standing.factor_due,
        factor_url=factor_url() if standing.factor_due else "",
    )


@dataclass(frozen=True)
class Step:
    """One step a membership can take now."""

    state: str
    verb: str
    danger: bool


def steps_open(standing: Standing, organisation: Any) -> list[Step]:
    """The steps from the membership's state: all of them for coordinators, leaving for who signs for it."""
    leaves = may_leave(standing, organisation) and organisation.leaves_here is None
    before = MembershipState(organisation.state_here)
    return [
        Step(state, _verb(before, state), state in (S.SUSPENDED, S.LEFT))
        for state in MembershipState
        if state in TRANSITIONS[before] and (leaves if state == S.LEFT else standing.coordinates)
    ]


def may_leave(standing: Standing, organisation: Any) -> bool:
    """Whether the reader can let it leave, or stay after all: who coordinates, and who signs for it."""
    hold = standing.organisation(organisation.pk)
    return standing.coordinates or (hold is not None and Power.SIGN in hold.powers)


def _verb(before: MembershipState, state: MembershipState) -> str:
    if before == S.SUSPENDED and state == S.MEMBER:
        return _("End the suspension")
    if before in (S.PROSPECT, S.INVITED) and state == S.LEFT:
        return _("Take off the list")
    return str(VERBS[state])


def membership_status(state: str, leaves_on: date | None = None) -> SafeString:
    """The state of a membership as word and sign; of one that gave notice, the day it leaves."""
    kind, sign = LOOKS[MembershipState(state)]
    if leaves_on is not None:
        return status("warn", _("Leaves on {day}").format(day=date_format(leaves_on, "SHORT_DATE_FORMAT")), "clock")
    return status(kind, str(MembershipState(state).label), sign)


def history(request: CoalitionRequest, *things: UUID, limit: int = 100) -> list[Line]:
    """What this coalition did about these things, newest first; what is confidential stays veiled. One query."""
    about = EntryThing.objects.filter(thing__in=things).values("entry")
    entries = entries_of(request.coalition.pk).filter(pk__in=about)
    return lines(with_openness(entries, request.standing)[:limit])
