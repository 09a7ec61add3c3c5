"""What files on prospects tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.founding.diligence import acts, jobs, tables, telling
from comity.founding.diligence.linked import enquiry_by_link, message_by_link
from comity.founding.models import Approach, Enquiry, Finding
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    tables.register()
    found = registry.Searchable(Finding, gettext_lazy("Findings about prospects"), document, rows)
    registry.search.register("founding.finding", found)
    registry.undo.register("founding.finding.noted", noted)
    register_purpose(telling.ENQUIRY_LINK, enquiry_by_link)
    register_purpose(telling.MESSAGE_LINK, message_by_link)
    for kind, label in KINDS.items():
        register_kind(kind, label)
    for kind in (telling.ENQUIRY, telling.MESSAGE):  # to people outside, who have nothing to quiet
        register_kind(kind, gettext_lazy("A question of ours to somebody outside"), can_be_quieted=False)
    every(Rhythm.DAILY, "founding.follow_up", jobs.follow_up, "07:25")
    # who was asked, and what was found, is about somebody else, and stays with the coalition
    register_belonging("partner_findings", Finding, "coalition", "kind", "source", "noted_at")
    register_belonging("partner_enquiries", Enquiry, "coalition", "kind", "asked", "asked_at")
    register_belonging("partner_messages", Approach, "coalition", "urgent", "asks", "gains", "written_at", "sent_at")
    register_belonging("partner_messages_reviewed", Approach, "coalition", "review", "reviewed_at", by="reviewer")


KINDS = {
    telling.REVIEW: gettext_lazy("Messages to prospects that wait for a second pair of eyes"),
    telling.REVIEWED: gettext_lazy("What a second person says of my message"),
    telling.FOLLOW: gettext_lazy("Messages to prospects to follow up on"),
    telling.CAME: gettext_lazy("Answers of prospects and about them"),
}


def document(row: Finding) -> registry.Document:
    """A finding by its words, for the committee alone; a struck one is found no longer."""
    gone = row.struck_at is not None
    return registry.Document(
        row.coalition_id, "" if gone else f"{row.prospect.name}: {row.source}", "" if gone else row.words,
        telling.file_of(row), Confidentiality.NAMED if gone else row.confidentiality, None if gone else row.body_id,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Finding]:
    """All findings of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Finding.objects.select_related("prospect__coalition").iterator(chunk_size=500)


def noted(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The finding is struck."""
    return acts.strike_finding(Finding.objects.get(pk=entry.ids_of("founding.finding")[0]), by=by, at=at)
