"""Rows together with the rows that belong to them, read by one query instead of two."""

from typing import Any

from django.db.models import FilteredRelation, Model, QuerySet

PART = "part"


def joined(rows: "QuerySet[Any]", many: str, *also: str, order: tuple[str, ...]) -> list[Any]:
    """Rows whose `many` (the name by which others point at them) are read along, in this order, as if prefetched.

    also: what is read with each of those, as for select_related. order: fields of theirs, within the order of rows.
    The database answers each row as often as it has such parts: good for few parts, of short rows.
    """
    related = [PART, *(f"{PART}__{name}" for name in also)]
    sorts = [f"{PART}__{name}" for name in order]
    found: dict[Any, Any] = {}
    parts: dict[Any, list[Model]] = {}
    before = rows.query.order_by or rows.model._meta.ordering or ["pk"]
    for row in rows.annotate(**{PART: FilteredRelation(many)}).select_related(*related).order_by(*before, *sorts):
        found.setdefault(row.pk, row)
        own, part = parts.setdefault(row.pk, []), getattr(row, PART, None)
        if part is not None:
            own.append(part)
    for pk, row in found.items():
        keep(row, many, parts[pk])
    return list(found.values())


def keep(row: Model, many: str, parts: list[Any]) -> None:
    """Let `row.<many>.all()` be these parts, and each of them know its row: as prefetch_related leaves them."""
    relation: Any = row._meta.get_field(many)
    back = relation.field.name
    for part in parts:
        setattr(part, back, row)
    known = getattr(row, many).all()
    known._result_cache, known._prefetch_done = parts, True
    kept: dict[str, Any] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[many] = known
