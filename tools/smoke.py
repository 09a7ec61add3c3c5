"""Start `make demo` as a stranger would, see it answer, and stop it again.

Usage: python tools/smoke.py FOLDER SECONDS

FOLDER: a checkout. Exit 0 when GET / answers 200 within SECONDS of the command; what it printed is shown otherwise.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int) -> bool:
    """Whether the first page is there."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/", timeout=5) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def seconds_until(port: int, running: subprocess.Popen[bytes], limit: float) -> float | None:
    """How long the first page took to answer; None if it did not within the limit, or the command ended."""
    began = time.monotonic()
    while (taken := time.monotonic() - began) < limit and running.poll() is None:
        if answers(port):
            return taken
        time.sleep(0.1)
    return None


def stop(running: subprocess.Popen[bytes]) -> None:
    """End the command and all it started, politely at first."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(running.pid, sign)
            running.wait(timeout=10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def smoke(folder: Path, limit: float, said: IO[bytes]) -> float | None:
    """Run the demo in a group of processes of its own and see it answer."""
    port = free_port()
    environment = {**os.environ, "COMITY_PORT": str(port)}
    order = ["make", "demo"]
    running = subprocess.Popen(
        order, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        return seconds_until(port, running, limit)
    finally:
        stop(running)


def main(folder: str, limit: str) -> int:
    with tempfile.TemporaryFile() as said:
        taken = smoke(Path(folder), float(limit), said)
        if taken is not None:
            print(f"make demo answered after {taken:.1f} s (at most {limit} s)")
            return 0
        said.seek(0)
        sys.stderr.write(said.read().decode(errors="replace"))
        print(f"make demo did not answer within {limit} s", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
