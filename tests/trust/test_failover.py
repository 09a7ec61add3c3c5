"""The primary database is killed mid-write and its standby takes over: what was acknowledged is all there."""

import threading
import time
from pathlib import Path

import pytest

from tests.trust.books import compared, whole
from tests.trust.house import served, staged
from tests.trust.ledger import Promise
from tests.trust.pair import pair
from tests.trust.test_kills import NOTHING_LOST
from tests.trust.writers import Writer, crew, together

pytestmark = pytest.mark.wide


def until_said(writers: list[Writer], more: int) -> float:
    """Wait for so many further acknowledged writes; how long it took."""
    begun, since = time.monotonic(), sum(len(writer.diary.said) for writer in writers)
    while sum(len(writer.diary.said) for writer in writers) < since + more:
        assert time.monotonic() < begun + 180, together(writers).others[-3:]
        time.sleep(0.01)
    return time.monotonic() - begun


@pytest.mark.trust
def test_a_standby_takes_over_with_all_that_was_acknowledged(tmp_path: Path, promise: Promise) -> None:
    with pair() as both:
        env, stage = staged(tmp_path / "data", voters=4, questions=4, COMITY_DATABASE_URL=both.url)
        over = threading.Event()
        with served(env, tmp_path / "web.log") as web:
            writers = crew(env, stage, over)
            for writer in writers:
                writer.start()
            until_said(writers, 200)
            before = time.monotonic()
            both.kill(0)
            both.promote()
            until_said(writers, 1)
            away = time.monotonic() - before
            until_said(writers, 100)
            over.set()
            for writer in writers:
                writer.join(60)
            starts = web.starts
        diary = together(writers)
        books, sound = compared(env, diary), whole(env)
    measured = f"{books['missing']} of {len(diary.said)} lost, writing again after {away:.1f} s, {starts - 1} restarts"
    promise(
        "failover", measured, "0 lost, ≤ 60 s", books == NOTHING_LOST and sound and away <= 60 and starts == 1
    )
