"""Sending: each mail by one worker, again after a failure, never from inside a transaction, never to the invented."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from pytest_django import Settings

from comity.base.ids import uuid7
from comity.notices.above import invented
from comity.notices.models import Mail, MailState
from comity.notices.outbox import LEASE, blank_old, claim, send, send_due
from tests.cast import THEN


class Broken(BaseEmailBackend):
    """A mail server that fails as it is told."""

    error: Exception = OSError()
    opens = True
    inside: list[bool] = []

    def open(self) -> bool:
        if not self.opens:
            raise self.error
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.inside.append(connection.in_atomic_block)
        raise self.error


def waiting(count: int = 1, **more: object) -> list[Mail]:
    mails = [
        Mail(
            kind="x", to=f"a{n}@example.org", name="Amina", subject=f"No. {n}", text="Words.\n", html="<p>Words.</p>",
            queued_at=THEN, next_try_at=THEN, **more,
        )
        for n in range(count)
    ]  # fmt: skip
    return Mail.objects.bulk_create(mails)


@pytest.fixture
def broken(settings: Settings) -> Iterator[type[Broken]]:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    Broken.opens, Broken.inside = True, []
    yield Broken


@pytest.mark.django_db
def test_what_is_due_is_sent_in_both_parts_and_noted() -> None:
    waiting(23)
    Mail.objects.filter(subject="No. 22").update(next_try_at=THEN + timedelta(minutes=1))
    assert send_due(THEN) == 22
    assert len(django_mail.outbox) == 22
    first = min(django_mail.outbox, key=lambda message: message.subject)
    assert (first.subject, first.body, first.alternatives[0][0]) == ("No. 0", "Words.\n", "<p>Words.</p>")  # type: ignore[attr-defined]
    assert Mail.objects.filter(state=MailState.SENT, sent_at=THEN, tries=1).count() == 22
    assert send_due(THEN) == 0


@pytest.mark.django_db
def test_two_workers_never_hold_the_same_mail() -> None:
    waiting(15)
    first, second, third = claim(THEN), claim(THEN), claim(THEN)
    assert [len(first), len(second), len(third)] == [10, 5, 0]
    assert {m.pk for m in first}.isdisjoint(m.pk for m in second)


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_mail_once() -> None:
    waiting(60)
    held: list[list[Mail]] = []
    start = Barrier(4)

    def work() -> None:
        start.wait()
        try:
            while batch := claim(THEN, limit=4):
                held.append(batch)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = [mail.pk for batch in held for mail in batch]
    assert len(keys) == len(set(keys)) == 60
    assert Mail.objects.filter(state=MailState.SENDING, tries=1).count() == 60


@pytest.mark.django_db
def test_a_mail_whose_worker_died_is_taken_over_when_the_lease_ends() -> None:
    waiting()
    [mine] = claim(THEN)
    assert claim(THEN + LEASE - timedelta(seconds=1)) == []
    [theirs] = claim(THEN + LEASE)
    assert (theirs.pk, theirs.tries) == (mine.pk, 2)


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_cannot_overwrite_its_successor() -> None:
    waiting()
    late = claim(THEN)
    claim(THEN + LEASE)
    send(late, THEN)
    assert Mail.objects.get().state == MailState.SENDING


@pytest.mark.django_db
def test_failures_wait_longer_each_time_and_end_after_ten(broken: type[Broken]) -> None:
    broken.error = SMTPServerDisconnected("secret words of the server")
    waiting()
    at, waited = THEN, []
    for _ in range(9):
        send_due(at)
        row = Mail.objects.get()
        assert row.state == MailState.WAITING
        waited.append(row.next_try_at - at)
        at = row.next_try_at
    assert waited == sorted(waited)
    assert (waited[0], waited[-1]) == (timedelta(minutes=1), timedelta(days=1))
    send_due(at)
    row = Mail.objects.get()
    assert (row.state, row.tries, row.fault) == (MailState.FAILED, 10, "SMTPServerDisconnected")
    assert send_due(at + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_a_server_that_is_away_fails_the_batch_without_losing_it(broken: type[Broken]) -> None:
    broken.opens, broken.error = False, ConnectionRefusedError(111, "nobody at mail.example.org")
    waiting(3)
    send_due(THEN)
    assert set(Mail.objects.values_list("state", "fault")) == {("waiting", "ConnectionRefusedError 111")}


@pytest.mark.django_db
def test_what_the_server_said_is_not_kept(broken: type[Broken]) -> None:
    broken.error = SMTPAuthenticationError(535, b"bad password hunter2 for comity@example.org")
    waiting()
    send_due(THEN)
    assert Mail.objects.get().fault == "SMTPAuthenticationError 535"


@pytest.mark.django_db
def test_an_address_that_takes_no_mail_is_not_tried_again(broken: type[Broken]) -> None:
    broken.error = SMTPRecipientsRefused({"a0@example.org": (550, b"no such user")})
    waiting()
    send_due(THEN)
    assert Mail.objects.get().state == MailState.FAILED


@pytest.mark.django_db
def test_an_address_that_is_full_today_is_tried_again(broken: type[Broken]) -> None:
    broken.error = SMTPRecipientsRefused({"a0@example.org": (452, b"full")})
    waiting()
    send_due(THEN)
    assert Mail.objects.get().state == MailState.WAITING


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(broken: type[Broken]) -> None:
    waiting(3)
    send_due(THEN)
    assert broken.inside == [False, False, False]


@pytest.mark.django_db
def test_a_worker_told_to_stop_takes_no_more() -> None:
    waiting(30)
    answers = iter([False, True])
    assert send_due(THEN, stop=lambda: next(answers)) == 10
    assert Mail.objects.filter(state=MailState.WAITING).count() == 20


@pytest.mark.django_db
def test_without_a_mail_server_mails_are_kept_and_said_to_be(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "comity.notices.post.KeptBackend"
    waiting(2)
    send_due(THEN)
    assert set(Mail.objects.values_list("state", "sent_at")) == {("kept", None)}


@pytest.mark.django_db
def test_mails_to_invented_people_never_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = uuid7()
    monkeypatch.setitem(invented._things, "people", lambda: [nobody])
    waiting(1, person=nobody)
    waiting(1, person=uuid7())
    send_due(THEN)
    assert len(django_mail.outbox) == 1
    assert Mail.objects.get(person=nobody).state == MailState.KEPT


@pytest.mark.django_db
def test_old_mails_lose_their_words_but_not_that_they_were_sent(settings: Settings) -> None:
    settings.MAIL_KEPT_DAYS = 90
    waiting(2)
    send_due(THEN)
    waiting(1)
    assert blank_old(THEN + timedelta(days=90)) == 0
    assert blank_old(THEN + timedelta(days=91)) == 2
    assert set(Mail.objects.values_list("state", "text", "html", "subject", "name")) == {
        ("sent", "", "", "", ""),
        ("waiting", "Words.\n", "<p>Words.</p>", "No. 0", "Amina"),
    }
    assert blank_old(THEN + timedelta(days=92)) == 0
