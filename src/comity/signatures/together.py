"""Which organisations signed the same sheet: evidence of coordination, if only a few were asked."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from comity.base.confidentiality import OPEN_TO_MEMBERS
from comity.base.registry import Together
from comity.signatures.models import Sheet, State

#: what more organisations sign is the coalition's own, and shows nothing of two of them
AT_MOST = 5


def signed(coalition: UUID, since: date) -> Iterator[Together]:
    """Sheets that are complete since that day, signed by two to five organisations."""
    rows = Sheet.objects.filter(
        coalition=coalition, state=State.COMPLETE, ended_at__date__gte=since, confidentiality__in=OPEN_TO_MEMBERS
    )
    for sheet in rows.select_related("coalition").prefetch_related("signatures").order_by("ended_at", "pk"):
        who = frozenset(one.organisation_id for one in sheet.signatures.all() if one.withdrawn_at is None)
        if 2 <= len(who) <= AT_MOST:
            day = sheet.ended_at.astimezone(sheet.coalition.tz).date()
            yield Together("paper_signed", who, day, sheet.title, sheet.pk, sheet.get_absolute_url())
