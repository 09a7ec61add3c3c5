"""Taking a step with credit back within ten minutes: for each act its compensating act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.credits.acts import drop_credit, restore_credit
from comity.credits.models import Credit


def _credit(entry: Entry) -> Credit:
    found: Credit = Credit.objects.get(pk=entry.ids_of("credits.credit")[0])
    return found


def proposed(entry: Entry, *, by: Capacity, at: datetime) -> Credit:
    """The line is taken out."""
    return drop_credit(_credit(entry), by=by, at=at)


def dropped(entry: Entry, *, by: Capacity, at: datetime) -> Credit:
    """The line stands there again."""
    return restore_credit(_credit(entry), by=by, at=at)


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {"credits.credit.proposed": proposed, "credits.credit.dropped": dropped}
