"""A full disk: a clear refusal, nothing half-saved, and work goes on once there is room."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.governing.models import Vote
from tests.absent import absent
from tests.governing.stage import OPENS, asking
from tests.trust.books import compared, whole
from tests.trust.house import served, staged
from tests.trust.ledger import Promise
from tests.trust.writers import crew, together

FULL = "The disk of this installation is full"


@contextmanager
def no_more_pages() -> Iterator[None]:
    """The database may not grow, and has no page to spare."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.django_db(transaction=True)
def test_a_full_database_refuses_clearly_and_keeps_nothing_by_halves() -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL's own disk is filled by nobody here
    from tests.cast import harbour

    troupe = harbour()
    with stopped_at(OPENS):
        question = asking(troupe)(at=OPENS)
        client = Client(raise_request_exception=False)
        client.force_login(troupe.people["Marta"])
        path = f"/c/{troupe.coalition.slug}/decisions/{question.pk}/"
        typed = {
            "answer-choice": "yes", "answer-why": "x" * 1500, "at": "check", "go": "done", "seen": "answer",
            "acting_as": f"organisation:{troupe.organisations['OD'].pk}",
        }  # fmt: skip
        with no_more_pages():
            answers = [client.post(f"{path}answer/", typed) for _ in range(6)]
            said = sum(answer.status_code == 302 for answer in answers)
            assert [answer.status_code for answer in answers[said:]] == [507] * (6 - said)
            assert said < 6
            assert FULL in answers[-1].content.decode()
            assert client.get(path).status_code == 200
            before = counted(troupe)
            assert before[0] == before[1] == said
        assert client.post(f"{path}answer/", typed).status_code == 302
    assert counted(troupe) == (said + 1, said + 1)
    assert list(verify(troupe.coalition.pk)) == []


def counted(troupe: Any) -> tuple[int, int]:
    """Votes, and entries that tell of them."""
    with troupe.scope():
        votes = Vote.objects.count()
    return votes, Entry.objects.filter(chain=troupe.coalition.pk, act="governing.vote.cast").count()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB. Only root may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        absent("mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> Path:
    """Take all the room that is left."""
    stone = place / "stone"
    with stone.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return stone


@pytest.mark.trust
def test_a_disk_that_runs_full_mid_write_refuses_and_goes_on_once_there_is_room(
    small_disk: Path, tmp_path: Path, promise: Promise
) -> None:
    env, stage = staged(small_disk / "data", voters=3, questions=3)
    with served(env, tmp_path / "web.log") as web:
        writers = crew(env, stage, threading.Event())
        door = stage["doors"][0]
        first = [writer.write(door) for writer in writers[:1] for _ in range(5)]
        stone = fill(small_disk)
        refused = [writer.write(door) for writer in writers for door in writer.doors]
        read = [
            writer._ask("GET", door["path"].replace("answer/", ""), f"sessionid={door['cookie']}").status
            for writer in writers
            for door in writer.doors
            if door["kind"] == "page"
        ]
        os.remove(stone)
        after = [writer.write(door) for writer in writers for door in writer.doors]
        starts = web.starts
    books, sound = compared(env, together(writers)), whole(env)
    holds = first == [302] * 5 and set(refused) == {507} and set(after) == {302} and set(read) == {200}
    kept = f"{refused.count(507)} of {len(refused)} refused with 507, {read.count(200)} of {len(read)} pages readable"
    promise(
        "disk full", f"{kept}, {sum(books.values())} half-saved, {after.count(302)} of {len(after)} saved after",
        "clear refusal, 0 half-saved, works again", holds and not any(books.values()) and sound and starts == 1,
    )  # fmt: skip
