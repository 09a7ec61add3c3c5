"""What every test stands on: a data folder of its own, one of two databases, real records and a real browser.

Options: --database=sqlite (a file, as an operator would have it) or --database=postgres (the server that
COMITY_TEST_DATABASE_URL names, else one from a wheel, started for this run). Where a browser or real records are
missing, the tests that need them are skipped and one loud line says so; with CI=true that is an error.
"""

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from django.conf import settings as configured

from tests.absent import MISSING, REALDATA, absent
from tests.browser import axe, browser, new_page, page
from tests.postgres import Server, started

__all__ = ["axe", "browser", "new_page", "page"]  # fixtures

BROWSER_FIXTURES = {"axe", "browser", "new_page", "page"}
#: what the caller's environment may say to a test run; everything else is the test's own to set
KEPT = {"COMITY_TEST_DATABASE_URL", "COMITY_REALDATA", "COMITY_CHROMIUM", "COMITY_TEST_SERVER"}
STASH_DATA = pytest.StashKey[Path]()
STASH_SERVER = pytest.StashKey[Server]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="which one to test on"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose data folder and database before Django reads its settings; start the server if need be."""
    folder = Path(tempfile.mkdtemp(prefix="comity-test-"))
    config.stash[STASH_DATA] = folder
    for name in [name for name in os.environ if name.startswith("COMITY_") and name not in KEPT]:
        del os.environ[name]
    os.environ["COMITY_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.settings"
    if config.getoption("database") == "postgres" and not config.option.collectonly:
        os.environ["COMITY_DATABASE_URL"] = given_server(config)
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]  # or workers would read settings before they have a folder of their own


def given_server(config: pytest.Config) -> str:
    """The address of the PostgreSQL of this run; workers take the one their controller started."""
    if url := os.environ.get("COMITY_TEST_DATABASE_URL") or os.environ.get("COMITY_TEST_SERVER"):
        return url
    server = started()
    config.stash[STASH_SERVER] = server
    os.environ["COMITY_TEST_SERVER"] = server.url
    return server.url


def pytest_unconfigure(config: pytest.Config) -> None:
    if server := config.stash.get(STASH_SERVER, None):
        server.stop()
        del os.environ["COMITY_TEST_SERVER"]
    shutil.rmtree(config.stash[STASH_DATA], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A file for SQLite, so that its locks are the real ones; a database per worker for PostgreSQL."""
    database = configured.DATABASES["default"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(configured.DATA / "test.sqlite3")
    else:
        database.setdefault("TEST", {})["NAME"] = f"comity_test_{os.getppid()}_{worker}"


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of records that nobody on this project wrote."""
    return REALDATA


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the browser is a browser test, named so or not."""
    for item in items:
        if BROWSER_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


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
