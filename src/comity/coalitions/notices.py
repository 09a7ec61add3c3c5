"""What the notices must know of coalitions: which there are, and who is invented."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from comity.coalitions.models import Coalition
from comity.notices.above import Place
from comity.people.models import Person


def places(coalition: UUID | None) -> Iterator[Place]:
    """The coalition with that id, or all; their home is read by its path, as the addresses above are not known here."""
    rows = Coalition.objects.all()
    for row in rows.filter(pk=coalition) if coalition else rows:
        yield Place(row.pk, row.slug, row.name, row.zone, row.purpose, f"/c/{row.slug}/", row.started_at)


def invented_people() -> Any:
    """The ids of invented people."""
    return Person.objects.filter(invented=True).values("pk")
