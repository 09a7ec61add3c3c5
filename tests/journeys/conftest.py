"""Whole stories: people at browsers, the post between them, and time that passes for all of them at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import THEN
from tests.journeys.hand import DESK, Hand
from tests.journeys.post import Post

SitDown = Callable[..., Hand]
Later = Callable[[timedelta], None]
#: the day of every story: the cast came together 38 days ago
TODAY = THEN + timedelta(days=38)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """It is TODAY wherever and whenever this runs, and seconds pass as they do. What is in it, added up, has passed."""
    real, began, passed = timezone.now, timezone.now(), [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: TODAY + (real() - began) + sum(passed, timedelta()))
    return passed


@pytest.fixture
def sit_down(transactional_db: None, new_page: Callable[..., Any]) -> SitDown:
    """Somebody sits down at a browser of their own: `sit_down()`, `sit_down(**PHONE, java_script_enabled=False)`."""
    return lambda **options: Hand(new_page(**(options if "viewport" in options else DESK | options)))


@pytest.fixture
def post(transactional_db: None) -> Post:
    """What the worker sends."""
    return Post()


@pytest.fixture
def later(clock: list[timedelta]) -> Later:
    """Time passes, for pages and worker alike: `later(timedelta(days=3))`."""
    return clock.append
