"""Two real workers on one PostgreSQL: every job, deadline and mail once; what a killed worker left is taken up."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from aiosmtpd.controller import Controller

from tests.absent import ROOT
from tests.operation.installs import comity, environment, running
from tests.postgres import started

JOBS, QUESTIONS, PATIENCE = 60, 6, 60.0


class Letters:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.to: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.to.update(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def letters() -> Iterator[tuple[Letters, int]]:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Letters()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, port
    server.stop()


def until(true: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)


@pytest.mark.row("P5")
@pytest.mark.slow  # a server, its tables, a story, and three workers
def test_two_workers_do_everything_once_and_a_third_takes_up_what_one_left(
    tmp_path: Path, letters: tuple[Letters, int]
) -> None:
    server = started()
    try:
        _told(server.url, tmp_path, *letters)
    finally:
        server.stop()


def _told(url: str, tmp_path: Path, post: Letters, port: int) -> None:
    with psycopg.connect(url, autocommit=True) as root:
        root.execute("CREATE DATABASE many")
    own = urlsplit(url)._replace(path="/many").geturl()
    env = environment(
        tmp_path / "data", COMITY_DATABASE_URL=own, COMITY_MAIL_HOST="127.0.0.1", COMITY_MAIL_PORT=str(port),
        COMITY_MAIL_SECURITY="none",
    )  # fmt: skip
    env["PYTHONPATH"] += f":{ROOT}"
    assert comity("migrate", env=env).returncode == 0
    story = f"import django; django.setup(); from tests.operation.deeds import prepare; prepare({JOBS}, {QUESTIONS})"
    made = [sys.executable, "-c", story]
    subprocess.run(
        made, env={**env, "DJANGO_SETTINGS_MODULE": "comity.settings"}, check=True, timeout=120, cwd=ROOT
    )

    with psycopg.connect(own, autocommit=True) as db:

        def ask(query: str, *given: Any) -> list[Any]:
            return [row[0] if len(row) == 1 else row for row in db.execute(query, given).fetchall()]

        def begun() -> list[str]:
            return ask("SELECT subject FROM notices_mail WHERE kind = 'begun'")

        log = tmp_path / "log"
        with running("worker", env=env, log=log) as first, running("worker", env=env, log=log) as second:
            until(lambda: len(begun()) == 2)  # both are at a long job now; no other is left
            until(lambda: ask("SELECT count(*) FROM notices_beat") == [2])
            for one in (first, second):
                one.kill()
                one.wait()
        # nobody waits for the silence that tells that they are dead
        db.execute("UPDATE notices_beat SET seen_at = seen_at - interval '1 hour'")
        db.execute(
            "UPDATE django_tasks_database_dbtaskresult SET started_at = started_at - interval '1 hour'"
        )
        with running("worker", env=env, log=log), running("worker", env=env, log=log):
            until(lambda: ask("SELECT count(*) FROM notices_mail WHERE kind = 'deed'") == [JOBS + 2])
            until(lambda: ask("SELECT count(*) FROM governing_decision") == [QUESTIONS])
            until(lambda: not ask("SELECT id FROM notices_mail WHERE state IN ('waiting', 'sending')"))
            assert ask("SELECT count(*) FROM notices_beat WHERE seen_at > now() - interval '1 minute'") == [2]

        tasks = ask("SELECT status, worker_ids, task_path FROM django_tasks_database_dbtaskresult")
        assert {status for status, _workers, _path in tasks} == {"SUCCESSFUL"}
        tries = Counter(len(workers) for _status, workers, path in tasks if path.endswith(".note"))
        assert tries == {1: JOBS}, "each was done by one worker, once"
        assert {len(workers) for _status, workers, path in tasks if path.endswith(".long_note")} == {2}
        deeds = ask("SELECT subject, count(*) FROM notices_mail WHERE kind = 'deed' GROUP BY subject")
        assert {n for _words, n in deeds} == {1} and len(deeds) == JOBS + 2
        closed = "SELECT count(*) FROM audit_entry WHERE act = 'governing.question.closed'"
        assert ask(closed) == [QUESTIONS], "each deadline was kept once"
        assert {n for to, n in post.to.items() if to.startswith(("n", "long"))} == {1}
        assert sum(to.startswith(("n", "long")) for to in post.to) == JOBS + 2
        assert not ask("SELECT worker FROM notices_beat WHERE seen_at > now() - interval '1 minute'"), (
            "farewell"
        )
    assert comity("audit", "verify", env=env).returncode == 0
