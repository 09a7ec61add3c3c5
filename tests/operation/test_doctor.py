"""The doctor finds what is wrong with an install, says how to mend it, and how grave it is."""

import json
import socket
from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core import mail as outbox
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from comity.base import doctor
from comity.base.clock import now
from comity.base.doctor import State, database, findings, machine, outside, state_of
from comity.commands import doctor as command
from comity.config import Config
from comity.notices.beats import beat
from comity.notices.models import Mail, MailState

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /srv/shared nfs4 rw 0 0
/dev/vdb /srv/shared/local ext4 rw 0 0
//nas/c\\040d /mnt/my\\040disk cifs rw 0 0
"""
SMTP = "django.core.mail.backends.smtp.EmailBackend"
pytestmark = pytest.mark.django_db


def wrong(*, deep: bool = False) -> dict[str, doctor.Finding]:
    """Everything that is to be mended, by its words."""
    return {one.what: one for one in findings(deep=deep) if not one.ok}


def configured(settings: Any, **values: Any) -> None:
    settings.CONFIG = Config(**values)


@pytest.fixture
def sound(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An install in which all is well: an address, a mail server, a worker; the tests' own server keeps nothing."""
    configured(
        settings, url="https://comity.example.org", behind_proxy=True, mail_from="Comity <c@example.org>"
    )
    settings.SECURE, settings.EMAIL_HOST = True, "mail.example.org"
    monkeypatch.setattr(database, "KEEPING", {"synchronous_commit": {"on"}})
    beat("one", now())


@pytest.mark.usefixtures("sound")
def test_nothing_is_found_where_all_is_well() -> None:
    assert wrong() == {}
    assert state_of(findings()) == State.GOOD


def test_what_a_fresh_install_lacks_is_named_with_its_mend(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "KEEPING", {})
    found = wrong(deep=True)
    assert set(found) == {
        "No mail server is set: mails stay in the outbox.",
        "Links in mails lead to http://localhost:8000.",
        "No worker is alive: mails, deadlines and imports wait.",
    }
    assert all(one.mend and one.check for one in found.values())
    assert state_of(found.values()) == State.MEND


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/comity", ""),
        ("/srv/shared/comity", "nfs4"),
        ("/srv/shared/local/comity", ""),
        ("/srv/sharedother", ""),
        ("/mnt/my disk/comity", "cifs"),
    ],
)
def test_network_disks_are_known(folder: str, kind: str) -> None:
    assert machine.on_network(Path(folder), MOUNTS) == kind


def test_sqlite_on_a_network_disk_is_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    (tmp_path / "mounts").write_text("server:/all / nfs4 rw 0 0\n")
    monkeypatch.setattr(machine, "MOUNTS", tmp_path / "mounts")
    assert wrong()["The data folder lies on a network disk (nfs4)."].grave


def test_settings_in_force_that_could_lose_data_are_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        monkeypatch.setattr(database, "WANTED", {"synchronous": "3"})
        assert wrong()["SQLite: synchronous is 2."].grave
    else:  # the tests' server is fast and forgets
        assert {"PostgreSQL: fsync is off.", "PostgreSQL: full_page_writes is off."} <= set(wrong())
        monkeypatch.setattr(database, "LEAST_POSTGRESQL", 99)
        assert any(what.startswith("PostgreSQL is version") for what in wrong())
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
            assert wrong()["PostgreSQL: synchronous_commit is off."].grave
            cursor.execute("RESET synchronous_commit")


def test_a_clock_far_from_the_databases_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "APART", -1.0)
    assert bool([what for what in wrong() if "seconds from ours" in what]) == (
        connection.vendor == "postgresql"
    )


def test_a_database_that_is_away_stops_what_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(query: str) -> list[str]:
        raise OperationalError("connection refused\nDETAIL: secret")

    monkeypatch.setattr(database, "_row", away)
    found = wrong()
    assert "The database can’t be reached: connection refused" in found
    assert state_of(found.values()) == State.TROUBLE
    assert not any("worker" in what or "DETAIL" in what for what in found)


def test_a_full_or_closed_disk_is_trouble(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "LEAST_FREE", 10**18)
    assert any("free on the disk" in what and one.grave for what, one in wrong().items())
    settings.DATA = tmp_path / "gone"
    (closed,) = list(machine.writing())
    assert not closed.ok and closed.grave and "No such file" in closed.what


def test_a_slow_disk_is_named_and_nothing_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    (fast,) = list(machine.writing())
    monkeypatch.setattr(machine, "LONGEST_SYNC", 0.0)
    (slow,) = list(machine.writing())
    assert fast.what.startswith("The disk takes") and not slow.ok
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_others_can_read_is_trouble(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    key = tmp_path / "secret-key"
    key.write_text("x" * 40)
    tmp_path.chmod(0o755)
    key.chmod(0o644)
    assert [one.what for one in machine.secrets() if one.grave] == [
        "Others on this machine can read secret-key."
    ]
    key.chmod(0o600)
    assert all(one.ok for one in machine.secrets())
    key.chmod(0o644)
    tmp_path.chmod(0o700)
    assert all(one.ok for one in machine.secrets()), "nobody else gets into the folder"
    configured(settings, secret_key="short")
    assert [one.grave for one in machine.secrets()] == [True]


def test_a_setting_with_a_wrong_name_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_MAILHOST", "mail.example.org")
    assert "COMITY_MAILHOST is no setting of Comity." in wrong()


def test_an_open_way_is_named(settings: Any) -> None:
    configured(settings, url="http://comity.example.org")
    assert any(what.startswith("The address begins with http:") for what in wrong())
    configured(settings, url="https://comity.example.org", host="0.0.0.0")
    settings.SECURE = True
    found = wrong()
    assert "The address begins with https, and no proxy is believed." in found
    assert "Comity listens on 0.0.0.0." in found
    settings.DEBUG = True
    assert wrong()["Tracebacks are shown in the browser."].grave


# ── work left undone ──


def test_stuck_and_failed_work_is_named() -> None:
    at = now()
    for state, started, finished in (("RUNNING", at - timedelta(hours=2), None), ("FAILED", at, at)):
        DBTaskResult.objects.create(
            task_path="x", args_kwargs={"args": [], "kwargs": {}}, status=state, started_at=started,
            finished_at=finished, backend_name="default", run_after=at, worker_ids=["gone"],
            exception_class_path="", traceback="",
        )  # fmt: skip
    long_ago = at - timedelta(hours=3)
    for state in (MailState.FAILED, MailState.WAITING):
        Mail.objects.create(kind="x", to="a@example.org", queued_at=long_ago, next_try_at=at, state=state)
    found = wrong()
    assert "1 jobs have been running for more than an hour." in found
    assert "1 jobs failed for good in the last seven days." in found
    assert "1 mails of the last seven days could not be sent." in found
    assert "1 mails have been waiting for more than an hour." in found


# ── mail ──


class Letters:
    """A mail server that lets in only who says the right words, and keeps what it gets."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.kept.append(envelope.content)
        return "250 OK"


def let_in(server: Any, session: Any, envelope: Any, mechanism: str, auth_data: Any) -> AuthResult:
    return AuthResult(success=(auth_data.login, auth_data.password) == (b"comity", b"right"), handled=False)


@pytest.fixture
def letters(settings: Any) -> Iterator[Letters]:
    handler = Letters()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(
        handler,
        hostname="127.0.0.1",
        port=port,
        authenticator=let_in,
        auth_require_tls=False,
        auth_required=True,
    )
    server.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "comity", "right"
    yield handler
    server.stop()


def test_the_mail_server_is_greeted_and_nothing_is_sent(letters: Letters) -> None:
    (found,) = list(outside.mail_server())
    assert found.ok and found.what == "The mail server lets us in."
    assert letters.kept == [] and outbox.outbox == []


def test_one_mail_is_sent_when_asked_for(letters: Letters) -> None:
    assert outside.send_one("amina@example.org").ok
    assert b"Comity can send mail" in letters.kept[0]


def test_a_wrong_password_and_a_closed_port_have_their_mends(letters: Letters, settings: Any) -> None:
    settings.EMAIL_HOST_PASSWORD = "wrong"
    (refused,) = list(outside.mail_server())
    assert refused.grave and "COMITY_MAIL_PASSWORD" in refused.mend
    assert "wrong" not in refused.what
    settings.EMAIL_USE_TLS = True
    (no_tls,) = list(outside.mail_server())
    assert "COMITY_MAIL_SECURITY" in no_tls.mend
    settings.EMAIL_PORT = 9
    (closed,) = list(outside.mail_server())
    assert "COMITY_MAIL_HOST" in closed.mend


# ── the command ──


@pytest.mark.usefixtures("sound")
def test_the_exit_code_tells_how_grave_it_is(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "comity.notices.post.KeptBackend"  # nobody is called
    asked = Namespace(json=False, mail_to="")
    assert command.run(asked) == 0
    settings.EMAIL_HOST = ""
    assert command.run(asked) == 1
    assert "MEND    No mail server is set" in capsys.readouterr().out
    monkeypatch.setattr(machine, "LEAST_FREE", 10**18)
    assert command.run(asked) == 2
    assert "TROUBLE" in capsys.readouterr().out


def test_programs_get_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "KEEPING", {})
    assert command.run(Namespace(json=True, mail_to="amina@example.org")) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "mend"
    assert {"check", "state", "what", "mend"} == set(told["findings"][0])
    assert "No mail server is set: nothing was sent." in [one["what"] for one in told["findings"]]
