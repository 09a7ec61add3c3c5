"""200 signed-in people at once on PostgreSQL: ten pages to one vote, with a pause between as people make one.

COMITY_LOAD_MINUTES says how long (1; the whole is 10). Two web processes and a worker; this process is the people.
Each waits 5 to 15 seconds before the next page, so that about 20 pages a second are asked for.
"""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.absent import ROOT
from tests.bench.asking import Reader
from tests.bench.table import Row, Table, Target
from tests.bench.test_serving import PORT
from tests.bench.timing import quantile
from tests.operation.installs import environment, running, until_served
from tests.postgres import started

pytestmark = pytest.mark.bench
MINUTES = float(os.environ.get("COMITY_LOAD_MINUTES", "1"))
READS_TO_A_WRITE, PAUSE = 10, (5.0, 15.0)


@dataclass
class Heard:
    """What was answered: wall seconds of good answers, and everything else."""

    reads: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What the people need to know: their sessions, the pages they read, and the question they vote on."""

    sessions: list[str]
    pages: list[str]
    question: str


def test_load(table: Table, tmp_path: Path) -> None:
    server = started()
    own = {
        "COMITY_DATABASE_URL": server.url,
        "COMITY_PORT": str(PORT),
        "COMITY_SECRET_KEY": "for measuring only",
    }
    env = environment(tmp_path, **own)
    try:
        told = _prepared(env)
        with (
            running("web", "--processes", "2", env=env, log=tmp_path / "web"),
            running("worker", env=env, log=tmp_path / "worker"),
        ):
            until_served(env)
            heard, share = _live(told)
        votes = _kept(env)
    finally:
        server.stop()
    _tell(table, heard, share)
    assert not heard.errors, heard.errors[:5]
    assert votes == len(heard.votes), "a vote that was answered is not there, or there twice"


def _run(env: dict[str, str], *words: str) -> str:
    env = env | {
        "DJANGO_SETTINGS_MODULE": "comity.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "tests.bench.loading", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def _prepared(env: dict[str, str]) -> Told:
    return Told(**json.loads(_run(env, "prepare")))


def _kept(env: dict[str, str]) -> int:
    return int(_run(env, "count"))


def _live(told: Told) -> tuple[Heard, float]:
    """Let all live their minutes; what they heard, and their share of the machine's CPU."""
    heard, began, until = Heard(), time.process_time(), time.monotonic() + 60 * MINUTES
    people = [
        threading.Thread(target=_person, args=[told, number, until, heard])
        for number in range(len(told.sessions))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return heard, (time.process_time() - began) / (60 * MINUTES) / (os.cpu_count() or 1)


def _person(told: Told, number: int, until: float, heard: Heard) -> None:
    chance, reader = Random(number), Reader(PORT, told.sessions[number])
    turn = chance.randrange(READS_TO_A_WRITE + 1)
    time.sleep(chance.uniform(0, PAUSE[1]))
    while time.monotonic() < until:
        if turn % (READS_TO_A_WRITE + 1) == READS_TO_A_WRITE:
            _vote(reader, told.question, chance, heard)
        else:
            path = chance.choice(told.pages)
            status, took, _on = reader.ask(path)
            _note(heard.reads, heard, took, wrong="" if status == 200 else f"{path} answers {status}")
        turn += 1
        time.sleep(chance.uniform(*PAUSE))


def _vote(reader: Reader, question: str, chance: Random, heard: Heard) -> None:
    form = {
        "answer-choice": chance.choice(["yes", "no", "abstain"]), "answer-why": "As we said.", "at": "check",
        "seen": "answer", "go": "done",
    }  # fmt: skip
    status, took, onward = reader.ask(f"{question}answer/", form)
    given = status == 302 and "/receipts/" in onward
    _note(heard.votes, heard, took, wrong="" if given else f"a vote: {status} {onward}")


def _note(times: list[float], heard: Heard, took: float, *, wrong: str) -> None:
    if wrong:
        heard.errors.append(wrong)
    else:
        times.append(took)


def _tell(table: Table, heard: Heard, share: float) -> None:
    chapter = f"200 people, {MINUTES:g} minutes, PostgreSQL, 2 web processes and a worker"
    none = Target(0, "figure", unit="")
    table.add(
        chapter,
        Row("errors", len(heard.errors), "", target=none),
        Row("people's share of all CPU", 100 * share, "%"),
    )
    for name, times, most in (("pages", heard.reads, 500), ("votes", heard.votes, 1000)):
        table.add(chapter, Row(f"{name} answered", len(times), ""))
        for percent in (50, 95, 99):
            target = Target(most, "figure", unit="ms") if percent == 99 else None
            table.add(
                chapter,
                Row(f"{name}, p{percent}", 1000 * quantile(times, percent / 100), "ms", target=target),
            )
