"""The crawl walks through the world of the matrix."""

from collections.abc import Iterator

import pytest

from tests.matrix.conftest import built_once


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[object]:
    """For one module: its open transaction would lock out the server of the browser's tests."""
    yield from built_once(django_db_blocker)
