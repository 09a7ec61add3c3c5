"""The scripts that set a machine up: they go on where something is missing, and say so in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.absent import ROOT


def assets(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run tools/assets.py with only `path` to look for commands in."""
    order = [sys.executable, str(ROOT / "tools" / "assets.py"), *options]
    return subprocess.run(order, env={**os.environ, "PATH": str(path)}, capture_output=True, text=True)


def npm(folder: Path, script: str) -> Path:
    """A folder with an npm that does as the script says."""
    command = folder / "npm"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    return folder


def test_without_npm_the_pages_use_the_systems_fonts(tmp_path: Path) -> None:
    ran = assets(tmp_path)
    assert ran.returncode == 0
    assert ran.stderr.splitlines() == [
        "Pages use the system's fonts: npm is not installed. `make assets` tries again."
    ]


@pytest.mark.parametrize(
    ("script", "line"),
    [("echo 'npm error network' >&2; exit 1", "npm error network"), ("exit 3", "no reason given")],
)
def test_an_npm_that_fails_stops_nothing_and_gives_its_reason(tmp_path: Path, script: str, line: str) -> None:
    ran = assets(npm(tmp_path, script))
    assert ran.returncode == 0
    said = f"Pages use the system's fonts: npm failed: {line}. `make assets` tries again."
    assert ran.stderr.splitlines() == [said]


def test_where_they_are_required_missing_fonts_are_an_error(tmp_path: Path) -> None:
    assert assets(tmp_path, "--required").returncode == 1


def test_help_names_every_target_a_person_would_type() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"make demo", "make test", "make check"} <= {
        " ".join(line.split()[:2]) for line in shown.splitlines()
    }
