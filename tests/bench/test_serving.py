"""Requests a second with 1, 2 and 4 web processes, and what a first visit fetches."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.bench.asking import Reader
from tests.bench.pages import addresses
from tests.bench.table import Row, Table
from tests.bench.worlds import Worlds
from tests.operation.installs import comity, environment, running, until_served

pytestmark = pytest.mark.bench
PORT, READERS, SECONDS = int(os.environ.get("COMITY_BENCH_PORT", "8316")), 8, 8.0


@contextmanager
def served(worlds: Worlds, folder: Path, processes: int) -> Iterator[tuple[str, str]]:
    """The coalition of 15 served from a copy; the key of its coordinator's session, and the home page."""
    found, client = worlds.visit(15)
    home = addresses(found)["home"][0]
    folder.mkdir()
    connection.close()  # or the newest rows still lie beside the file
    shutil.copy(worlds.files[15], folder / "comity.sqlite3")
    own = {"COMITY_PORT": str(PORT), "COMITY_SECRET_KEY": settings.SECRET_KEY}
    env = environment(folder, **own)
    assert comity("migrate", env=env).returncode == 0
    with running("web", "--processes", str(processes), env=env, log=folder / "log"):
        until_served(env)
        yield client.cookies["sessionid"].value, home


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_requests_a_second(worlds: Worlds, table: Table, tmp_path: Path, processes: int) -> None:
    """Eight readers of the home page, each asking again at once. The client's share of the CPU is told."""
    with served(worlds, tmp_path / "served", processes) as (session, home):
        count, errors, share = _hammered(session, home)
    row = Row(f"{processes} web processes", count / SECONDS, "/s")
    told = Row(f"{processes} web processes: client's share of all CPU", 100 * share, "%")
    table.add("Requests a second, home page, 8 readers, SQLite", row, told)
    assert not errors


def _hammered(session: str, home: str) -> tuple[int, int, float]:
    """Answers, errors, and the share of the machine's CPU that this process took."""
    answers: list[int] = []
    readers = [Reader(PORT, session) for _ in range(READERS)]
    for reader in readers:
        reader.ask(home)
    until = time.monotonic() + SECONDS

    def read(reader: Reader) -> None:
        while time.monotonic() < until:
            answers.append(reader.ask(home)[0])

    began = time.process_time()
    threads = [threading.Thread(target=read, args=[reader]) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    share = (time.process_time() - began) / SECONDS / (os.cpu_count() or 1)
    return len(answers), sum(status != 200 for status in answers), share


def test_a_first_visit(worlds: Worlds, table: Table, tmp_path: Path, browser: Any) -> None:
    """Bytes and requests of a page in a Chromium that has never been here, compressed as they travel."""
    with served(worlds, tmp_path / "served", 1) as (session, home):
        for name in ("home", "register", "map", "public"):
            address = addresses(worlds.visit(15)[0])[name][0]
            size, requests = _fetched(browser, session, f"http://localhost:{PORT}{address}")
            table.add("First visit", Row(name, size / 1000, "kB"), Row(f"{name}: requests", requests, ""))


def _fetched(browser: Any, session: str, url: str) -> tuple[int, int]:
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(url, wait_until="networkidle")
    context.close()
    return sum(sizes), len(sizes)
