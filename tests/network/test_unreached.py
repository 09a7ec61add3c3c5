"""Whom mails of a circle do not reach is told to who keeps it, and to nobody else."""

import smtplib
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from comity.base.clock import stopped_at
from comity.network.acts import circle_posts
from comity.network.models import Circle
from comity.notices import outbox
from comity.notices.models import Mail
from tests.cast import THEN, Troupe
from tests.governing.stage import hat
from tests.network.circles_stage import DAY, HOUR, writers
from tests.network.stage import text_of

pytestmark = [pytest.mark.row("R12")]


@pytest.fixture(autouse=True)
def _scope(home: Troupe) -> Any:
    with home.scope():
        yield


class Picky(BaseEmailBackend):
    """A mail server that takes nothing for these addresses."""

    refuses: set[str] = set()

    def send_messages(self, email_messages: Any) -> int:
        for message in email_messages:
            wanted = {parseaddr(to)[1] for to in message.recipients()}
            refused = dict.fromkeys(wanted & self.refuses, (550, b"no such mailbox"))
            if refused:
                raise smtplib.SMTPRecipientsRefused(refused)
        return len(email_messages)


def sent(home: Troupe, circle: Circle, monkeypatch: pytest.MonkeyPatch, *, refuses: set[str], at: Any) -> None:
    """Okafor writes, and the worker hands the mails over."""
    circle_posts.write_post(circle, subject="Drafts", text="Who reads mine?", by=hat(home, "Okafor", "HH"), at=at)
    Picky.refuses = refuses
    monkeypatch.setattr(outbox, "get_connection", Picky)
    outbox.send_due(at)


def page(home: Troupe, circle: Circle, name: str) -> str:
    client = Client()
    client.force_login(home.people[name])
    with stopped_at(THEN + 3 * DAY):
        return text_of(client.get(circle.get_absolute_url()))


def test_a_keeper_is_told_whose_address_is_refused(home: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = writers(home)
    sent(home, circle, monkeypatch, refuses={home.people["Henk"].email}, at=THEN + HOUR)
    told = page(home, circle, "Okafor")
    assert "don’t reach 1 person: Henk" in told and "Marta" not in told.partition("don’t reach")[2][:40]
    assert "don’t reach" not in page(home, circle, "Marta"), "it is nobody else's business"


def test_it_is_over_once_a_mail_arrives_or_the_address_is_another(
    home: Troupe, monkeypatch: pytest.MonkeyPatch
) -> None:
    circle = writers(home)
    sent(home, circle, monkeypatch, refuses={home.people[name].email for name in ("Henk", "Marta")}, at=THEN + HOUR)
    assert "don’t reach 2 people" in page(home, circle, "Okafor")
    sent(home, circle, monkeypatch, refuses={home.people["Henk"].email}, at=THEN + DAY)
    assert "don’t reach 1 person: Henk" in page(home, circle, "Okafor")
    home.people["Henk"].email = "henk@another.example"
    home.people["Henk"].save()
    assert "don’t reach" not in page(home, circle, "Okafor")


def test_an_old_refusal_says_nothing_about_today(home: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = writers(home)
    sent(home, circle, monkeypatch, refuses={home.people["Henk"].email}, at=THEN + HOUR)
    Mail.objects.update(queued_at=THEN - timedelta(days=90))
    assert "don’t reach" not in page(home, circle, "Okafor")
