"""What rungs tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.network.acts import evidence as acts
from comity.network.models import Evidence
from comity.network.rungs import queries, telling
from comity.network.rungs.jobs import find
from comity.network.rungs.linked import answer_by_link
from comity.network.rungs.wording import item_in_words
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    label = gettext_lazy("What was done together")
    registry.search.register("network.evidence", registry.Searchable(Evidence, label, document, rows))
    about = gettext_lazy("Each thing that two organisations did together, and which side stands by it since when.")
    registry.export.register("evidence", registry.Exportable(label, queries.table, about))
    registry.undo.register("network.evidence.noted", undo_noted)
    registry.undo.register("network.evidence.withdrawn", undo_withdrawn)
    every(Rhythm.DAILY, "network.find_evidence", find, "05:40")
    register_purpose(telling.LINK, answer_by_link)
    register_kind(telling.CONFIRM, gettext_lazy("Whether we did something together with another organisation"))
    kept = ("coalition", "item", "done_on", "words", "noted_at")
    register_belonging("evidence_noted", Evidence, *kept, by="noted_by")
    register_belonging("evidence_first", Evidence, "coalition", "item", "done_on", "first_at", by="first_by")
    register_belonging("evidence_second", Evidence, "coalition", "item", "done_on", "second_at", by="second_by")
    register_belonging(
        "evidence_withdrawn", Evidence, "coalition", "item", "done_on", "withdrawn_why", "withdrawn_at",
        by="withdrawn_by",
    )  # fmt: skip


def document(evidence: Evidence) -> registry.Document:
    """A piece by what it is and its words."""
    return registry.Document(
        coalition=evidence.coalition_id,
        title=f"{evidence.tie.first_name}, {evidence.tie.second_name}: {item_in_words(evidence.item)}"[:300],
        text=f"{evidence.words}\n{evidence.withdrawn_why}",
        url=evidence.get_absolute_url(),
        confidentiality=evidence.confidentiality,
    )


def rows(coalition: UUID) -> Iterator[Evidence]:
    """All evidence of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Evidence.objects.select_related("tie", "coalition").iterator(chunk_size=500)


def _evidence(entry: Entry) -> Evidence:
    found: Evidence = Evidence.objects.get(pk=entry.ids_of("network.evidence")[0])
    return found


def undo_noted(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It counts no more."""
    return acts.withdraw_evidence(_evidence(entry), by=by, at=at)


def undo_withdrawn(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It stands again."""
    return acts.restore_evidence(_evidence(entry), by=by, at=at)
