"""An organisation says how closely it works with another."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.models import Membership, MembershipState
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
    tie = _pair(by.coalition, speaker, about, at)
    side = "first_says" if tie.first_id == speaker.pk else "second_says"
    before = getattr(tie, side)
    setattr(tie, side, level)
    tie.said_on, tie.ended_on = at.date(), None
    tie.contact, tie.source = contact or tie.contact, source or tie.source
    tie.store()
    words = {"about": about.name, "level_name": str(Rung(level).label)}
    return Changes(
        tie, words=words, before=before, level=level, contact=Contact(contact) if contact else None
    )


def _here(organisation: UUID | None) -> Organisation:
    return Organisation.objects.get(pk=organisation)


def _check(speaker: Organisation, about: Organisation, level: int) -> None:
    if speaker == about:
        raise ValidationError({"about": _("Choose another organisation than your own.")})
    if level not in Rung.values:
        raise ValidationError({"level": _("Choose one of the rungs.")})
    here = Membership.objects.filter(organisation=about, state=MembershipState.MEMBER)
    if not here.exists():
        raise ValidationError({"about": _("{name} is not a member here.").format(name=about.name)})


def _pair(coalition: UUID | None, one: Organisation, other: Organisation, at: datetime) -> Tie:
    first, second = sorted((one, other), key=lambda o: o.pk)
    known = Tie.objects.filter(first=first, second=second).first()
    return known or Tie(
        coalition_id=coalition, first=first, second=second, first_name=first.name, second_name=second.name,
        said_on=at.date(),
    )  # fmt: skip
