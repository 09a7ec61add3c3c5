"""The empty database, migrated once for all test runs and all workers, then copied.

Migrating costs each process some ten seconds. The template is named after the text of every migration, so it serves
only those who have the same ones; `migrate` still runs on the copy and finds nothing to do.
"""

import fcntl
import hashlib
import inspect
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import django
from django.db.migrations.loader import MigrationLoader


def lay_migrated(path: Path) -> None:
    """Put a migrated database at `path`. Of several processes one makes the template, the others wait for it."""
    template = Path(tempfile.gettempdir()) / f"comity-migrated-{_stamp()}.sqlite3"
    with template.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _make(template)
    shutil.copyfile(template, path)


def _stamp() -> str:
    """A name for all migrations together: of the house and of the libraries."""
    migrations = MigrationLoader(None).disk_migrations
    text = hashlib.sha256(repr((django.VERSION, sqlite3.sqlite_version)).encode())
    for key in sorted(migrations):
        text.update(repr(key).encode() + Path(inspect.getfile(type(migrations[key]))).read_bytes())
    return text.hexdigest()[:16]


def _make(template: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="comity-migrated-") as folder:
        settings = os.environ | {"COMITY_DATA": folder, "COMITY_DATABASE_URL": ""}
        subprocess.run(
            [sys.executable, "-m", "comity", "migrate"], env=settings, check=True, stdout=subprocess.DEVNULL
        )
        unfinished = template.with_suffix(".unfinished")
        with (
            closing(sqlite3.connect(Path(folder) / "comity.sqlite3")) as made,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            made.backup(copy)
        unfinished.replace(template)
