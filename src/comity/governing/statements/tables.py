"""What is taken along of statements besides the newest words: every version, and who cleared which."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.governing.models import Clearance, StatementVersion
from comity.governing.statements.queries import may_be_read, visible_to


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("Each version of each statement in full, with what was corrected.")
    versions_ = registry.Exportable(gettext_lazy("Versions of statements"), versions, about)
    registry.export.register("statement-versions", versions_)
    about = gettext_lazy("Who said that which version may go out, or not yet and why.")
    registry.export.register(
        "clearances", registry.Exportable(gettext_lazy("Clearing of statements"), clearances, about)
    )


def versions(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "statement", "version", "title", "text", "why", "written_by", "written_at", "published_at"
    rows: Any = StatementVersion.objects.filter(may_be_read(standing), statement__in=visible_to(standing))
    for v in rows.select_related("person").order_by("statement", "number").iterator(chunk_size=200):
        yield v.statement_id, v.number, v.title, v.text, v.why, v.person.name, v.written_at, v.published_at


def clearances(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "statement", "title", "version", "may_go_out", "why", "said_by", "for", "said_at"
    rows: Any = Clearance.objects.filter(statement__in=visible_to(standing)).select_related("statement", "person")
    for c in rows.order_by("said_at", "pk").iterator(chunk_size=500):
        yield (c.statement_id, c.statement.title, c.number, c.yes, c.why, c.person.name, c.for_name, c.said_at)
