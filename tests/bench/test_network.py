"""Our network measures beside those of networkx, in the environment of the oracles."""

import json
import os
import subprocess

import pytest

from tests.absent import ROOT
from tests.bench.table import Row, Table, Target

pytestmark = pytest.mark.bench
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"
TWENTY = Target(20, below=False)


def test_network(table: Table) -> None:
    """Seconds of CPU of both, one after the other in one process. Random networks of six ties a member."""
    if not PYTHON.exists():
        pytest.skip("networkx is not here: make oracles")
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [str(PYTHON), "-m", "tests.bench.networks"], env=env, capture_output=True, text=True, check=False, timeout=900
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name, (ours, theirs, must) in json.loads(done.stdout).items():
        row = Row(name, ours, "s", theirs, "networkx", TWENTY if must else None, turned=True)
        table.add("Networks (ratio: how many times faster)", row)
        assert row.holds is not False
