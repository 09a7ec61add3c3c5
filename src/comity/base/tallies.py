"""Several counts in one query, whatever tables they are of."""

from typing import Any

from django.db.models import CharField, Count, QuerySet, Value


def tallied(**rows: "QuerySet[Any]") -> dict[str, int]:
    """How many rows there are of each, by its name."""
    first, *others = (_part(name, one) for name, one in rows.items())
    found = dict(first.union(*others, all=True) if others else first)
    return {name: found.get(name, 0) for name in rows}


def _part(name: str, rows: "QuerySet[Any]") -> Any:
    named = rows.order_by().annotate(tally=Value(name, output_field=CharField())).values("tally")
    return named.annotate(rows=Count("pk")).values_list("tally", "rows")
