"""An initiative begins, its seats are taken, its problem agreed; each phase opens by what is there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.advice.multisector import NEXT, Phase
from comity.network.acts.ties import new_tie
from comity.network.models import Initiative, InitiativeSeat, InitiativeState, Tie
from comity.network.permissions import may_report
from comity.network.rungs import initiative_telling as telling
from comity.network.rungs.initiative_permissions import may_sit
from comity.network.rungs.initiative_queries import missing_for
from comity.network.rungs.initiative_wording import LACKS
from comity.notices.asks import close_asks
from comity.people.models import Organisation

#: so many days are taken for trust unless others are chosen
TRUST_DAYS = 30
#: so many at most
MOST_DAYS = 365


@act("network.initiative.started", says=gettext_noop("began the initiative {about}"))
def start_initiative(
    *, title: str, invited: Iterable[Organisation] = (), trust_days: int = TRUST_DAYS, by: Capacity, at: datetime
) -> Changes[Initiative]:
    """Begin an initiative; one's own organisation takes the first seat, those invited are asked to take theirs."""
    require(may_report(by, at=at))
    if not 0 <= trust_days <= MOST_DAYS:
        raise ValidationError({"trust_days": _("Choose up to a year.")})
    initiative = Initiative(
        coalition_id=home(by), title=title, trust_until_on=day_of(at) + timedelta(days=trust_days),
        started_by_id=by.person, started_name=by.of_name, started_at=at,
    ).store()  # fmt: skip
    seat = _seat(initiative, by, at)
    others = [one for one in invited if one.pk != by.of]
    telling.invite(initiative, others, at=at)
    return Changes(initiative, also=[seat, *others], words={"about": title}, trust_days=trust_days)


@act("network.initiative.joined", says=gettext_noop("took a seat in the initiative {about}"))
def take_seat(initiative: Initiative, *, by: Capacity, at: datetime) -> Changes[Initiative]:
    """Take a seat for one's own organisation. A text that was agreed before needs its word, too."""
    initiative = _fresh(initiative, by)
    require(may_report(by, at=at) or _going_on(initiative))
    if _seats(initiative).filter(organisation=by.of).exists():
        require(Reason(_("Your organisation sits here already."), bar=Bar.CONFLICT))
    seat = _seat(initiative, by, at)
    close_asks(initiative, at=at, organisation=by.of)
    ties = _tied(initiative, at) if initiative.state == InitiativeState.WORKING else []
    return Changes(initiative, also=[seat, *ties], words={"about": initiative.title}, speaker=by.of)


@act("network.initiative.left", says=gettext_noop("gave up its seat in the initiative {about}"))
def leave_seat(initiative: Initiative, *, by: Capacity, at: datetime) -> Changes[Initiative]:
    """Give up one's own organisation's seat. What it said stays on record."""
    initiative, seat = _sitting(initiative, by, at)
    seat.left_at = at
    seat.store()
    return Changes(initiative, also=[seat], words={"about": initiative.title}, speaker=by.of)


@act("network.initiative.spoken", says=gettext_noop("wrote for its seat in the initiative {about}"))
def write_seat(
    initiative: Initiative, *, solo: str = "", definition: str = "", aside: str = "", by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[Initiative]:  # fmt: skip
    """Say for one's own organisation what it tried alone before, how it sees the problem, which interest it puts aside.

    read: the version of the seat that was read; Changed when another of its people wrote since.
    """
    initiative, seat = _sitting(initiative, by, at)
    require(_going_on(initiative))
    if read is not None:
        read.require(seat)
    seat.solo, seat.definition, seat.aside, seat.person_id = solo, definition, aside, by.person
    seat.store()
    words = {"about": initiative.title, "solo": solo, "definition": definition, "aside": aside}
    return Changes(initiative, also=[seat], words=words, speaker=by.of)


@act("network.initiative.ready", says=gettext_noop("is ready to begin with the problem: {about}"))
def say_ready(initiative: Initiative, *, by: Capacity, at: datetime) -> Changes[Initiative]:
    """Say that one's own organisation trusts the others enough to begin."""
    initiative, seat = _sitting(initiative, by, at)
    if seat.ready_at is not None or initiative.state != InitiativeState.TRUST:
        require(Reason(_("This was said already."), bar=Bar.CONFLICT))
    seat.ready_at = at
    seat.store()
    return Changes(initiative, also=[seat], words={"about": initiative.title}, speaker=by.of)


@act("network.initiative.written", says=gettext_noop("wrote the common text of the problem: {about}"))
def write_problem(
    initiative: Initiative, *, problem: str, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Initiative]:
    """Write how all see the problem, once each has said how it sees it. All have to agree to it anew.

    Raises Changed when another text was written since `read`.
    """
    initiative, seat = _sitting(initiative, by, at)
    if read is not None:
        read.require(initiative)
    require(_going_on(initiative) or _after_trust(initiative))
    if any(not one.definition for one in _seats(initiative)):
        why = _("First each says how it sees the problem.")
        require(Reason(why, _("Their words stand side by side then."), bar=Bar.NOT_NOW))
    initiative.problem, initiative.number = problem, initiative.number + 1
    initiative.written_name = by.of_name
    initiative.store()
    seat.agreed_number = initiative.number
    seat.store()
    telling.ask_agreement(initiative, list(_seats(initiative).exclude(pk=seat.pk)), at=at)
    words = {"about": initiative.title, "problem": problem}
    return Changes(initiative, also=[seat], words=words, number=initiative.number)


@act("network.initiative.agreed", says=gettext_noop("agreed to the common text of the problem: {about}"))
def agree_problem(initiative: Initiative, number: int, *, by: Capacity, at: datetime) -> Changes[Initiative]:
    """Agree for one's own organisation to the text as it was read; number: its version."""
    initiative, seat = _sitting(initiative, by, at)
    if not initiative.number or number != initiative.number:
        require(Reason(_("Another text stands there by now."), _("Read it first."), bar=Bar.CONFLICT))
    if seat.agrees(initiative):
        require(Reason(_("Your organisation agreed to it already."), bar=Bar.CONFLICT))
    seat.agreed_number = number
    seat.store()
    close_asks(initiative, at=at, kind=telling.AGREE, organisation=by.of)
    return Changes(initiative, also=[seat], words={"about": initiative.title}, speaker=by.of, number=number)


@act("network.initiative.moved", says=gettext_noop("opened the next phase of {about}: {phase}"))
def move_on(initiative: Initiative, *, by: Capacity, at: datetime) -> Changes[Initiative]:
    """Open the next phase, once nothing is missing for it."""
    initiative, _mine = _sitting(initiative, by, at)
    require(_going_on(initiative))
    if initiative.state == InitiativeState.WORKING:
        require(Reason(_("This is the last phase."), bar=Bar.NOT_NOW))
    lacks = missing_for(initiative, day_of(at))
    if lacks:
        require(Reason(str(LACKS[lacks[0]]), _("The page lists all that is missing."), bar=Bar.NOT_NOW))
    initiative.state = NEXT[Phase(initiative.state)].value
    ties: list[Tie] = []
    if initiative.state == InitiativeState.WORKING:
        initiative.working_since_at, ties = at, _tied(initiative, at)
    initiative.store()
    words = {"about": initiative.title, "phase": str(InitiativeState(initiative.state).label)}
    return Changes(initiative, also=ties, words=words, state=initiative.state)


@act("network.initiative.ended", says=gettext_noop("ended the initiative {about}"))
def end_initiative(initiative: Initiative, *, why: str, by: Capacity, at: datetime) -> Changes[Initiative]:
    """It is over: by those who sit in it, with the reason."""
    initiative, _mine = _sitting(initiative, by, at)
    require(_going_on(initiative))
    if not why.strip():
        raise ValidationError({"why": _("Say why it ends.")})
    initiative.state, initiative.ended_at, initiative.ended_why = InitiativeState.ENDED, at, why
    initiative.store()
    close_asks(initiative, at=at)
    return Changes(initiative, words={"about": initiative.title, "why": why}, state=initiative.state)


def _fresh(initiative: Initiative, by: Capacity) -> Initiative:
    require(same_coalition(by, initiative))
    found: Initiative = Initiative.objects.select_related("coalition").get(pk=initiative.pk)
    return found


def _sitting(initiative: Initiative, by: Capacity, at: datetime) -> tuple[Initiative, Any]:
    """The initiative and one's own seat in it, read anew inside the act."""
    initiative = _fresh(initiative, by)
    require(may_sit(by, initiative, at=at))
    return initiative, _seats(initiative).get(organisation=by.of)


def _seats(initiative: Initiative) -> Any:
    return InitiativeSeat.objects.filter(initiative=initiative, left_at=None)


def _tied(initiative: Initiative, at: datetime) -> list[Tie]:
    """A tie for each pair at the table that has none yet: it is theirs to inherit the fifth rung."""
    seats = _seats(initiative).select_related("organisation")
    pairs = combinations(sorted((seat.organisation for seat in seats), key=lambda one: one.pk), 2)
    known = set(Tie.objects.values_list("first", "second"))
    new = [(one, other) for one, other in pairs if (one.pk, other.pk) not in known]
    return [new_tie(initiative.coalition_id, one, other, at).store() for one, other in new]


def _seat(initiative: Initiative, by: Capacity, at: datetime) -> InitiativeSeat:
    return InitiativeSeat(
        coalition_id=initiative.coalition_id, initiative=initiative, organisation_id=by.spoken_for, name=by.of_name,
        joined_at=at, person_id=by.person,
    ).store()  # fmt: skip


def _going_on(initiative: Initiative) -> Reason | None:
    if initiative.state != InitiativeState.ENDED:
        return None
    return Reason(_("This initiative has ended."), bar=Bar.NOT_NOW)


def _after_trust(initiative: Initiative) -> Reason | None:
    if initiative.state != InitiativeState.TRUST:
        return None
    return Reason(_("Trust comes first; the common text comes in the next phase."), bar=Bar.NOT_NOW)
