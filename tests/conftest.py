"""What every test stands on: a data folder of its own, one of two databases, real records and a real browser.

Options: --database=sqlite (a file, as an operator would have it) or --database=postgres (the server that
COMITY_TEST_DATABASE_URL names, else one from a wheel, started for this run). Where a browser or real records are
missing, the tests that need them are skipped and one loud line says so; with CI=true that is an error.
"""

import gc
import os
from pathlib import Path

import pytest
from django.conf import settings as configured

from tests import ground
from tests.absent import MISSING, REALDATA, absent
from tests.browser import axe, browser, new_page, page
from tests.template import lay_migrated
from tests.trust.ledger import promise

__all__ = ["axe", "browser", "new_page", "page", "promise"]  # fixtures

BROWSER_FIXTURES = {"axe", "browser", "new_page", "page"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="which one to test on"
    )


def pytest_unconfigure() -> None:
    ground.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A file for SQLite, so that its locks are the real ones; a database per worker for PostgreSQL."""
    database = configured.DATABASES["default"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    if database["ENGINE"].endswith("sqlite3"):
        path = configured.DATA / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)
        lay_migrated(path)
    else:
        database.setdefault("TEST", {})["NAME"] = f"comity_test_{os.getppid()}_{worker}"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite goes on from the migrated copy; the folder it lies in goes with the run."""
    return configured.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of records that nobody on this project wrote."""
    return REALDATA


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever asks for the browser or a database is marked so. What needs no database runs once, on SQLite."""
    for item in items:
        if BROWSER_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if asks_a_database(item):
            item.add_marker("database")
    if config.getoption("--database") == "postgres":
        alike = [item for item in items if not asks_a_database(item)]
        items[:] = [item for item in items if asks_a_database(item)]
        config.hook.pytest_deselected(items=alike)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests stay in memory: Python looks there for cycles less often, except where time is measured."""
    if not any(item.get_closest_marker("bench") for item in session.items):
        gc.freeze()
        gc.set_threshold(20_000, 10, 10)


def asks_a_database(item: pytest.Item) -> bool:
    """Does the test touch the database that Django's tests were given?"""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("realdata") and not REALDATA.is_dir():
        absent("realdata")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line for each kind of test that could not run here."""
    reasons = {str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])}
    for line in MISSING.values():
        if any(line in reason for reason in reasons):
            terminalreporter.write_line(line, red=True, bold=True)
