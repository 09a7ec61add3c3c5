"""Checks of the machine: settings, clock, disk, who may read the secrets."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.doctor.finding import Finding, weighed
from comity.config import Config

MOUNTS = Path("/proc/mounts")
#: file systems whose locks SQLite can't rely on
REMOTE = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "davfs", "fuse.sshfs",
    "fuse.rclone", "fuse.s3fs", "fuse.glusterfs", "fuse.davfs",
}  # fmt: skip
LEAST_FREE = 500_000_000
#: a disk should take so many bytes a second, and be sure of a small write within so many seconds
LEAST_SPEED, LONGEST_SYNC = 5_000_000, 0.1
#: variables of the same name space that are not settings of an install: tests and tools read them
OTHERS = ("COMITY_TEST_", "COMITY_REALDATA", "COMITY_CHROMIUM")
LEAST_KEY = 32


def settings_known() -> Iterator[Finding]:
    """Whether every variable that looks like a setting is one: a wrong name would be passed over in silence."""
    known = {f"COMITY_{name.upper()}" for name in Config.model_fields}
    given = {name for name in os.environ if name.startswith("COMITY_") and not name.startswith(OTHERS)}
    for name in sorted(given - known):
        mend = _("Look for its right name in docs/operating.md; as it stands it does nothing.")
        yield Finding(False, _("%(name)s is no setting of Comity.") % {"name": name}, mend)
    if given <= known:
        yield Finding(True, _("All settings are understood."))


def on_network(folder: Path, mounts: str) -> str:
    """The kind of network file system that holds a folder, by the text of /proc/mounts; "" for a local one."""
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        _device, mount, system, *_rest = line.split()
        point = Path(mount.replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, system
    return kind if kind in REMOTE else ""


def network_disk(folder: Path) -> str:
    """The kind of network file system that holds a folder here; "" for a local one, or where nobody can tell."""
    return on_network(folder, MOUNTS.read_text()) if MOUNTS.exists() else ""


def clock() -> Iterator[Finding]:
    """A clock can't be before the day on which this program was put here."""
    installed = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    right = now() > installed - timedelta(days=1)
    what = _("The clock says %(moment)s UTC.") % {"moment": now().astimezone(UTC).strftime("%Y-%m-%d %H:%M")}
    yield weighed(right, what, _("Set the clock: deadlines and sign-in links depend on it."))


def disk() -> Iterator[Finding]:
    """Whether there is room."""
    free = shutil.disk_usage(settings.DATA).free
    what = _("%(gb).1f GB are free on the disk.") % {"gb": free / 1e9}
    yield weighed(free >= LEAST_FREE, what, _("Make room: writing stops when it is full."), grave=True)


def writing() -> Iterator[Finding]:
    """How fast the data folder takes what it must keep: four megabytes at once, and ten small writes one by one."""
    probe = settings.DATA / f".doctor-{os.getpid()}"
    try:
        big, small = _timed(probe, 4_000_000, 1), _timed(probe, 4096, 10)
    except OSError as trouble:
        what = _("The data folder can’t be written to: %(why)s") % {"why": trouble.strerror}
        yield Finding(False, what, _("Let the user that runs Comity own the folder."), grave=True)
        return
    finally:
        probe.unlink(missing_ok=True)
    told = {"speed": 4 / big, "ms": small * 1000}
    good = 4_000_000 / big >= LEAST_SPEED and small <= LONGEST_SYNC
    what = _("The disk takes %(speed).0f MB a second and is sure of a small write after %(ms).1f ms.") % told
    yield weighed(good, what, _("Every act waits for the disk. Choose a faster one for COMITY_DATA."))


def _timed(path: Path, size: int, times: int) -> float:
    """Seconds for one write of that size, until the disk has it."""
    data, began = os.urandom(size), time.monotonic()
    with path.open("wb") as file:
        for _n in range(times):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    return max(1e-9, (time.monotonic() - began) / times)


def secrets() -> Iterator[Finding]:
    """Whether others on this machine could read the signing key or the data, and whether the key is one."""
    if settings.CONFIG.secret_key:
        mend = _("Take at least %(n)d random characters; whoever guesses it can sign in as anyone.")
        good = len(settings.CONFIG.secret_key) >= LEAST_KEY
        yield weighed(good, _("The signing key is set by COMITY_SECRET_KEY."), mend % {"n": LEAST_KEY}, grave=True)
    else:
        yield from _private(settings.DATA / "secret-key", 0o077, grave=True)
    yield from _private(settings.DATA / "comity.sqlite3", 0o007)


def _private(path: Path, others: int, *, grave: bool = False) -> Iterator[Finding]:
    """A file is for its owner (and perhaps its group) alone, or lies in a folder that is."""
    if not path.exists():
        return
    open_to_others = path.stat().st_mode & others and path.parent.stat().st_mode & 0o005
    what = _("The file %(name)s is for its owner alone.") % {"name": path.name}
    if open_to_others:
        what = _("Others on this machine can read %(name)s.") % {"name": path.name}
    yield weighed(not open_to_others, what, _("Run “chmod 700” on the data folder."), grave=grave)


def pages() -> Iterator[Finding]:
    """Whether pages look as drawn."""
    there = finders.find("vendor/atkinson/atkinson-hyperlegible-next-latin-wght-normal.woff2") is not None
    yield Finding(
        True, _("Our own font is in place.") if there else _("Pages use the system’s font; that is fine.")
    )
