"""Our counts of ballots and voting power beside pyrankvote and powerindex, in the environment of the oracles."""

import json
import os
import subprocess

import pytest

from tests.absent import ROOT
from tests.bench.table import Row, Table, Target

pytestmark = pytest.mark.bench
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"


def test_counts(table: Table) -> None:
    """Seconds of CPU of both, one after the other in one process, after comparing what came out."""
    if not PYTHON.exists():
        pytest.skip("pyrankvote and powerindex are not here: make oracles")
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [str(PYTHON), "-m", "tests.bench.counts"], env=env, capture_output=True, text=True, check=False, timeout=900
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name, (ours, theirs, whose, least) in json.loads(done.stdout).items():
        target = Target(least, below=False) if least else None
        row = Row(name, ours, "s", theirs, whose, target, turned=True)
        table.add("Counts (ratio: how many times faster)", row)
        assert row.holds is not False
