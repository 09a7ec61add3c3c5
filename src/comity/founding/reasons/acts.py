"""Reasons are named, taken out and in again; members are asked whether they stand by them, and say so."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Refused, require
from comity.base.refusal import Reason as Why
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import may_coordinate
from comity.coalitions.standing import home
from comity.founding.models import Reaffirmation, Reason, ReasonKind
from comity.founding.reasons import telling
from comity.founding.reasons.permissions import may_drop, may_name, may_reaffirm
from comity.founding.reasons.queries import owing
from comity.notices.asks import close_asks

#: who was asked is left alone for so long
NOT_SOONER = timedelta(hours=20)


@act("founding.reason.named", says=gettext_noop("named why we work together: {about}"))
def name_reason(kind: ReasonKind, *, words: str, counter: str = "", by: Capacity, at: datetime) -> Changes[Reason]:
    """Name a reason, a benefit that is sought, or a drawback with what is done about it.

    Raises ValidationError where a drawback has no counter-measure.
    """
    require(may_name(by, at=at))
    if kind == ReasonKind.DRAWBACK and not counter.strip():
        raise ValidationError({"counter": _("Say what you do about it, so that it weighs less.")})
    row = Reason(kind=kind, words=words, counter=counter.strip() if kind == ReasonKind.DRAWBACK else "", named_at=at)
    row.speak_as(by)
    row.store()
    return Changes(row, words={"about": row.words[:300]}, kind=str(kind))


@act("founding.reason.dropped", says=gettext_noop("took out why we work together: {about}"))
def drop_reason(row: Reason, *, by: Capacity, at: datetime) -> Changes[Reason]:
    """Take one out; it stays in the export."""
    found = _fresh(row)
    require(may_drop(by, found, at=at))
    if found.dropped_at is not None:
        raise Refused(Why(_("It is taken out already."), bar=Bar.CONFLICT))
    found.dropped_at = at
    found.store()
    return Changes(found, words={"about": found.words[:300]}, kind=found.kind)


@act("founding.reason.restored", says=gettext_noop("took in again why we work together: {about}"))
def restore_reason(row: Reason, *, by: Capacity, at: datetime) -> Changes[Reason]:
    """Take back that it was taken out."""
    found = _fresh(row)
    require(may_drop(by, found, at=at))
    if found.dropped_at is None:
        raise Refused(Why(_("It stands there."), bar=Bar.CONFLICT))
    found.dropped_at = None
    found.store()
    return Changes(found, words={"about": found.words[:300]}, kind=found.kind)


@act("founding.reasons.asked", says=gettext_noop("asked {n} members whether they stand by our reasons"))
def ask_again(*, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Ask each member whose last word is older than a year, or missing, by an ask and a mail. Coordinators; the rule.

    Refused where nobody is to be asked, or nothing is named yet; once a day.
    """
    require(may_coordinate(by, at=at))
    coalition = Coalition.objects.get(pk=home(by))
    if not Reason.objects.filter(dropped_at=None).exists():
        raise ValidationError(_("Name your reasons first."))
    if telling.asked_lately(coalition, at - NOT_SOONER):
        raise ValidationError(_("They were asked today. Give them until tomorrow."))
    members = [one for one in owing(coalition.pk, at) if one.pk not in telling.being_asked(coalition)]
    if not members:
        raise ValidationError(_("All members have said it within a year, or are being asked."))
    telling.ask(coalition, members, at=at)
    return Changes(coalition, words={"n": str(len(members))}, organisations=[one.pk for one in members])


@act("founding.reasons.reaffirmed", says=gettext_noop("said of our reasons: {about}"))
def reaffirm(stands: bool, *, words: str = "", by: Capacity, at: datetime) -> Changes[Reaffirmation]:
    """A member stands by the reasons, perhaps with what it gains; or does not any more, and says why.

    A later word replaces it. Raises ValidationError where it does not stand by them and says nothing.
    """
    require(may_reaffirm(by, at=at))
    if not stands and not words.strip():
        raise ValidationError({"words": _("Say why, so that the others can answer it.")})
    before = Reaffirmation.objects.filter(organisation=by.organisation, replaced_at=None).first()
    if before is not None:
        before.replaced_at = at
        before.store()
    row = Reaffirmation(stands=stands, words=words.strip() or (before.words if before and stands else ""), said_at=at)
    row.speak_as(by)
    row.store()
    close_asks(row.coalition, at=at, kind=telling.ASK, organisation=by.spoken_for)
    rows: list[Any] = [before] if before is not None else []
    said = _("we stand by them") if stands else _("we do not stand by them any more")
    return Changes(row, also=rows, words={"about": said}, organisation=by.organisation, stands=stands)


def _fresh(row: Reason) -> Reason:
    found: Reason = Reason.objects.select_related("coalition").get(pk=row.pk)
    return found
