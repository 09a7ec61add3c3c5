"""Now and today as a query names them: which moment that is, is looked up each time the query is sent.

So a query written once says the same an hour or a year later, without anything in its text growing old.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db.models import DateField, DateTimeField, Expression

from comity.base.clock import day_of, now

_unsaid: ContextVar[bool] = ContextVar("unsaid", default=False)


class Ago(Expression):
    """So long ago, as a moment or as a day of the zone that work is done in: `NOW - timedelta(days=3)`."""

    def __init__(self, ago: timedelta = timedelta(), *, day: bool = False) -> None:
        super().__init__(output_field=DateField() if day else DateTimeField())
        self.ago, self.day = ago, day

    def __sub__(self, longer: Any) -> "Ago":  # type: ignore[override]
        return Ago(self.ago + longer, day=self.day)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ago) and (self.ago, self.day) == (other.ago, other.day)

    def __hash__(self) -> int:
        return hash((self.ago, self.day))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self if _unsaid.get() else self.said(connection)]

    def said(self, connection: Any) -> Any:
        """The moment or day that it is now, as this database takes it."""
        at = now()
        value: Any = day_of(at) - self.ago if self.day else at - self.ago
        return self.output_field.get_db_prep_value(value, connection)


NOW: Any = Ago()
TODAY: Any = Ago(day=True)


@contextmanager
def unsaid() -> Iterator[None]:
    """What is compiled in here keeps these among its parameters, to be said when it is sent."""
    token = _unsaid.set(True)
    try:
        yield
    finally:
        _unsaid.reset(token)


def said(params: Iterable[Any], connection: Any) -> list[Any]:
    """Parameters as they can be sent, each moment in its place."""
    return [one.said(connection) if isinstance(one, Ago) else one for one in params]
