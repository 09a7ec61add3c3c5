"""How the install is doing: right with any number of processes, for administrators and for programs with the token."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from comity.base import counting
from comity.base.clock import now
from comity.base.models import Answered
from comity.base.refusal import Refused
from comity.config import Config
from comity.notices.beats import beat
from comity.notices.jobs import enqueue
from comity.notices.models import Mail, MailState
from comity.people.acts import make_administrator, try_mail_again
from comity.people.arrival import oneself
from comity.people.figures import as_prometheus, figures, newest_backup
from comity.people.models import Person
from tests.cast import oneself as by_whom
from tests.cast import person

TOKEN = "a-token-that-nobody-will-guess"
PAGE = "/install/metrics/"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """What other stories left in the memory of this process is theirs."""
    counting._held.clear()
    yield
    counting._held.clear()


@pytest.fixture
def amina(db: None) -> Person:
    someone = person("Amina Haddad")
    make_administrator(someone, by=by_whom(None), at=now())
    return someone


@pytest.fixture
def inside(amina: Person) -> Client:
    client = Client()
    client.force_login(amina)
    return client


@pytest.fixture
def token(settings: Any) -> dict[str, str]:
    settings.CONFIG = Config(metrics_token=TOKEN)
    return {"Authorization": f"Bearer {TOKEN}"}


def failed(**row: Any) -> Mail:
    at = now()
    given = {
        "kind": "governing.vote",
        "to": "secret@example.org",
        "subject": "Secret",
        "text": "Secret",
    } | row
    return Mail.objects.create(
        **given, queued_at=at, next_try_at=at, state=MailState.FAILED, fault="SMTPDataError 550"
    )


def value(text: str, name: str) -> int:
    found = re.search(rf"^{re.escape(name)} (\d+)$", text, re.MULTILINE)
    assert found, f"no {name} in\n{text}"
    return int(found[1])


# ── counting ──


@pytest.mark.django_db
def test_requests_and_errors_are_counted_by_kind(client: Client) -> None:
    for path in ("/help/", "/help/", "/nowhere/", "/account/"):
        client.get(path)
    counting.hand_over()
    counts = dict(Answered.objects.values_list("kind", "count"))
    assert counts == {"2xx": 2, "3xx": 1, "4xx": 1}
    assert Answered.objects.get(kind="2xx").millis > 0


@pytest.mark.django_db(transaction=True)
def test_processes_that_hand_over_at_once_lose_nothing() -> None:
    """Each hands over what it held by adding to the rows that all share."""

    def process(n: int) -> None:
        try:
            while True:
                try:
                    counting._add(now().date(), "2xx", {"count": 3, "millis": 30, "slow": n % 2})
                    return
                except OperationalError:  # SQLite asks to come again when it was busy for too long
                    continue
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(process, range(40)))
    row = Answered.objects.get()
    assert (row.count, row.millis, row.slow) == (120, 1200, 20)


@pytest.mark.django_db
def test_what_could_not_be_handed_over_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    counting.note(200, 10)

    def away(*_: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(counting, "_add", away)
        counting.hand_over()
    counting.note(500, 5000)
    counting.hand_over()
    assert dict(Answered.objects.values_list("kind", "count")) == {"2xx": 1, "5xx": 1}
    assert Answered.objects.get(kind="5xx").slow == 1


# ── the page ──


def test_administrators_see_figures_and_nobody_else(inside: Client, amina: Person) -> None:
    beat("one", now())
    failed()
    answer = inside.get(PAGE)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Workers alive" in page and "Mails that could not be sent" in page
    assert "secret@" not in page and "Secret" not in page
    marta = Client()
    marta.force_login(person("Marta Lind"))
    assert marta.get(PAGE).status_code == 404
    assert Client().get(PAGE).url.startswith("/sign-in/")


def test_the_page_costs_the_same_however_much_there_is(inside: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            inside.get(PAGE)
        return len(queries)

    inside.get(PAGE)
    before = cost()
    for n in range(30):
        failed(kind=f"kind{n}")
        enqueue("tests.operation.deeds.note", words=f"n{n}")
        Answered.objects.create(day=now().date() - timedelta(days=n + 1), kind="2xx", count=n)
    assert cost() <= before
    counting.hand_over()
    with CaptureQueriesContext(connection) as queries:
        figures(at=now())
    assert len(queries) <= 10


# ── for programs ──


@pytest.mark.django_db
def test_a_program_reads_them_with_the_token_alone(
    client: Client, token: dict[str, str], settings: Any
) -> None:
    for _n in range(3):
        client.get("/help/")
    at = now()
    failed()
    Mail.objects.create(kind="x", to="a@example.org", queued_at=at - timedelta(hours=1), next_try_at=at)
    enqueue("tests.operation.deeds.note", words="x")
    beat("one", at)
    counting.hand_over()
    answer = client.get(PAGE, {"format": "prometheus"}, headers=token)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    text = answer.content.decode()
    assert value(text, 'comity_requests_total{kind="2xx"}') == 3
    assert value(text, 'comity_mails{state="failed"}') == 1
    assert value(text, "comity_mail_oldest_seconds") >= 3600
    assert value(text, 'comity_jobs{state="waiting"}') == 1
    assert value(text, "comity_workers") == 1
    assert value(text, "comity_database_bytes") > 0
    assert "example.org" not in text
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) comity_\w+ .+|comity_\w+(\{(\w+="[^"]*",?)+\})? \d+', line), line


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ä"]
)
def test_without_it_a_program_stands_at_the_door(client: Client, token: dict[str, str], given: str) -> None:
    answer = client.get(PAGE, {"format": "prometheus"}, headers={"Authorization": given})
    assert answer.status_code == 302 and answer.url.startswith("/sign-in/")


@pytest.mark.django_db
def test_where_no_token_is_set_an_empty_one_opens_nothing(client: Client) -> None:
    for given in ("Bearer ", "Bearer"):
        assert client.get(PAGE, {"format": "prometheus"}, headers={"Authorization": given}).status_code == 302


@pytest.mark.django_db
def test_ages_of_backup_and_check_are_told_where_they_are_known(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    at = now()
    assert newest_backup(at) is None
    assert "comity_backup_seconds" not in as_prometheus(figures(at=at))
    (tmp_path / "backups").mkdir()
    for name in (
        "comity-20260101-000000Z.tar",
        "comity-20260302-090000Z.tar",
        "comity-nonsense.tar",
        "other.tar",
    ):
        (tmp_path / "backups" / name).touch()
    moment = at.replace(year=2026, month=3, day=2, hour=10, minute=0, second=0, microsecond=0)
    assert newest_backup(moment) == timedelta(hours=1)


# ── a mail that stays behind ──


def test_a_failed_mail_is_sent_again_from_the_page(inside: Client, amina: Person) -> None:
    mail = failed()
    page = inside.get("/install/").content.decode()
    again = reverse("people:send-again", args=[mail.pk])
    assert again in page and "SMTPDataError 550" in page
    assert "secret@" not in page and "Secret" not in page
    assert inside.post(again).url == "/install/"
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.WAITING, 0)
    assert inside.post(again).status_code == 404, "it is none of the failed any more"


def test_a_mail_whose_words_are_gone_stays(inside: Client) -> None:
    mail = failed(text="", subject="")
    assert "Its words are gone." in inside.get("/install/").content.decode()
    assert inside.post(reverse("people:send-again", args=[mail.pk])).status_code == 409
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


@pytest.mark.django_db
def test_only_who_runs_the_install_sends_again() -> None:
    mail, marta = failed(), person("Marta Lind")
    with pytest.raises(Refused):
        try_mail_again(mail, by=oneself(marta), at=now())
    try_mail_again(mail, by=by_whom(None), at=now())
    with pytest.raises(ValidationError):
        try_mail_again(mail, by=by_whom(None), at=now())
    assert DBTaskResult.objects.count() == 0
