"""What all measurements share: the table that each adds its rows to, shown and written at the end."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.table import Table, show, where
from tests.bench.worlds import Worlds, made

TABLE = Table()


@pytest.fixture(scope="session")
def table() -> Table:
    return TABLE


@pytest.fixture(scope="session")
def worlds(django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Worlds]:
    """The three databases, open to queries outside any transaction of a test."""
    folder: Path = tmp_path_factory.mktemp("worlds")
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), made(folder) as found:
        yield found
    logging.disable(logging.NOTSET)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Show what was measured, also after a failure."""
    if TABLE.chapters:
        show(TABLE)
        TABLE.write(where())
