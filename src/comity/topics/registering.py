"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.confidentiality import Confidentiality
from comity.coalitions.standing import Standing
from comity.topics.models import Topic
from comity.topics.undoing import UNDO


def register() -> None:
    """Fill the registries."""
    registry.search.register("topics.topic", registry.Searchable(Topic, gettext_lazy("Topics"), document, rows))
    about = gettext_lazy("What the coalition talks about, with other names for the same and topics below.")
    registry.export.register("topics", registry.Exportable(gettext_lazy("Topics"), table, about))
    for name, run in UNDO.items():
        registry.undo.register(name, run)


def document(topic: Topic) -> registry.Document:
    """A topic by its name and words; an alias leads to what it is part of; a retired one is found no longer."""
    whole = topic.whole
    return registry.Document(
        coalition=topic.coalition_id,
        title=topic.name if whole is topic else f"{topic.name} → {whole.name}",
        text=topic.description,
        url=whole.get_absolute_url(),
        confidentiality=Confidentiality.NAMED if topic.retired_at else Confidentiality.COALITION,
    )


def rows(coalition: UUID) -> Iterator[Topic]:
    """All topics of a coalition, for the index."""
    with scope(coalition=coalition):
        rows = Topic.objects.select_related("coalition", "merged_into__coalition")
        yield from rows.iterator(chunk_size=500)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All topics, aliases and retired ones too, header first."""
    yield "id", "name", "description", "below", "another_name_of", "added_at", "retired_at"
    if not standing.inside:
        return
    for t in Topic.objects.select_related("parent", "merged_into").order_by("sort_name", "pk").iterator(500):
        whole = t.merged_into.name if t.merged_into else ""
        yield t.pk, t.name, t.description, t.parent.name if t.parent else "", whole, t.added_at, t.retired_at
