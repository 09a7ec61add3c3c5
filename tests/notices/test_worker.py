"""Jobs and the worker: what was asked for is done once, again after a failure, and stopping is prompt and clean."""

import os
import signal
from datetime import datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.base.ids import uuid7
from comity.notices import jobs, outbox, schedule, worker
from comity.notices.beats import SILENCE, beat
from comity.notices.jobs import enqueue, job, run_one, take_back
from comity.notices.models import Mail
from comity.notices.worker import Worker
from tests.cast import THEN

DONE: list[str] = []


@job()
def once(words: str) -> None:
    DONE.append(words)


@job(tries=3)
def stubborn(words: str) -> None:
    DONE.append(words)
    raise RuntimeError


@job()
def brittle() -> None:
    raise RuntimeError


@pytest.fixture(autouse=True)
def afresh() -> None:
    DONE.clear()


def present() -> datetime:
    return timezone.now()


@pytest.mark.django_db
def test_a_job_is_done_once_in_order() -> None:
    for words in "abc":
        enqueue(once, words=words)
    while run_one("me", present()):
        pass
    assert DONE == ["a", "b", "c"]
    assert DBTaskResult.objects.successful().count() == 3


@pytest.mark.django_db
def test_a_job_can_be_named_by_its_path_and_ids_go_as_text() -> None:
    key = uuid7()
    enqueue(f"{__name__}.once", words=key)
    run_one("me", present())
    assert [str(key)] == DONE


@pytest.mark.django_db
def test_a_job_asked_for_by_what_is_rolled_back_never_was() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(once, words="a")
        raise RuntimeError
    assert not run_one("me", present())


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_as_often_as_it_may() -> None:
    enqueue(stubborn, words="a")
    for tries in range(1, 4):
        assert run_one("me", present())
        row = DBTaskResult.objects.get()
        assert len(row.worker_ids) == tries
        if tries < 3:
            assert row.run_after > present() + timedelta(seconds=50)
            assert not run_one("me", present())
            DBTaskResult.objects.update(run_after=present())
    assert DBTaskResult.objects.failed().count() == 1
    assert DONE == ["a"] * 3


@pytest.mark.django_db
def test_a_job_with_one_try_fails_for_good() -> None:
    enqueue(brittle)
    assert run_one("me", present())
    assert DBTaskResult.objects.failed().count() == 1
    assert not run_one("me", present())


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "state"), [(stubborn, "READY"), (once, "FAILED")])
def test_a_job_whose_worker_died_waits_again_if_it_may(asked: object, state: str) -> None:
    enqueue(asked, words="a")  # type: ignore[arg-type]
    DBTaskResult.objects.get().claim("dead")
    take_back(present())
    assert DBTaskResult.objects.get().status == "RUNNING"
    beat("dead", present() + SILENCE)
    take_back(present() + SILENCE + timedelta(minutes=1))
    assert DBTaskResult.objects.get().status == "RUNNING", "it is at work, however long"
    take_back(present() + 2 * SILENCE + timedelta(minutes=1))
    assert DBTaskResult.objects.get().status == state


@pytest.mark.django_db
def test_one_round_runs_schedule_jobs_and_mails() -> None:
    enqueue(once, words="a")
    Mail.objects.create(
        kind="x", to="a@example.org", subject="Hello", text="x", queued_at=THEN, next_try_at=THEN
    )
    worker.run_once(present())
    assert DONE == ["a"]
    assert len(django_mail.outbox) == 1


@pytest.mark.django_db
def test_a_database_that_is_busy_for_a_while_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(schedule, "tick", away)
    enqueue(once, words="a")
    Worker().run_once()
    assert DONE == ["a"]
    assert "tries again soon" in caplog.text


@pytest.mark.django_db
def test_a_worker_told_to_stop_ends_after_its_step(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    seen = []

    def told_meanwhile(*_: object) -> bool:
        seen.append("job")
        os.kill(os.getpid(), signal.SIGTERM)
        return True

    monkeypatch.setattr(jobs, "run_one", told_meanwhile)
    monkeypatch.setattr(outbox, "send_due", lambda *_, **__: seen.append("mail"))
    try:
        Worker().run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert seen == ["job"]
