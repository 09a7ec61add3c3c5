"""Processes whose first one was killed without a word: none of them goes on alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.operation.installs import comity, environment, until_served
from tests.trust.house import _group

pytestmark = pytest.mark.wide
PATIENCE = 30.0


def living(group: int) -> list[int]:
    """The processes of a group."""
    found = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in found if _group(entry) == group]


def test_who_serves_pages_ends_with_the_first_process(tmp_path: Path) -> None:
    env = environment(tmp_path / "data")
    assert comity("migrate", env=env).returncode == 0
    command = [sys.executable, "-m", "comity", "web", "--processes", "2"]
    with (tmp_path / "log").open("wb") as log:
        first = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        until_served(env)
        assert len(living(first.pid)) >= 3
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        until = time.monotonic() + PATIENCE
        while living(first.pid):
            assert time.monotonic() < until, (tmp_path / "log").read_text()[-2000:]
            time.sleep(0.1)
    finally:
        for pid in living(first.pid):
            os.kill(pid, signal.SIGKILL)
