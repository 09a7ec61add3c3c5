"""Is this install in order? Each finding says what is so, and how to mend it if that is not good.

Changes nothing. `comity doctor` and the administrators' page show the same findings.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from comity.base.clock import now

MOUNTS = Path("/proc/mounts")
#: file systems whose locks SQLite can't rely on
REMOTE = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "davfs", "fuse.sshfs",
    "fuse.rclone", "fuse.s3fs", "fuse.glusterfs", "fuse.davfs",
}  # fmt: skip
WANTED = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
LEAST_FREE = 500_000_000


@dataclass(frozen=True)
class Finding:
    """One check: whether it is good, what was found, and how to mend it (empty when good)."""

    ok: bool
    what: str
    mend: str = ""


def findings() -> list[Finding]:
    """Every check, in the order in which one would mend."""
    return [found for check in CHECKS for found in check()]


def on_network(folder: Path, mounts: str) -> str:
    """The kind of network file system that holds a folder, by the text of /proc/mounts; "" for a local one."""
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        _device, mount, system, *_rest = line.split()
        point = Path(mount.replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, system
    return kind if kind in REMOTE else ""


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as trouble:
        mend = _("Is it running, and is COMITY_DATABASE_URL right?")
        yield Finding(False, _("The database can’t be reached: %(why)s") % {"why": trouble}, mend)
        return
    if connection.vendor == "sqlite":
        yield from _sqlite()
    else:
        yield Finding(True, _("PostgreSQL answers."))
    yield from _migrations()
    yield from _cache()


def _sqlite() -> Iterator[Finding]:
    """The settings that keep what was acknowledged, as they are in force on this connection."""
    for name, wanted in WANTED.items():
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {name}")
            found = str(cursor.fetchone()[0]).lower()
        mend = (
            ""
            if found == wanted
            else _("Start Comity anew; move the data folder to a local disk if it stays so.")
        )
        yield Finding(
            found == wanted, _("SQLite: %(name)s is %(found)s.") % {"name": name, "found": found}, mend
        )
    kind = on_network(settings.DATA, MOUNTS.read_text()) if MOUNTS.exists() else ""
    if kind:
        mend = _("SQLite loses data there. Choose a local folder with COMITY_DATA, or use PostgreSQL.")
        yield Finding(False, _("The data folder lies on a network disk (%(kind)s).") % {"kind": kind}, mend)


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        yield Finding(False, _("%(n)d changes of the tables wait.") % {"n": waiting}, _("Start Comity anew."))
    else:
        yield Finding(True, _("The tables are up to date."))


def _cache() -> Iterator[Finding]:
    try:
        cache.get("comity")
    except DatabaseError:
        yield Finding(False, _("The table for short-lived notes is missing."), _("Start Comity anew."))


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free
    what = _("%(gb).1f GB are free on the disk.") % {"gb": free / 1e9}
    yield Finding(
        free >= LEAST_FREE, what, "" if free >= LEAST_FREE else _("Make room: writing stops when it is full.")
    )


def _clock() -> Iterator[Finding]:
    """A clock can't be before the day on which this program was put here."""
    installed = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    right = now() > installed - timedelta(days=1)
    what = _("The clock says %(moment)s UTC.") % {"moment": now().astimezone(UTC).strftime("%Y-%m-%d %H:%M")}
    yield Finding(right, what, "" if right else _("Set the clock: deadlines and sign-in links depend on it."))


def _mail() -> Iterator[Finding]:
    if settings.EMAIL_HOST:
        yield Finding(True, _("Mail goes out through %(host)s.") % {"host": settings.EMAIL_HOST})
    elif settings.DEMO:
        yield Finding(True, _("A demo: mails stay here and can be read in the mailbox."))
    else:
        mend = _("Set COMITY_MAIL_HOST, or nobody can sign in by mail.")
        yield Finding(False, _("No mail server is set: mails stay in the outbox."), mend)
    if settings.EMAIL_HOST and settings.CONFIG.mail_from.endswith("@localhost>"):
        mend = _("Set COMITY_MAIL_FROM to an address of yours.")
        yield Finding(False, _("Mails come from an address that does not exist."), mend)


def _address() -> Iterator[Finding]:
    local = settings.CONFIG.url == ""
    if settings.DEBUG:
        yield Finding(False, _("Tracebacks are shown in the browser."), _("Take COMITY_DEBUG away."))
    if local and not settings.DEMO:
        mend = _("Set COMITY_URL to the address people type; links in mails begin with it.")
        yield Finding(False, _("Links in mails lead to %(address)s.") % {"address": settings.ADDRESS}, mend)
    elif not local and not settings.SECURE:
        mend = _("Serve it by https, behind a proxy for example.")
        yield Finding(
            False, _("The address begins with http: passwords and links can be read on the way."), mend
        )
    else:
        yield Finding(True, _("People type %(address)s.") % {"address": settings.ADDRESS})


def _assets() -> Iterator[Finding]:
    there = finders.find("vendor/atkinson/atkinson-hyperlegible-next-latin-wght-normal.woff2") is not None
    yield Finding(
        True, _("Our own font is in place.") if there else _("Pages use the system’s font; that is fine.")
    )


CHECKS: list[Callable[[], Iterator[Finding]]] = [_database, _disk, _clock, _mail, _address, _assets]
