"""Fifty people with a meeting's live page open: each asks every four seconds whether anything happened.

As the page's script does: "not changed" costs one short query; else the page is read anew. The floor changes every
ten seconds, which is much. COMITY_LIVE_SECONDS says how long (30). One web process on SQLite; this one is the people.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random

import pytest

from tests.absent import ROOT
from tests.bench.asking import Reader
from tests.bench.table import Row, Table, Target
from tests.bench.test_serving import PORT
from tests.bench.timing import quantile
from tests.operation.installs import environment, running, until_served

pytestmark = pytest.mark.bench
SECONDS, EVERY, ACTS_EVERY = float(os.environ.get("COMITY_LIVE_SECONDS", "30")), 4.0, 10.0


@dataclass
class Heard:
    """Wall seconds of answers: not changed, changed, pages read anew; and what went wrong."""

    same: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def test_live(table: Table, tmp_path: Path) -> None:
    env = environment(tmp_path, COMITY_PORT=str(PORT), COMITY_SECRET_KEY="for measuring only")
    told = json.loads(_run(env, "prepare"))
    with running("web", env=env, log=tmp_path / "web"):
        until_served(env)
        happens = subprocess.Popen(_command("note", str(ACTS_EVERY), str(SECONDS)), env=_own(env))
        heard = _sit(told["sessions"], told["page"])
        assert happens.wait(60) == 0
    asked = len(heard.same) + len(heard.changed)
    chapter = f"{len(told['sessions'])} people on a live page, {SECONDS:g} seconds, SQLite, one web process"
    table.add(
        chapter, Row("errors", len(heard.errors), "", target=Target(0, "figure", unit="")), Row("asked", asked, ""),
        Row("of these not changed (304)", 100 * len(heard.same) / max(1, asked), "%"),
    )  # fmt: skip
    for name, times, most in (
        ("asking", heard.same + heard.changed, 500),
        ("page read anew", heard.pages, 1000),
    ):
        for percent in (50, 99):
            target = Target(most, "figure", unit="ms") if percent == 99 else None
            row = Row(f"{name}, p{percent}", 1000 * quantile(times, percent / 100), "ms", target=target)
            table.add(chapter, row)
    assert not heard.errors, heard.errors[:5]
    assert heard.same and heard.changed


def _sit(sessions: list[str], page: str) -> Heard:
    heard, until = Heard(), time.monotonic() + SECONDS
    people = [
        threading.Thread(target=_person, args=[session, page, number, until, heard])
        for number, session in enumerate(sessions)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return heard


def _person(session: str, page: str, number: int, until: float, heard: Heard) -> None:
    chance, reader = Random(number), Reader(PORT, session)
    time.sleep(chance.uniform(0, EVERY))
    news, seen = _read(reader, page, heard)
    while news and time.monotonic() < until:
        status, took = _ask(news, seen)
        if status == 304:
            heard.same.append(took)
        elif status == 200:
            heard.changed.append(took)
            news, seen = _read(reader, page, heard)
        else:
            heard.errors.append(f"news: {status}")
        time.sleep(EVERY)


def _read(reader: Reader, page: str, heard: Heard) -> tuple[str, str]:
    """The page; where it asks for news, and what it has seen."""
    status, took, body = reader.read(page)
    news, seen = re.search(r'data-news="([^"]+)"', body), re.search(r'data-seen="([^"]+)"', body)
    if status != 200 or news is None or seen is None:
        heard.errors.append(f"the page: {status}")
        return "", ""
    heard.pages.append(took)
    return news[1], seen[1].replace("&quot;", '"')


def _ask(news: str, seen: str) -> tuple[int, float]:
    """As the script asks: without a cookie, with what was seen."""
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("GET", news, headers={"Host": f"localhost:{PORT}", "If-None-Match": seen})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return 0, time.perf_counter() - began
    finally:
        connection.close()
    return answer.status, time.perf_counter() - began


def _own(env: dict[str, str]) -> dict[str, str]:
    return env | {
        "DJANGO_SETTINGS_MODULE": "comity.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tests.bench.meeting", *words]


def _run(env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        _command(*words), env=_own(env), capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]
