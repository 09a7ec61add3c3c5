"""The matrix builds its world once and takes back whatever a test does to it."""

from collections.abc import Iterator

import pytest
from django.db import transaction


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[object]:
    """The three coalitions, in a transaction that is taken back at the end."""
    from comity.base.clock import stopped_at
    from tests.matrix.world import NOW, build

    with django_db_blocker.unblock(), stopped_at(NOW), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
