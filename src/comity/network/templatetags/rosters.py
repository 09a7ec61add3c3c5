"""The fields of a roster, gathered by partner."""

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.filter
def by_partner(fields: Iterable[Any]) -> list[dict[str, Any]]:
    """For each partner the field of how closely, the others, and whether any of those says something already."""
    found: dict[str, dict[str, Any]] = {}
    for one in fields:
        row = found.setdefault(one.field.partner, {"level": None, "more": [], "told": False})
        if one.field.part == "level":
            row["level"] = one
            row["told"] = bool(one.errors)
        else:
            row["more"].append(one)
            row["told"] = row["told"] or bool(one.errors)
    return list(found.values())
