"""Bad files: read or refused with a clear word, never a crash, a hang, or half an import."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from comity.base.clock import now, stopped_at
from comity.network.models import RosterDraft
from comity.notices.jobs import run_one
from tests.absent import ROOT
from tests.cast import THEN, Troupe
from tests.network.stage import rows_of_everything
from tests.operation.installs import environment
from tests.trust.gnawing import MEMORY, SECONDS
from tests.trust.ledger import Promise

#: what bringing a roster may touch before its coordinator says yes
OF_DRAFTS = {"network.rosterdraft", "django_tasks_database.dbtaskresult"}


def gnawed(folder: Path, count: int, children: int) -> list[dict[str, Any]]:
    """What children with little memory made of so many files each; one that died is told as such."""
    env = environment(folder) | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "comity.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.trust.gnawing", str(count)]
    running = [
        subprocess.Popen(
            [*command, str(seed)],
            env=env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in range(children)
    ]
    told = []
    for child in running:
        out, err = child.communicate(timeout=600 + count)
        lost = {
            "read": 0,
            "refused": 0,
            "crashed": [f"the child died: {err[-300:]}"],
            "slowest": 0.0,
            "memory": 0,
        }
        told.append(json.loads(out.partition("GNAWED")[2]) if "GNAWED" in out else lost)
    return told


@pytest.mark.wide
def test_broken_files_are_read_or_refused_within_little_memory(tmp_path: Path) -> None:
    [told] = gnawed(tmp_path, 300, 1)
    assert told["crashed"] == []
    assert min(told["read"], told["refused"]) > 20
    assert told["slowest"] < SECONDS and told["memory"] < MEMORY


@pytest.mark.trust
def test_a_hundred_thousand_broken_files(tmp_path: Path, promise: Promise) -> None:
    told = gnawed(tmp_path, 50_000, 2)
    crashed = [one for child in told for one in child["crashed"]]
    files = sum(child["read"] + child["refused"] for child in told) + len(crashed)
    slowest, memory = max(child["slowest"] for child in told), max(child["memory"] for child in told)
    figures = f"slowest {slowest:.2f} s, {memory / 2**20:.0f} MB {crashed[:1] or ''}"
    measured = f"{len(crashed)} crashes or hangs of {files:,}; {figures}"
    promise(
        "bad files: CSV, XLSX, pictures", measured, "0; ≤ 5 s, ≤ 300 MB",
        not crashed and files == 100_000 and slowest <= SECONDS and memory <= MEMORY,
    )  # fmt: skip


# ── through the page: a roster ──


def rows_now() -> dict[str, int]:
    """How many rows each kind of thing has, but for those that a draft may make."""
    return {label: count for label, count in rows_of_everything().items() if label not in OF_DRAFTS}


@pytest.mark.django_db
@pytest.mark.parametrize("files", [15, pytest.param(1000, marks=pytest.mark.trust)])
def test_a_broken_roster_imports_nothing_by_halves(files: int, promise: Promise) -> None:
    from tests.base.test_sheets import mutated, seeds
    from tests.cast import harbour

    home: Troupe = harbour()
    client, dice = Client(raise_request_exception=False), random.Random(files)
    client.force_login(home.coordinator)
    before, worst, statuses, slowest = rows_now(), list[str](), dict[int, int](), 0.0
    for n in range(files):
        data = SimpleUploadedFile(f"list.{dice.choice(['csv', 'xlsx'])}", mutated(dice.choice(seeds()), dice))
        since = time.perf_counter()
        with stopped_at(THEN):
            answer = client.post(
                reverse("network:roster", args=[home.coalition.slug]),
                {"organisations-file": data},
            )
            while run_one("test", now()):
                pass
        slowest = max(slowest, time.perf_counter() - since)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        if answer.status_code not in (200, 302, 422) or rows_now() != before:
            worst.append(f"No. {n}: {answer.status_code}")
    with home.scope():
        brought = RosterDraft.objects.count()
    figures = f"{brought} drafts, slowest {slowest:.1f} s {worst[:2] or ''}"
    measured = f"{len(worst)} crashes or partial imports of {files:,}; {figures}"
    promise("bad files: rosters through the page", measured, "0; ≤ 5 s", not worst and slowest <= SECONDS)
