"""How much one token may ask for: counted by the minute, in the database, so that all processes count together.

One statement a request, whatever the load; a worker clears old counts away.
"""

from datetime import datetime

from django.db import connection

from comity.api.models import Spent

MINUTE = 60


class TooMuch(Exception):
    """More than a minute's share. `seconds` until the next minute begins."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Ask again in {seconds} seconds.")
        self.seconds = seconds


def spend(key: str, *, limit: int, at: datetime) -> None:
    """Count one request under this key (at most 48 characters). Raises TooMuch beyond `limit` a minute."""
    minute, into = divmod(int(at.timestamp()), MINUTE)
    if _count(key, minute) > limit:
        raise TooMuch(MINUTE - into)


def forget(*, at: datetime) -> None:
    """Drop the counts of minutes that are over."""
    Spent.objects.filter(minute__lt=int(at.timestamp()) // MINUTE).delete()


def _count(key: str, minute: int) -> int:
    """The requests under the key in this minute, this one included."""
    table = connection.ops.quote_name(Spent._meta.db_table)
    statement = f"""
        INSERT INTO {table} (key, minute, count) VALUES (%s, %s, 1)
        ON CONFLICT (key) DO UPDATE SET minute = excluded.minute,
            count = CASE WHEN {table}.minute = excluded.minute THEN {table}.count + 1 ELSE 1 END
        RETURNING count
    """  # the only name in it is our own table's
    with connection.cursor() as cursor:
        cursor.execute(statement, [key, minute])
        counted: int = cursor.fetchone()[0]
    return counted
