"""`comity serve`: pages and worker together, in one command that one Ctrl-C stops."""

import argparse
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException

from comity.config import Config

#: seconds: how long to wait for the first page, for children to finish, and before a fallen worker is set up again
PATIENCE, GRACE, PAUSE = 60.0, 15.0, 2.0


COMITY = [sys.executable, "-m", "comity"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: COMITY_PORT and COMITY_DATA say where."""


def run(args: argparse.Namespace) -> int:
    """Migrate, then serve until told to stop."""
    return serve(prepared)


def serve(prepare: Callable[[], str], *, ready_already: bool = False) -> int:
    """Serve until told to stop, once `prepare` has made the database ready; what it answers is said with the welcome.

    ready_already: the database is known to be up to date, so pages can be loaded while `prepare` is at work.
    Returns the exit code. `prepare` raises SystemExit when it fails.
    """
    config = Config()
    if taken(config):
        print(f"Port {config.port} is taken. Set COMITY_PORT to another one.", file=sys.stderr)
        return 1
    web = child("web") if ready_already else None
    return Household(config, prepare(), web).live()


def prepared() -> str:
    """Bring the database up to date, in a process of its own, so that this one stays small."""
    if subprocess.run([*COMITY, "migrate"], stdout=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit("The database could not be brought up to date; nothing was started.")
    return ""


class Household:
    """Two children: `web` first, then, once pages are served, `worker`.

    They end together; a worker that falls by itself is set up again.
    """

    def __init__(self, config: Config, welcome: str, web: "subprocess.Popen[bytes] | None" = None) -> None:
        self.config, self.welcome, self.web = config, welcome, web
        self.stopping = False
        self.worker: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def live(self) -> int:
        """Until told to stop, or the web child ends by itself (its exit code, then)."""
        web, served = self.web or child("web"), False
        while not self.stopping and web.poll() is None:
            if not served and (served := answers(self.config)):
                print(f"Comity is ready at {self.config.address}\n{self.welcome}".rstrip(), flush=True)
            if served:
                self._keep_a_worker()
            time.sleep(0.1)
        code = 0 if self.stopping else web.returncode or 1
        self._end([one for one in (web, self.worker) if one])
        return code

    def _keep_a_worker(self) -> None:
        if self.worker and self.worker.poll() is not None:
            time.sleep(PAUSE)
            self.worker = None
        if self.worker is None and not self.stopping:
            self.worker = child("worker")

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _end(self, children: "Sequence[subprocess.Popen[bytes]]") -> None:
        """Ask all to finish, then wait; whoever takes too long is ended."""
        for child in children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + GRACE
        for child in children:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()


def child(name: str) -> "subprocess.Popen[bytes]":
    """Start a command of ours beside this one, to end with it."""
    return subprocess.Popen([*COMITY, name, "--tied"], stdin=subprocess.PIPE)


def taken(config: Config) -> bool:
    """Does something listen on our port already?"""
    try:
        with socket.create_connection((_reachable(config), config.port), timeout=1):
            return True
    except OSError:
        return False


def answers(config: Config) -> bool:
    """Is the first page there? (Asking for it also warms the templates.)"""
    connection = HTTPConnection(_reachable(config), config.port, timeout=PATIENCE)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{config.port}"})
        return connection.getresponse().status < 600
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _reachable(config: Config) -> str:
    """The address by which this machine reaches itself."""
    return "127.0.0.1" if config.host in ("0.0.0.0", "::", "") else config.host
