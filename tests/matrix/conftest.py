"""The matrix builds its world once and takes back whatever a test does to it."""

from collections.abc import Iterator

import pytest
from django.db import transaction


def built_once(blocker: pytest.FixtureRequest) -> Iterator[object]:
    """The three coalitions, in a transaction that is taken back at the end; meanwhile the clock stands.

    Built again it has the same ids: what the process kept of it, with what was taken back, is thrown away first.
    """
    from comity.base.clock import stopped_at
    from comity.founding.models import Reason
    from comity.founding.reasons.keeping import forget
    from tests.matrix.world import NOW, build

    forget([Reason()])
    with blocker.unblock(), stopped_at(NOW), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[object]:
    """The world of the matrix."""
    yield from built_once(django_db_blocker)
