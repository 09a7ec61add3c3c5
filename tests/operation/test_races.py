"""Two web and two worker processes on one PostgreSQL: of fifty who ask for the same at once, one is heard, once."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.absent import ROOT
from tests.operation.installs import ask, comity, environment, running, until_served
from tests.postgres import started
from tests.trust.ledger import Promise

pytestmark = [pytest.mark.slow, pytest.mark.wide, pytest.mark.row("P5")]
TIMES, PATIENCE = 50, 180.0
#: what each race may leave behind: how many rows or entries there are of it
EFFECTS = {
    "vote": "SELECT count(*) FROM governing_vote WHERE replaced_at IS NULL AND question_id = %s",
    "import": "SELECT count(*) FROM audit_entry WHERE act = 'network.roster.imported'",
    "seat": "SELECT count(*) FROM coalitions_seat WHERE ended_on IS NULL AND organisation_id = %s",
    "close": "SELECT count(*) FROM governing_decision WHERE question_id = %s",
}


@pytest.fixture
def database() -> Iterator[str]:
    server = started()
    with psycopg.connect(server.url, autocommit=True) as root:
        root.execute("CREATE DATABASE races")
    yield urlsplit(server.url)._replace(path="/races").geturl()
    server.stop()


def at_once(doors: list[dict[str, str]], coalition: str, race: dict[str, Any]) -> Counter[int]:
    """So many send the same request at the same moment, by turns to each web process; statuses that came back."""
    start = Barrier(TIMES)
    headers = {
        "Authorization": f"Bearer {race['secret']}", "Acting-As": race["hat"], "Content-Type": "application/json",
    }  # fmt: skip
    body, path = (
        json.dumps(race["body"]) if race["body"] else "",
        f"/api/v1/coalitions/{coalition}/{race['path']}",
    )

    def one(n: int) -> int:
        start.wait()
        return ask(doors[n % len(doors)], path, method="POST", headers=headers, body=body)[0]

    with ThreadPoolExecutor(TIMES) as hands:
        return Counter(hands.map(one, range(TIMES)))


def thing_of(name: str, race: dict[str, Any]) -> str:
    """The id that the race's effect is counted by."""
    return str(race["body"]["organisation"]) if name == "seat" else race["path"].split("/")[1]


def test_of_fifty_at_once_each_leaves_one_effect(tmp_path: Path, database: str, promise: Promise) -> None:
    shared = {"COMITY_DATABASE_URL": database, "COMITY_API_WRITES": "100000", "COMITY_API_READS": "100000"}
    first, second = (environment(tmp_path / "data", **shared) for _ in range(2))
    env = {**first, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "comity.settings"}
    made = subprocess.run(
        [sys.executable, "-m", "tests.operation.races"], env=env, cwd=ROOT, capture_output=True, text=True, timeout=900,
        check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    stage = json.loads(made.stdout.partition("RACES")[2])
    with ExitStack() as house, psycopg.connect(database, autocommit=True) as db:
        log = tmp_path / "log"
        for words, own in (("web", first), ("web", second), ("worker", first), ("worker", second)):
            house.enter_context(running(words, env=own, log=log))
        for door in (first, second):
            until_served(door)
        statuses = {
            name: at_once([first, second], stage["coalition"], race) for name, race in stage["races"].items()
        }
        effects = {
            name: _count(db, query, thing_of(name, stage["races"][name])) for name, query in EFFECTS.items()
        }
        until = time.monotonic() + PATIENCE
        while not (kept := _count(db, EFFECTS["close"], stage["due"])) and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(2)  # time for the second worker to do it again
        kept = _count(db, EFFECTS["close"], stage["due"])
        newcomers = _count(db, "SELECT count(*) FROM people_organisation WHERE name LIKE 'Newcomer%%'", "")
        closed = "SELECT count(*) FROM audit_entry WHERE act = 'governing.question.closed'"
        entries = _count(db, closed, "")
    whole = comity("audit", "verify", env=first).returncode == 0
    faults = sum(n for counted in statuses.values() for status, n in counted.items() if status >= 500)
    said = ", ".join(f"{name} {n}" for name, n in (effects | {"deadline": kept}).items())
    holds = set(effects.values()) == {1} and kept == 1 and newcomers == 12 and entries == 2 and whole
    promise(
        "races: two web, two worker processes", f"{TIMES} at once: {said}; {faults} faults of ours", "1 each",
        holds and not faults,
    )  # fmt: skip
    assert statuses["seat"][201] == 1 and statuses["vote"].keys() <= {201, 409}, statuses


def _count(db: Any, query: str, thing: str) -> int:
    return int(db.execute(query, (thing,) if "%s" in query else None).fetchone()[0])
