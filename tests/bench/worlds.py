"""The three databases that are measured: the same coalition with 15, 500 and 10,000 organisations, on SQLite."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client

from comity.base.clock import now
from comity.network.jobs import keep_overviews
from tests.bench.growing import Stage, grow, stage, told

SIZES = (15, 500, 10_000)


@dataclass
class Worlds:
    """Where each size lies. One is open at a time; `visit` changes over."""

    files: dict[int, Path]
    known: dict[int, tuple[Stage, Client]] = field(default_factory=dict)

    def visit(self, size: int) -> tuple[Stage, Client]:
        """Open the database of that size; its stage, and a signed-in client."""
        switch(self.files[size])
        if size not in self.known:
            found = stage()
            self.known[size] = found, signed_in(found)
        return self.known[size]

    def copied(self, size: int, folder: Path) -> Stage:
        """Open a copy of that size, for what writes; the next visit leaves it."""
        connection.close()
        shutil.copy(self.files[size], folder / "copy.sqlite3")
        switch(folder / "copy.sqlite3")
        return stage()


def signed_in(found: Stage) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"Accept-Encoding": "gzip"})
    client.force_login(found.coordinator)
    return client


def switch(file: Path) -> None:
    """Let the one connection lead to another file."""
    connection.close()
    connection.settings_dict["NAME"] = str(file)


@contextmanager
def made(folder: Path) -> Iterator[Worlds]:
    """Tell the story once in a fresh database, copy it, and grow the copies."""
    before, fresh = Path(str(connection.settings_dict["NAME"])), folder / "told.sqlite3"
    switch(fresh)
    for order in ("migrate", "createcachetable"):
        call_command(order, verbosity=0)
    told()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("ANALYZE")
    connection.close()
    files = {size: folder / f"of-{size}.sqlite3" for size in SIZES}
    for size, file in files.items():
        shutil.copy(fresh, file)
        switch(file)
        grow(size)
        keep_overviews(None, now())  # as a worker does within a minute
    try:
        yield Worlds(files)
    finally:
        switch(before)
