"""Who runs a drive: who keeps the mission."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import same_coalition
from comity.founding.models import Drive, Endorsement, FoundingText, Kind
from comity.founding.writing.permissions import may_keep


def may_start(by: Capacity, *, at: datetime) -> Reason | None:
    """Ask everybody to endorse the mission: once it is adopted, one drive at a time."""
    barred = may_keep(by, Kind.MISSION, at=at)
    adopted = FoundingText.objects.filter(kind=Kind.MISSION).exclude(adopted_at=None)
    return barred or not_yet(adopted=adopted.exists(), running=Drive.objects.filter(closed_at=None).exists())


def not_yet(*, adopted: bool, running: bool) -> Reason | None:
    """Why no drive can begin now, whoever asks."""
    if not adopted:
        return Reason(
            _("The mission is not adopted yet."), _("Put it to the vote first: people endorse what holds."), Bar.NOT_NOW
        )
    if running:
        return Reason(_("A drive is running already."), _("Close it first, or change its target."), Bar.CONFLICT)
    return None


def may_run(by: Capacity, thing: Drive | Endorsement, *, at: datetime) -> Reason | None:
    """Change or close a drive; take a name off its page."""
    return same_coalition(by, thing) or may_keep(by, Kind.MISSION, at=at)
