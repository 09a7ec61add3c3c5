"""Whole stories: people at browsers, the post between them, and time that passes for all of them at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.journeys.hand import DESK, Hand
from tests.journeys.post import Post

SitDown = Callable[..., Hand]
Later = Callable[[timedelta], None]


@pytest.fixture
def sit_down(transactional_db: None, new_page: Callable[..., Any]) -> SitDown:
    """Somebody sits down at a browser of their own: `sit_down()`, `sit_down(**PHONE, java_script_enabled=False)`."""
    return lambda **options: Hand(new_page(**(options if "viewport" in options else DESK | options)))


@pytest.fixture
def post(transactional_db: None) -> Post:
    """What the worker sends."""
    return Post()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Time passes, for pages and worker alike: `later(timedelta(days=3))`, counted from the call before."""
    real, passed = timezone.now, [timedelta()]

    def pass_by(span: timedelta) -> None:
        passed[0] += span
        monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])

    return pass_by
