"""What happens by the clock: a pulse opens on its day, is called to mind, and closes at its end."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.network.acts.pulse import REMIND_BEFORE, close_pulse, open_pulse, remind_pulse
from comity.network.pulse import queries

#: from this hour of the day on a pulse opens by itself
HOUR = 9


def sweep(coalition: UUID, at: datetime) -> None:
    """Every hour: close what is over, call to mind what ends soon, open what is due."""
    rule = the_rule(coalition)
    with scope(coalition=coalition):
        pulse, plan = queries.open_pulse(), queries.plan()
    if pulse is not None:
        with suppress(Refused):  # another worker was faster
            if at >= pulse.closes_at:
                close_pulse(pulse, by=rule, at=at)
            elif at >= pulse.closes_at - REMIND_BEFORE and pulse.reminded_at is None:
                remind_pulse(pulse, by=rule, at=at)
        return
    local = at.astimezone(Coalition.objects.get(pk=coalition).tz)
    if plan is not None and queries.due_on(plan, local.date()) and local.hour >= HOUR:
        with suppress(Refused):  # too few could answer; the page says so
            open_pulse(by=rule, at=at)
