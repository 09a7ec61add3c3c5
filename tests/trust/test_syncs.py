"""Each acknowledged write waited for the disk. Kills cannot show it: the system keeps what was written. strace can."""

import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.absent import absent
from tests.postgres import started
from tests.trust.house import served, staged
from tests.trust.ledger import Promise
from tests.trust.writers import crew

pytestmark = pytest.mark.wide
SYNC = re.compile(r"\b(fsync|fdatasync)(\(\d+\)| resumed>\))\s+= 0$")
WATCH = ("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o")


def syncs_in(notes: Path) -> int:
    """How many syncs came back well. Of a call that was interrupted by another's line, only its end counts."""
    return sum(bool(SYNC.search(line)) for line in notes.read_text(errors="replace").splitlines())


@pytest.fixture
def strace() -> None:
    if shutil.which("strace") is None:
        absent("strace")


def written(env: dict[str, str], stage: dict[str, Any], notes: Path, writes: int) -> tuple[int, int]:
    """Acknowledged writes of one client after another, and the syncs counted meanwhile."""
    writers = crew(env, stage, threading.Event())
    for writer in writers:  # keys first, so that what they cost is not counted
        for door in writer.doors:
            writer._key(door)
    before, said = syncs_in(notes), 0
    while said < writes:
        writer = writers[said % len(writers)]
        assert writer.write(writer._next_door()) == 302
        said += 1
    time.sleep(0.2)
    return said, syncs_in(notes) - before


def on_sqlite(folder: Path, writes: int) -> tuple[int, int]:
    env, stage = staged(folder / "data", voters=2, questions=3)
    notes = folder / "syncs.txt"
    with served(env, folder / "web.log", before=(*WATCH, str(notes))):
        return written(env, stage, notes, writes)


@contextmanager
def watched(pid: int, notes: Path) -> Iterator[None]:
    """strace on a running process and all that it will start."""
    with subprocess.Popen([*WATCH, str(notes), "-p", str(pid)]) as one:
        time.sleep(0.5)
        yield
        one.send_signal(signal.SIGINT)


def on_postgres(folder: Path, writes: int) -> tuple[int, int]:
    """A server that is as careful as an operator's: tests usually run on one that isn't."""
    server = started()
    try:
        with psycopg.connect(server.url, autocommit=True) as link:
            link.execute("ALTER SYSTEM RESET fsync")
            link.execute("SELECT pg_reload_conf()")
            [folder_of] = link.execute("SHOW data_directory").fetchone() or [""]
        pid = int(Path(folder_of, "postmaster.pid").read_text().split()[0])
        env, stage = staged(folder / "data", voters=2, questions=3, COMITY_DATABASE_URL=server.url)
        notes = folder / "syncs.txt"
        with watched(pid, notes), served(env, folder / "web.log"):
            return written(env, stage, notes, writes)
    finally:
        server.stop()


@pytest.mark.slow
def test_a_write_is_synced_before_it_is_acknowledged(tmp_path: Path, strace: None) -> None:
    said, syncs = on_sqlite(tmp_path, 20)
    assert syncs >= said


def test_what_strace_writes_is_counted_once(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.write_text(
        "10 fdatasync(5) = 0\n11 fsync(7 <unfinished ...>\n10 fsync(5) = -1 EIO (Input/output error)\n"
        "11 <... fsync resumed>) = 0\n12 fdatasync(8)    = 0\n"
    )
    assert syncs_in(notes) == 3


@pytest.mark.trust
@pytest.mark.parametrize("where", ["SQLite", "PostgreSQL"])
def test_syncs_are_as_many_as_acknowledged_writes(
    where: str, tmp_path: Path, strace: None, promise: Promise
) -> None:
    said, syncs = {"SQLite": on_sqlite, "PostgreSQL": on_postgres}[where](tmp_path, 200)
    measured = f"{syncs} syncs for {said} writes, {syncs / said:.2f} each"
    promise(f"syncs counted with strace ({where})", measured, "≥ 1 each", syncs >= said)
