"""What open calls tell the rooms below."""

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
from comity.network.acts import crowd as acts
from comity.network.crowd import tables, telling
from comity.network.models import AnswerDraft, OpenAnswer, OpenCall
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(OpenCall, gettext_lazy("Open calls"), document, rows)
    registry.search.register("network.opencall", found)
    tables.register()
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    register_kind(telling.CONFIRM, gettext_lazy("Confirming an answer"), can_be_quieted=False)
    register_kind(telling.REPLY, gettext_lazy("Our reply to an answer"), can_be_quieted=False)
    every(Rhythm.HOURLY, "network.sweep_answers", sweep)
    register_belonging("open_calls", OpenCall, "coalition", "title", "text", "opened_at", "until_on")
    register_belonging("open_replies", OpenAnswer, "coalition", "reply", "replied_at", by="replied_by")


def sweep(_coalition: UUID | None, at: datetime) -> None:
    """Forget answers that nobody confirmed."""
    AnswerDraft.objects.filter(expires_at__lt=at).delete()


def document(call: OpenCall) -> registry.Document:
    """A call by its words; what came in is found on its page."""
    level = Confidentiality.COALITION
    return registry.Document(call.coalition_id, call.title, call.text, call.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[OpenCall]:
    """All calls of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from OpenCall.objects.select_related("coalition").iterator(chunk_size=500)


def _call(entry: Entry) -> OpenCall:
    found: OpenCall = OpenCall.objects.get(pk=entry.ids_of("network.opencall")[0])
    return found


def opened(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The call is closed."""
    return acts.close_call(_call(entry), by=by, at=at)


def closed(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The call is open again."""
    return acts.reopen_call(_call(entry), by=by, at=at)


UNDO = {"network.open_call.opened": opened, "network.open_call.closed": closed}
