"""From where a structure can be copied, and what was copied."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from comity.base.clock import day_of
from comity.coalitions.models import Coalition
from comity.coalitions.queries import coordinated_by
from comity.coalitions.standing import Standing
from comity.founding.models import StructureCopy


def sources_of(person: UUID | None, here: UUID, at: datetime) -> "QuerySet[Coalition]":
    """The other coalitions that the person coordinates, by name."""
    if person is None:
        return Coalition.objects.none()
    return coordinated_by(person, on=day_of(at)).exclude(pk=here)


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """What was copied, the newest first, for those inside."""
    rows: Any = StructureCopy.objects.all() if standing.inside else StructureCopy.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "organisation", "for_body", "person")
    return found.order_by("-copied_at", "-pk")


def standing_here(standing: Standing) -> "QuerySet[Any]":
    """The one that was not taken back, if there is one."""
    return visible_to(standing).filter(taken_back_at=None)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What was copied, header first."""
    yield ("copied_from", "copied_for", "copied_at", "taken_back_at", "bodies", "sheets", "rules", "methods",
           "criteria", "kind_before")  # fmt: skip
    for row in visible_to(standing):
        made = row.made
        ids = [" ".join(made.get(name, ())) for name in ("bodies", "sheets", "methods", "criteria")]
        yield (
            row.source_name, row.said_for, row.copied_at, row.taken_back_at, ids[0], ids[1], made.get("rules") or "",
            ids[2], ids[3], made.get("kind") or "",
        )  # fmt: skip
