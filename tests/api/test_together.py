"""Requests that arrive at the same moment: a key does its work once, and counts are counted together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from comity.governing.models import Vote
from tests.api.stage import NOW, program
from tests.cast import Troupe, harbour
from tests.governing.stage import asking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    """Harbour Homes, kept for real, so that other threads see it."""
    return harbour()


def at_once(times: int, send: Any) -> list[Any]:
    """What comes back when so many send at the same moment."""
    start = Barrier(times)

    def one(number: int) -> Any:
        try:
            start.wait()
            return send(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


def test_twins_do_their_work_once(troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW)
    amina = program(troupe, "Amina", "HT")
    path = f"questions/{question.pk}/votes"

    answers = at_once(4, lambda _n: amina.post(path, {"choice": "yes"}, Idempotency_Key="twin"))
    assert {answer.status_code for answer in answers} <= {201, 409}
    done = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.content for answer in done}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in done) == 1
    assert Vote._base_manager.count() == 1


def test_a_share_of_a_minute_is_counted_together(troupe: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.CONFIG, "api_reads", 5)
    one = program(troupe)
    statuses = [answer.status_code for answer in at_once(8, lambda _n: one.get("/me"))]
    assert sorted(statuses) == [200] * 5 + [429] * 3
