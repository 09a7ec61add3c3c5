"""Our network measures beside those of networkx, igraph and networkit, in the oracles' environment; and in size."""

import json
import os
import subprocess
from typing import Any

import pytest

from tests.absent import ROOT
from tests.bench.table import Row, Table, Target

pytestmark = pytest.mark.bench
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"
MEMORY = Target(4_096, of="figure", unit="MB")


def test_network(table: Table) -> None:
    """Seconds of CPU of each, one after the other in one process and on one thread, on random networks."""
    for name, (ours, theirs, whose, least) in told("tests.bench.networks").items():
        target = Target(least, below=False) if least else None
        row = Row(name, ours, "s", theirs, whose, target, turned=True)
        table.add("Networks (ratio: how many times faster)", row)
    missed = [row.what for row in table.missed if row.against in ("networkx", "igraph", "networkit")]
    assert not missed


def test_a_million_organisations(table: Table) -> None:
    """All measures of a million organisations with ten million ties, in a process of its own."""
    found = told("tests.bench.network_scale", "1000000", "10000000")
    memory = Row("all measures of 1,000,000 with 10,000,000 ties", found["megabytes"], "MB", target=MEMORY)
    each = [Row(f"of that: {name}", took, "s") for name, took in found["each"].items()]
    table.add("Networks: size", memory, Row("the same", found["seconds"], "s"), *each)
    assert memory.holds


def told(module: str, *arguments: str) -> Any:
    """What a module prints there."""
    if not PYTHON.exists():
        pytest.skip("the oracles are not here: make oracles")
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [str(PYTHON), "-m", module, *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=3_600)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
