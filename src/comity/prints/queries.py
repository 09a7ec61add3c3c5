"""Prints as people may have them: their own, and those of others that say just what they may read themselves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from comity.coalitions.standing import Standing
from comity.prints.layout import Layout, read
from comity.prints.models import Print, PrintState


@dataclass(frozen=True)
class Tray:
    """What lies ready of one thing for one reader: a print that says what stands there, one being made, an old one."""

    ready: Print | None
    making: Print | None
    #: the reader's own last one says something else than what stands there now
    stale: Print | None
    #: the reader's own last one could not be made
    failed: Print | None


def tray(standing: Standing, layout: Layout, *, at: datetime) -> Tray:
    """One query."""
    mine = Q(person=standing.person)
    rows = Print.objects.filter(held_by=layout.thing._meta.label_lower, held_id=layout.thing.pk, expires_at__gt=at)
    rows = rows.filter(mine | Q(state=PrintState.READY, mark=layout.mark)).select_related("coalition")
    found: list[Print] = list(rows.order_by("-asked_at", "-pk"))
    ready = next((one for one in found if says(one, layout)), None)
    last = next((one for one in found if one.person_id == standing.person), None)
    state = last.state if last and (ready is None or last.asked_at > ready.asked_at) else None
    return Tray(
        ready=ready,
        making=last if state == PrintState.MAKING else None,
        stale=last if state == PrintState.READY else None,
        failed=last if state == PrintState.FAILED else None,
    )


def says(one: Print, layout: Layout) -> bool:
    """Whether a print says just what the reader would read now."""
    return bool(one.state == PrintState.READY and one.mark == layout.mark)


def found(standing: Standing, pk: UUID, *, at: datetime) -> tuple[Print, Layout] | None:
    """A print with its thing's layout as the reader may read it; None for what they may not know of."""
    one: Print | None = Print.objects.select_related("coalition").filter(pk=pk, expires_at__gt=at).first()
    layout = read(standing, one.held_by, one.held_id) if one else None
    if one is None or layout is None or not (one.person_id == standing.person or says(one, layout)):
        return None
    return one, layout
