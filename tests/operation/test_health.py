"""Is the install alive? Two plain answers, cheap enough to be asked every few seconds."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.base.clock import now
from comity.notices.beats import alive, beat, beating, forget
from comity.notices.models import Beat
from comity.web.watching import health

pytestmark = pytest.mark.django_db


def test_all_is_well_while_a_worker_is_seen(client: Client) -> None:
    beat("one", now())
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/healthz")
    assert answer.json() == {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"}
    assert answer.status_code == 200 and len(queries) == 2
    assert "Set-Cookie" not in answer.headers and "no-store" in answer.headers["Cache-Control"]


def test_without_a_worker_pages_are_still_ready(client: Client) -> None:
    assert client.get("/healthz").json()["worker"] == "none seen"
    beat("one", now() - timedelta(minutes=6))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "not seen for minutes")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/readyz").status_code == 200
    assert len(queries) == 1


def test_missing_migrations_are_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    more = frozenset({("base", "0099_later"), *health.newest()})
    monkeypatch.setattr(health, "newest", lambda: more)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "1 missing")


def test_a_database_that_is_away_is_told_without_its_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("password authentication failed for user secret")

    monkeypatch.setattr(health.connection, "cursor", away)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "does not answer"
    assert "secret" not in answer.content.decode()


def test_a_worker_says_farewell_and_a_dead_one_is_forgotten() -> None:
    at = now()
    with beating("one"):
        assert alive(at) == {"one"}
    assert alive(at) == set()
    beat("dead", at - timedelta(days=2))
    forget(at)
    assert not Beat.objects.exists()
