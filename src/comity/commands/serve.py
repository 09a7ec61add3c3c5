"""`comity serve`: pages and worker together, in one command that one Ctrl-C stops."""

import argparse
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException

from comity.config import Config

#: seconds: how long to wait for the first page, for children to finish, and before a fallen worker is set up again
PATIENCE, GRACE, PAUSE = 60.0, 15.0, 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: COMITY_PORT and COMITY_DATA say where."""


def run(args: argparse.Namespace) -> int:
    """Migrate, then serve until told to stop."""
    return serve()


def serve(environment: Mapping[str, str] | None = None) -> int:
    """Serve with the given environment (this process's own, if none is given); returns the exit code."""
    config = Config()
    if taken(config):
        print(f"Port {config.port} is taken. Set COMITY_PORT to another one.", file=sys.stderr)
        return 1
    if subprocess.run(
        [*COMITY, "migrate"], env=environment, stdout=subprocess.DEVNULL, check=False
    ).returncode:
        print("The database could not be brought up to date; nothing was started.", file=sys.stderr)
        return 1
    return Household(config, environment).live()


COMITY = [sys.executable, "-m", "comity"]


class Household:
    """Two children: `web` and `worker`. They live and end together, but a worker that falls is set up again."""

    def __init__(self, config: Config, environment: Mapping[str, str] | None) -> None:
        self.config, self.environment = config, environment
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def live(self) -> int:
        """Until told to stop, or the web child ends by itself (its exit code, then)."""
        self.web, self.worker = self._child("web"), self._child("worker")
        ready = False
        while not self.stopping and self.web.poll() is None:
            if not ready and (ready := answers(self.config)):
                print(f"Comity is ready at {self.config.address}", flush=True)
            if self.worker.poll() is not None and not self.stopping:
                time.sleep(PAUSE)
                self.worker = self._child("worker")
            time.sleep(0.1)
        code = 0 if self.stopping else self.web.returncode or 1
        self._end([self.web, self.worker])
        return code

    def _child(self, name: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([*COMITY, name], env=self.environment)

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
