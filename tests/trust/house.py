"""Real installs that are treated badly: processes of ours are killed, and whoever watches sets them up again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.absent import ROOT
from tests.operation.installs import ask, environment

PATIENCE = 60.0
#: how a web server is killed: one of its processes, its first process alone, or all at once
WAYS = ("one", "first", "all")


def staged(
    folder: Path, *, voters: int, questions: int, **settings: str
) -> tuple[dict[str, str], dict[str, Any]]:
    """An install with a coalition to write to (tests.trust.stage): its environment, and what the stage says."""
    env = environment(folder, **settings)
    own = {
        **env,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "comity.settings",
    }
    command = [sys.executable, "-m", "tests.trust.stage", str(voters), str(questions)]
    done = subprocess.run(
        command, env=own, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return env, json.loads(done.stdout.partition("DOORS")[2])


class Web:
    """`comity web` under a supervisor that starts it anew whenever it ends, as systemd would.

    before: words of a command that runs it (strace). All its processes are in a group of their own.
    """

    def __init__(
        self, env: Mapping[str, str], log: Path, *, processes: int = 1, before: tuple[str, ...] = ()
    ) -> None:
        self.env, self.log, self.processes, self.before = env, log, processes, before
        self.starts = 0
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._begin()
        self._watch = threading.Thread(target=self._keep_up, daemon=True)
        self._watch.start()

    def _begin(self) -> None:
        command = [
            *self.before,
            sys.executable,
            "-m",
            "comity",
            "web",
            "--tied",
            "--processes",
            str(self.processes),
        ]
        with self.log.open("ab") as out:
            self.one = subprocess.Popen(
                command,
                env=dict(self.env),
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.starts += 1

    def _keep_up(self) -> None:
        while not self._over.wait(0.02):
            with self._lock:
                if self.one.poll() is not None:
                    self._sweep()
                    self._begin()

    def _sweep(self) -> None:
        """What is left of a group whose first process is gone."""
        for pid in self.pids():
            _kill(pid)

    def pids(self) -> list[int]:
        """The living processes of the group that we started."""
        group = self.one.pid
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _group(entry) == group:
                found.append(int(entry.name))
        return sorted(found)

    def kill(self, way: str, dice: random.Random) -> None:
        """kill -9."""
        with self._lock:
            pids = self.pids()
            children = [pid for pid in pids if pid != self.one.pid] or pids
            for pid in {"one": [dice.choice(children)], "first": [self.one.pid], "all": pids}[way]:
                _kill(pid)

    def until_served(self) -> None:
        """TimeoutError when no page comes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if ask(self.env, "/sign-in/")[0] == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.05)
        raise TimeoutError(self.log.read_text(errors="replace")[-3000:])

    def stop(self) -> None:
        self._over.set()
        self._watch.join()
        self.one.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.one.wait(20)
        self._sweep()
        self.one.wait()


def _group(entry: Path) -> int:
    """The process group of a living process; 0 of one that is gone."""
    try:
        state, _, group = entry.joinpath("stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return 0
    return 0 if state == "Z" else int(group)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@contextmanager
def served(env: Mapping[str, str], log: Path, **how: Any) -> Iterator[Web]:
    """A web server until the story ends."""
    web = Web(env, log, **how)
    try:
        web.until_served()
        yield web
    finally:
        web.stop()
