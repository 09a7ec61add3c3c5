"""Several counts in one query, whatever tables they are of."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from comity.base.moments import said, unsaid


@dataclass(frozen=True)
class Tally:
    """A count put into the database's words, and never its answer: it can be sent again and again.

    sql: nothing where there can be no rows. Moments among the parameters are said when it is sent.
    """

    sql: str
    params: tuple[Any, ...]
    using: str


def worded(rows: "QuerySet[Any]") -> Tally:
    """The count of these rows. Putting it into words costs far more than counting."""
    query = rows.order_by().values("pk").query
    try:
        with unsaid():
            sql, params = query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return Tally("", (), rows.db)
    return Tally(sys.intern(sql), tuple(params), rows.db)


def counts(tallies: Iterable[Tally]) -> dict[Tally, int]:
    """How many rows there are of each. One query, in which each different one is asked once."""
    asked = list(dict.fromkeys(tallies))
    sent = [(place, one) for place, one in enumerate(asked) if one.sql]
    found: dict[int, int] = {}
    if sent:
        connection = connections[sent[0][1].using]
        parts = (f"SELECT {place}, COUNT(*) FROM ({one.sql}) AS t" for place, one in sent)
        with connection.cursor() as cursor:
            params = said((param for _place, one in sent for param in one.params), connection)
            cursor.execute(" UNION ALL ".join(parts), params)
            found = dict(cursor.fetchall())
    return {one: found.get(place, 0) for place, one in enumerate(asked)}


def tallied(**rows: "QuerySet[Any]") -> dict[str, int]:
    """How many rows there are of each, by its name. One query."""
    told = {name: worded(one) for name, one in rows.items()}
    found = counts(told.values())
    return {name: found[one] for name, one in told.items()}
