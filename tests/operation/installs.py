"""Real installs for stories about running them: processes with a data folder and a port of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.absent import ROOT

PATIENCE = 60.0


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """A machine on which nothing is set but where the data lie, a free port, and what the story says."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DJANGO_"))}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    own = {
        "PYTHONPATH": str(ROOT / "src"),
        "COMITY_DATA": str(folder),
        "COMITY_PORT": port,
        "PYTHONWARNINGS": "ignore",
    }
    return bare | own | settings


def comity(*words: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    command = [sys.executable, "-m", "comity", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


@contextmanager
def running(*words: str, env: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that goes on until the story ends; all that it says goes into the log."""
    with log.open("ab") as out:
        command = [sys.executable, "-m", "comity", *words]
        one = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield one
        finally:
            if one.poll() is None:
                one.send_signal(signal.SIGTERM)
                try:
                    one.wait(20)
                except subprocess.TimeoutExpired:
                    one.kill()
                    one.wait()


def ask(env: Mapping[str, str], path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None,
        body: str = "") -> tuple[int, dict[str, str], str]:  # fmt: skip
    """One request to the install's port: status, headers, body."""
    connection = HTTPConnection("127.0.0.1", int(env["COMITY_PORT"]), timeout=PATIENCE)
    try:
        connection.request(
            method, path, body or None, {"Host": f"localhost:{env['COMITY_PORT']}"} | dict(headers or {})
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
    finally:
        connection.close()


def until_served(env: Mapping[str, str], path: str = "/readyz") -> None:
    """Wait for the first answer. TimeoutError when none comes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            ask(env, path)
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise TimeoutError(path)
