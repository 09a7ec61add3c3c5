"""What was acknowledged is on disk: clients note each answer while the web processes are killed again and again."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import started
from tests.trust.books import compared, whole
from tests.trust.house import WAYS, Web, served, staged
from tests.trust.ledger import Promise
from tests.trust.writers import Diary, Writer, crew, together

pytestmark = [pytest.mark.wide, pytest.mark.row("P6")]
NOTHING_LOST = {"missing": 0, "double": 0, "unknown": 0, "refused but kept": 0, "unrecorded": 0}


@pytest.fixture
def postgres_url() -> Iterator[str]:
    server = started()
    yield server.url
    server.stop()


def killing(web: Web, writers: list[Writer], *, writes: int, kills: int, dice: random.Random) -> Diary:
    """Let them write, kill after every so many acknowledged writes, until all is done."""
    until = time.monotonic() + 120 + writes
    for writer in writers:
        writer.start()
    done = 0
    while (said := sum(len(writer.diary.said) for writer in writers)) < writes or done < kills:
        assert time.monotonic() < until, f"{said} of {writes} writes, {done} of {kills} kills"
        if done < kills and said >= (done + 1) * writes // (kills + 1) and web.one.poll() is None:
            time.sleep(dice.random() / 20)
            web.kill(WAYS[done % len(WAYS)], dice)
            done += 1
            web.until_served()
        time.sleep(0.01)
    return together(writers)


def run(
    folder: Path, *, writes: int, kills: int, voters: int, questions: int, **settings: str
) -> tuple[Diary, dict[str, int], bool, int]:
    """The whole story: what was said, how it compares, whether all is sound, how often the server began."""
    env, stage = staged(folder / "data", voters=voters, questions=questions, **settings)
    over = threading.Event()
    with served(env, folder / "web.log", processes=2) as web:
        writers = crew(env, stage, over)
        try:
            killing(web, writers, writes=writes, kills=kills, dice=random.Random(7))
        finally:
            over.set()
            for writer in writers:
                writer.join(60)
        starts = web.starts
    diary = together(writers)
    return diary, compared(env, diary), whole(env), starts


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills(tmp_path: Path) -> None:
    diary, books, sound, starts = run(tmp_path, writes=200, kills=3, voters=3, questions=3)
    assert books == NOTHING_LOST
    assert sound and starts > 3
    assert len(diary.said) >= 200
    assert {status for status, _ in diary.others} <= {503}


@pytest.mark.trust
@pytest.mark.parametrize("where", ["SQLite", "PostgreSQL"])
def test_ten_thousand_acknowledged_writes_survive_fifty_kills(
    where: str, tmp_path: Path, postgres_url: str, promise: Promise
) -> None:
    more = {"COMITY_DATABASE_URL": postgres_url} if where == "PostgreSQL" else {}
    diary, books, sound, starts = run(tmp_path, writes=10_000, kills=51, voters=6, questions=20, **more)
    faults = {status for status, _ in diary.others} - {429, 503}
    measured = (
        f"{books['missing']} missing, {books['double']} double of {len(diary.said):,} ({starts - 1} kills, "
        f"{len(diary.unsure)} unanswered, {books['unknown'] + books['unrecorded']} unexplained)"
    )
    promise(
        f"acknowledged = on disk ({where})", measured + (", sound" if sound else ", NOT SOUND"),
        "0 missing, 0 double, sound, ≥ 50 kills", books == NOTHING_LOST and sound and starts > 50 and not faults,
    )  # fmt: skip
