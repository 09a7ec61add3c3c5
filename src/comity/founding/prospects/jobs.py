"""Every morning the committee hears of waves whose time has come."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.coalitions.queries import members_of
from comity.founding.models import RecruitingWave
from comity.founding.prospects.acts_gaps import tell_wave
from comity.founding.prospects.queries import ready


def waves(coalition: UUID, at: datetime) -> None:
    """Each wave is told of once."""
    today = at.astimezone(Coalition.objects.get(pk=coalition).tz).date()
    with scope(coalition=coalition):
        rows = list(RecruitingWave.objects.filter(begun_at=None, told_at=None))
    if not rows:
        return
    members = members_of(coalition).count()
    for row in rows:
        if ready(row, today=today, members=members):
            with suppress(Refused):  # begun in this very moment, or another worker was faster
                tell_wave(row, by=the_rule(coalition), at=at, today=today)
