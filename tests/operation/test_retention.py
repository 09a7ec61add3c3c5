"""What is kept how long: the clock is moved on, the worker goes round, and what is past its time is gone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django_scopes import scopes_disabled
from django_tasks_db.models import DBTaskResult

from comity.audit.models import INSTALL, Checked, Entry
from comity.base.clock import stopped_at
from comity.base.ids import uuid7
from comity.base.models import Answered
from comity.network.models import DraftState, DrawnMap, RosterDraft
from comity.network.models.drafts import LIVES, packed
from comity.notices import housekeeping, jobs, outbox, worker
from comity.notices.models import ActionLink, Mail, MailState, Occurrence
from comity.people.models import MailedKey, Sitting, Tally
from tests.absent import ROOT
from tests.cast import THEN, Troupe

#: a day on which the worker had been idle for years: no earlier occurrence stands in the way
DAY = timedelta(days=1)


def after(span: timedelta) -> None:
    """The worker goes round that much later, on the next two days at noon: every daily job has run."""
    for more in (timedelta(0), DAY):
        moment = (THEN + span + more).replace(hour=12)
        with stopped_at(moment):
            worker.run_once(moment)


def mail(state: MailState, **row: Any) -> Callable[[Troupe], Any]:
    def make(home: Troupe) -> Any:
        return Mail.objects.create(
            kind="x",
            to="amina@example.org",
            subject="S",
            text="words",
            queued_at=THEN,
            next_try_at=THEN,
            state=state,
            **row,
        )

    return make


def task(status: str) -> Callable[[Troupe], Any]:
    def make(home: Troupe) -> Any:
        return DBTaskResult.objects.create(
            task_path="x", args_kwargs={"args": [], "kwargs": {}}, status=status, started_at=THEN, finished_at=THEN,
            backend_name="default", run_after=THEN, worker_ids=["w"], exception_class_path="", traceback="",
        )  # fmt: skip

    return make


def sitting(home: Troupe) -> Any:
    return Sitting.objects.create(
        session_key="k" * 32, session_data="x", expire_date=THEN, person=home.coordinator.pk
    )


def draft(home: Troupe) -> Any:
    with home.scope():
        return RosterDraft.objects.create(
            coalition=home.coalition, person=home.coordinator, hat="self", tables=packed({}), row_count=0, made_at=THEN,
            expires_at=THEN + LIVES,
        )  # fmt: skip


def drawn(home: Troupe) -> Any:
    with home.scope():
        return DrawnMap.objects.create(coalition=home.coalition, key="k", asked_at=THEN)


def key(home: Troupe) -> Any:
    return MailedKey.objects.create(
        purpose="sign in",
        address="a@example.org",
        link_hash="h",
        code_hash="h",
        asked_at=THEN,
        expires_at=THEN,
    )


def link(home: Troupe) -> Any:
    return ActionLink.objects.create(person=home.coordinator.pk, purpose="none", expires_at=THEN)


def occurrence(job: str) -> Callable[[Troupe], Any]:
    return lambda home: Occurrence.objects.create(
        key=f"{job}:x", job=job, due_at=THEN, next_try_at=THEN, done_at=THEN
    )


#: what is made at THEN → how long it is kept
ROWS: dict[str, tuple[Callable[[Troupe], Any], timedelta]] = {
    "sent mail": (mail(MailState.SENT, sent_at=THEN), outbox.ROWS_KEPT),
    "failed mail": (mail(MailState.FAILED), outbox.ROWS_KEPT),
    "done job": (task("SUCCESSFUL"), jobs.KEPT),
    "failed job": (task("FAILED"), jobs.KEPT),
    "ended session": (sitting, timedelta(0)),
    "count of tries": (lambda home: Tally.objects.create(key="k", until_at=THEN), timedelta(0)),
    "mailed key": (key, DAY),
    "action link": (link, housekeeping.LINKS_KEPT),
    "roster draft": (draft, LIVES),
    "drawn map": (drawn, timedelta(days=30)),
    "occurrence of every minute": (occurrence("governing.sweep"), housekeeping.SWEPT_KEPT),
    "other occurrence": (occurrence("notices.digest"), housekeeping.KEPT),
    "count of requests": (
        lambda home: Answered.objects.create(day=THEN.date(), kind="2xx"),
        housekeeping.COUNTS_KEPT,
    ),
}


@pytest.mark.parametrize("what", ROWS)
def test_it_is_kept_as_long_as_promised_and_no_longer(home: Troupe, what: str) -> None:
    make, kept = ROWS[what]
    row = make(home)
    rows = type(row)._base_manager.filter(pk=row.pk)
    if kept > 2 * DAY:
        after(kept - 3 * DAY)
        assert rows.exists(), f"{what} went too early"
    after(kept + 2 * DAY)
    assert not rows.exists(), f"{what} is still there"


def test_the_words_of_mails_go_first(home: Troupe, settings: Any) -> None:
    settings.MAIL_KEPT_DAYS = 10
    row = mail(MailState.SENT, sent_at=THEN)(home)
    after(timedelta(days=8))
    row.refresh_from_db()
    assert row.text == "words"
    after(timedelta(days=12))
    row.refresh_from_db()
    assert (row.subject, row.text, row.html) == ("", "", "") and row.to


def test_what_waits_is_never_dropped(home: Troupe) -> None:
    waiting = Mail.objects.create(
        kind="x",
        to="a@example.org",
        text="words",
        queued_at=THEN,
        next_try_at=datetime(2099, 1, 1, tzinfo=UTC),
    )
    after(3 * outbox.ROWS_KEPT)
    assert Mail.objects.filter(pk=waiting.pk, text="words").exists()
    assert Entry.objects.filter(chain=home.coalition.pk).exists(), "the record stays for ever"


def test_notes_that_have_expired_are_dropped(home: Troupe) -> None:
    cache.set("short", 1, 60)
    cache.set("long", 1, 3600 * 24 * 365 * 20)
    housekeeping.tidy_up(None, datetime.now(UTC) + timedelta(minutes=2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM comity_cache")
        keys = {row[0].rpartition(":")[2] for row in cursor.fetchall()}
    assert "short" not in keys and "long" in keys


def test_every_record_is_checked_once_a_week(home: Troupe) -> None:
    after(timedelta(days=7))
    seen = dict(Checked.objects.values_list("chain", "faults"))
    assert seen == {home.coalition.pk: 0, INSTALL: 0}
    first = Checked.objects.get(pk=home.coalition.pk)
    later = Entry.objects.filter(chain=home.coalition.pk, seq__gt=first.seq)
    made_up = {"governing.rulebook.asked", "notices.digest.sent"}
    assert {one.act for one in later} <= made_up and not any(one.person for one in later), (
        "the check reaches all but what the worker made up for in the same round, after it"
    )
    Entry.objects.filter(chain=home.coalition.pk, seq=3).update(text="{}")
    after(timedelta(days=15))
    assert Checked.objects.get(pk=home.coalition.pk).faults > 0
    from comity.base.doctor import findings

    assert any(one.grave and "not whole" in one.what for one in findings())


# ── a draft over which somebody died ──


@pytest.fixture
def stuck(home: Troupe) -> Callable[[DraftState], RosterDraft]:
    def make(state: DraftState) -> RosterDraft:
        row = draft(home)
        with scopes_disabled():
            RosterDraft.objects.filter(pk=row.pk).update(
                state=state, busy_since_at=THEN, expires_at=THEN + timedelta(days=9)
            )
        return row

    return make


@pytest.mark.parametrize(
    ("state", "became"), [(DraftState.CHECKING, DraftState.FAILED), (DraftState.RUNNING, DraftState.CHECKED)]
)
def test_a_list_over_which_a_process_died_is_freed(stuck: Any, state: DraftState, became: DraftState) -> None:
    row = stuck(state)
    worker.run_once(THEN + timedelta(minutes=5))
    with scopes_disabled():
        row.refresh_from_db()
        assert row.state == state, "it may still be at work"
        worker.run_once(THEN + timedelta(minutes=15))
        row.refresh_from_db()
    assert row.state == became
    if became == DraftState.FAILED:
        assert "broke off" in row.found["why"]


def test_a_list_that_a_job_still_works_on_is_left_alone(home: Troupe, stuck: Any) -> None:
    from comity.network.jobs import free_stuck, work_on_draft

    row = stuck(DraftState.RUNNING)
    jobs.enqueue(work_on_draft, coalition=home.coalition.pk, draft=row.pk)
    free_stuck(None, THEN + timedelta(hours=1))
    with scopes_disabled():
        row.refresh_from_db()
    assert row.state == DraftState.RUNNING
    jobs.enqueue(work_on_draft, coalition=home.coalition.pk, draft=uuid7())
    DBTaskResult.objects.filter(args_kwargs__kwargs__draft=str(row.pk)).delete()
    free_stuck(None, THEN + timedelta(hours=1))
    with scopes_disabled():
        row.refresh_from_db()
    assert row.state == DraftState.CHECKED


# ── the promise in writing ──


def test_the_table_in_the_documents_says_the_same() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = text.partition("## What is kept how long")[2].partition("\n## ")[0]
    days = {
        what.strip(): span.strip()
        for what, span in re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)
    }
    assert days["that a mail was sent, when and to whom"] == f"{outbox.ROWS_KEPT.days} days"
    assert days["words of mails"].startswith("`COMITY_MAIL_KEPT_DAYS`")
    assert days["results of jobs, and jobs that failed"] == f"{jobs.KEPT.days} days"
    assert days["links in mails"] == f"{housekeeping.LINKS_KEPT.days} days after they end"
    assert days["counts of requests"] == f"{housekeeping.COUNTS_KEPT.days} days"
    assert days["which worker was alive"] == "1 day"
    assert days["lists on their way in"] == f"{LIVES.days} day"
