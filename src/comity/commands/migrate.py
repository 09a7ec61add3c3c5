"""`comity migrate`: bring the database up to date; of several that start at once, one does it and the others wait."""

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from comity.base.gathered import gather

#: any number will do, as long as nothing else uses it
LOCK, PATIENCE = 0x_C0_31_77, 300


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """Migrate and say so."""
    print("The database was brought up to date." if migrate() else "The database is up to date.")
    return 0


def migrate() -> bool:
    """Apply what is missing; True if anything was. Gathers the static files, too."""
    with alone():
        if not settings.DEBUG:
            gather()
        if is_current():
            return False
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    return True


def is_current() -> bool:
    """Is every migration applied, and the cache's table there?"""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not plan and settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock for migrating: PostgreSQL's own, as hosts may be many, else one beside the SQLite file.

    Either is let go by itself when its holder dies.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    lock = sqlite3.connect(settings.DATA / "migrating.lock", timeout=PATIENCE)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()
