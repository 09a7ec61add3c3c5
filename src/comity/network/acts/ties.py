"""An organisation says how closely it works with another, and that it no longer does."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.permissions import same_coalition
from comity.network.models import Contact, Rung, Tie
from comity.network.permissions import may_report
from comity.people.models import Organisation


@act("network.tie.reported", says=gettext_noop("said of its work with {about}: {level_name}"))
def report_tie(
    about: Organisation, *, level: int, by: Capacity, at: datetime, contact: str = "", source: str = ""
) -> Changes[Tie]:
    """Say at which rung one's own organisation works with another member; 0 says that there is no tie.

    A later word replaces the organisation's earlier one; the other side's word stays as it is.
    """
    require(may_report(by, at=at))
    speaker = _here(by.of)
    _check(speaker, about, level)
    tie = pair_of(by.coalition, speaker, about, at)
    before = _state(tie, speaker.pk)
    tie.says(speaker.pk, level)
    tie.said_on, tie.ended_on = day_of(at), None
    tie.contact, tie.source = contact or tie.contact, source or tie.source
    tie.store()
    words = {"about": about.name, "level_name": str(Rung(level).label)}
    told = Contact(contact) if contact else None
    return Changes(tie, words=words, speaker=speaker.pk, before=before, level=level, contact=told)


@act("network.tie.ended", says=gettext_noop("said that its work with {about} has ended"))
def end_tie(tie: Tie, *, by: Capacity, at: datetime) -> Changes[Tie]:
    """Say that one's own organisation no longer works with the other. What the other says stays as it is."""
    require(same_coalition(by, tie) or may_report(by, at=at))
    if by.of not in (tie.first_id, tie.second_id):
        raise Refused(Reason(_("Only its two sides can end a tie."), bar=Bar.FORBIDDEN))
    assert by.of is not None
    if not tie.said_by(by.of) and tie.list_says is None:
        raise ValidationError(_("Your organisation has not said that there is this tie."))
    before = _state(tie, by.of)
    tie.says(by.of, 0)
    if not tie.level:
        tie.contact, tie.ended_on = "", day_of(at)
    tie.said_on = day_of(at)
    tie.store()
    other = tie.second_name if tie.first_id == by.of else tie.first_name
    return Changes(tie, words={"about": other}, speaker=by.of, before=before, level=0)


@act("network.tie.restored", says=gettext_noop("took back its last word about {about}"))
def take_word_back(tie: Tie, before: dict[str, Any], speaker: UUID, *, by: Capacity, at: datetime) -> Changes[Tie]:
    """Let an organisation's word be what it was; a pair of which nobody says anything then has ended."""
    require(same_coalition(by, tie) or may_report(by, at=at))
    if by.of != speaker:
        raise Refused(Reason(_("Only the organisation that said it can take it back."), _("Choose its hat above.")))
    tie.says(speaker, before["level"])
    tie.contact = before["contact"]
    nothing = all(word is None for word in (tie.first_says, tie.second_says, tie.list_says))
    tie.ended_on = day_of(at) if nothing or before["ended"] else None
    tie.store()
    other = tie.second_name if tie.first_id == speaker else tie.first_name
    return Changes(tie, words={"about": other}, speaker=speaker, level=before["level"])


def _state(tie: Tie, speaker: UUID) -> dict[str, Any]:
    return {"level": tie.said_by(speaker), "contact": tie.contact, "ended": tie.ended_on is not None}


def _here(organisation: Any) -> Organisation:
    return Organisation.objects.get(pk=organisation)


def _check(speaker: Organisation, about: Organisation, level: int) -> None:
    if speaker == about:
        raise ValidationError({"about": _("Choose another organisation than your own.")})
    if level not in Rung.values:
        raise ValidationError({"level": _("Choose one of the rungs.")})
    here = Membership.objects.filter(organisation=about, state=MembershipState.MEMBER)
    if not here.exists():
        raise ValidationError({"about": _("{name} is not a member here.").format(name=about.name)})


def pair_of(coalition: Any, one: Organisation, other: Organisation, at: datetime) -> Tie:
    """The pair's tie in its order, known or new and not stored yet."""
    first, second = sorted((one, other), key=lambda o: o.pk)
    known = Tie.objects.filter(first=first, second=second).first()
    return known or new_tie(coalition, first, second, at)


def new_tie(coalition: Any, first: Organisation, second: Organisation, at: datetime) -> Tie:
    """A tie of which nobody has said anything, not stored yet. first: who has the smaller id."""
    return Tie(
        coalition_id=coalition, first=first, second=second, first_name=first.name, second_name=second.name,
        said_on=day_of(at),
    )  # fmt: skip
