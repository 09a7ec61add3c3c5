"""Whose a roster on its way in is, and who does the work on it."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from comity.base.clock import now
from comity.network.jobs import work_on_draft
from comity.network.models import DraftState, RosterDraft
from comity.network.roster import drafts
from comity.notices.jobs import enqueue


def drafts_of(person: UUID, *, at: datetime) -> "QuerySet[RosterDraft]":
    """A draft is its maker's alone, for a day."""
    rows: QuerySet[RosterDraft] = RosterDraft.objects.filter(person=person, expires_at__gt=at)
    return rows.select_related("person")


def set_to_work(row: RosterDraft, state: DraftState) -> None:
    """Check or enter a draft: small ones at once, large ones behind the page. Nothing if somebody is at it already."""
    if not drafts.claim(row, state):
        return
    if row.row_count > drafts.AT_ONCE:
        enqueue(work_on_draft, coalition=row.coalition_id, draft=row.pk)
    else:
        drafts.work_on(row, at=now())
