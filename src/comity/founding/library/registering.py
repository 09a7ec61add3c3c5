"""What the library tells the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.founding.library import acts, queries
from comity.founding.models import Precedent, PrecedentQuestion, PrecedentTopic
from comity.people.belongings import register_belonging
from comity.topics.hanging import Hanging, hanging

#: so many with structure and lesson, tied to a topic of ours, show that others were studied
ENOUGH = 3


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(Precedent, gettext_lazy("Other initiatives"), document, rows)
    registry.search.register("founding.precedent", found)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    registry.evidence.register("founding.library", evidence)
    about = gettext_lazy("Other initiatives: what they did, how they were organised, what came of it, what we learn.")
    registry.export.register("library", registry.Exportable(gettext_lazy("Other initiatives"), table, about))
    about = gettext_lazy("Which question of ours an initiative has to do with.")
    label = gettext_lazy("Initiatives linked to questions")
    registry.export.register("library-links", registry.Exportable(label, links_table, about))
    hanging.register("founding.library", Hanging(
        gettext_lazy("Other initiatives"),
        lambda standing: PrecedentTopic.objects.filter(precedent__in=queries.visible_to(standing).values("pk")),
        "topic", lambda slug, topic: f"{reverse('founding:library', args=[slug])}?topic={topic}",
    ))  # fmt: skip
    register_belonging("precedents", Precedent, "coalition", "name", "entered_at")
    register_belonging("precedent_links", PrecedentQuestion, "coalition", "precedent", "question", "linked_at")


def document(row: Precedent) -> registry.Document:
    """An initiative by all that is written of it; a struck one is found no longer."""
    gone = row.struck_at is not None
    words = (row.place, row.what, row.organised, row.results, row.lessons)
    return registry.Document(
        row.coalition_id, "" if gone else row.name, "" if gone else "\n".join(filter(None, words)),
        row.get_absolute_url(), Confidentiality.NAMED if gone else Confidentiality.COALITION,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Precedent]:
    """All initiatives of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Precedent.objects.select_related("coalition").iterator(chunk_size=500)


@alike
def evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Others were studied: entries with structure and lesson on topics of ours, and somebody there answered us."""
    if not standing.inside:
        return
    url = reverse("founding:library", args=[slug_of(standing.coalition)])
    live = Precedent.objects.filter(struck_at=None)
    tied = PrecedentTopic.objects.values("precedent")
    studied = live.exclude(organised="").exclude(lessons="").filter(pk__in=tied)
    told = _("Other initiatives studied, with structure and lesson, on your topics")
    yield registry.Shown(told, studied, ENOUGH, url)
    told = _("Somebody of another initiative answered us")
    yield registry.Shown(told, live.exclude(contacted_on=None), 1, url, "founding.library.answered")


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "id", *acts.EDITABLE, "topics", "entered_at"
    for p in queries.visible_to(standing).order_by("sort_name", "pk"):
        topics = "; ".join(one.name for one in queries.topics_of(p))
        yield p.pk, *(getattr(p, name) for name in acts.EDITABLE), topics, p.entered_at


def links_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "initiative", "question", "title", "linked_at"
    for one in queries.links_visible_to(standing).order_by("linked_at", "pk"):
        yield one.precedent.name, one.question.code, one.question.title, one.linked_at


# ── taking back ──


def _precedent(entry: Entry) -> Precedent:
    found: Precedent = Precedent.objects.get(pk=entry.ids_of("founding.precedent")[0])
    return found


def entered(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is struck."""
    return acts.strike_precedent(_precedent(entry), by=by, at=at)


def imported(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """All that came in are struck, as far as they are still there."""
    for row in Precedent.objects.filter(pk__in=entry.ids_of("founding.precedent"), struck_at=None):
        acts.strike_precedent(row, by=by, at=at)


def struck(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is put back."""
    return acts.restore_precedent(_precedent(entry), by=by, at=at)


UNDO = {
    "founding.precedent.entered": entered, "founding.precedents.imported": imported,
    "founding.precedent.struck": struck,
}  # fmt: skip
