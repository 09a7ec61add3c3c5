"""Which organisations are credited for the same thing, by their own yes: evidence of collaboration."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from comity.base.confidentiality import OPEN_TO_MEMBERS
from comity.base.registry import Together
from comity.coalitions.held import called_openly
from comity.credits.models import Credit, State
from comity.credits.telling import page_of

#: what more organisations are credited for shows nothing of two of them
AT_MOST = 5


def credited(coalition: UUID, since: date) -> Iterator[Together]:
    """Things for which two to five organisations confirmed their credit, the last of them since that day."""
    rows = Credit.objects.filter(
        coalition=coalition, state=State.CONFIRMED, answered_at__isnull=False, confidentiality__in=OPEN_TO_MEMBERS
    ).exclude(held_by="coalitions.coalition")
    of_thing: dict[UUID, list[Credit]] = defaultdict(list)
    for credit in rows.select_related("coalition").order_by("answered_at", "pk"):
        of_thing[credit.held_id].append(credit)
    for thing, lines in of_thing.items():
        who, last = frozenset(line.organisation_id for line in lines), lines[-1]
        day = last.answered_at.astimezone(last.coalition.tz).date() if last.answered_at is not None else since
        if 2 <= len(who) <= AT_MOST and day >= since:
            yield Together("credit_both", who, day, called_openly(last.held_by, last.held_title), thing, page_of(last))
