"""Search at 100,000 things, on both databases, beside a plain LIKE."""

import json
import os
import subprocess
import sys

import pytest

from tests.absent import ROOT
from tests.bench.table import Row, Table, Target
from tests.postgres import started

pytestmark = pytest.mark.bench
LEAST = Target(300, "figure", unit="ms")


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_search(database: str, table: Table, tmp_path: object) -> None:
    """Medians of wall time; in a process of its own, whose settings name the database."""
    server = started() if database == "PostgreSQL" else None
    try:
        found = measured(str(tmp_path), server.url if server else "")
    finally:
        if server:
            server.stop()
    for words, (ours, plain) in found.items():
        table.add("Search at 100,000 things", Row(f"{database}: {words}", ours, "ms", plain, "LIKE", LEAST))
    assert all(ours < LEAST.limit for ours, _plain in found.values())


def measured(folder: str, url: str) -> dict[str, tuple[float, float]]:
    env = os.environ | {
        "COMITY_DATA": folder, "COMITY_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "comity.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.bench.searching"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stderr
    found: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])
    return found
