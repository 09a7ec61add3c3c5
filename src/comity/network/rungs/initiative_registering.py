"""What initiatives of several sectors tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.network.models import Initiative, InitiativeSeat
from comity.network.rungs import initiative_permissions as permissions
from comity.network.rungs import initiative_queries, initiative_telling
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    label = gettext_lazy("Initiatives of several sectors")
    registry.search.register("network.initiative", registry.Searchable(Initiative, label, document, rows))
    about = gettext_lazy("Who sits in each initiative, what each said, and to which text it agreed.")
    registry.export.register("initiatives", registry.Exportable(label, initiative_queries.table, about))
    registry.holders.register(initiative_queries.LABEL, holder())
    register_kind(initiative_telling.INVITED, gettext_lazy("An initiative invites us"))
    register_kind(initiative_telling.AGREE, gettext_lazy("A common text of a problem waits for our word"))
    register_belonging("initiatives", Initiative, "coalition", "title", "started_at", by="started_by")
    said = ("coalition", "organisation", "solo", "definition", "aside", "joined_at", "left_at")
    register_belonging("initiative_seats", InitiativeSeat, *said)


def holder() -> registry.Holder:
    """An initiative holds tasks: those of its plan."""
    return registry.Holder(
        label=gettext_lazy("Initiative of several sectors"),
        find=lambda standing, pk: initiative_queries.initiatives_visible_to(standing).filter(pk=pk).first(),
        title=str,
        url=Initiative.get_absolute_url,
        may_write=_may_write,
    )


def _may_write(by: Capacity, initiative: Any, at: datetime) -> Any:
    return permissions.may_sit(by, initiative, at=at)


def document(initiative: Initiative) -> registry.Document:
    """An initiative by its title and the common text."""
    return registry.Document(
        coalition=initiative.coalition_id, title=initiative.title, text=initiative.problem,
        url=initiative.get_absolute_url(), confidentiality=initiative.confidentiality,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Initiative]:
    """All initiatives of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Initiative.objects.select_related("coalition").iterator(chunk_size=500)
