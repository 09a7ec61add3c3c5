"""Everything goes to another database and back, table by table the same."""

import argparse
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from comity.coalitions.acts import change_settings
from comity.commands import move_database
from comity.commands.safekeeping import databases, moving, places
from comity.commands.safekeeping.databases import Busy, Lite
from comity.commands.safekeeping.restoring import Unwilling
from tests.cast import THEN, Troupe
from tests.safekeeping.conftest import Install
from tests.safekeeping.stage import database_of, held_by, held_here, seals_of

pytestmark = [pytest.mark.wide, pytest.mark.row("P5", "P6")]


def moved(address: str) -> list[str]:
    lines: list[str] = []
    moving.move(moving.goal(address), say=lines.append)
    return lines


def test_there_and_back_every_table_is_the_same_and_the_record_whole(
    troupe: Troupe, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """From the database of this test to an SQLite file; on PostgreSQL from there into another PostgreSQL, too."""
    before, seals = held_here(), seals_of(places.here())
    lines = moved(str(tmp_path / "lite"))
    lite = Lite(tmp_path / "lite" / "comity.sqlite3")
    assert held_by(lite) == held_here() == before
    assert seals_of(lite) == seals and len(seals) == 3
    told = "\n".join(lines)
    assert f"{before['audit_entry'].hash[:16]}  {before['audit_entry'].hash[:16]}" in told
    assert "whoever wants to write waits" in told and "same seals in all 3 chains" in told
    assert "Harbour Homes Together: whole" in told and "things can be found" in told
    with lite as database:
        assert "base_findable" in databases.filled(database)
    assert not (tmp_path / "lite" / "files").exists() and any(settings.MEDIA_ROOT.rglob("*.png"))
    with pytest.raises(Unwilling, match="is not empty"):
        moved(str(tmp_path / "lite"))
    assert held_by(lite) == before
    if connection.vendor == "postgresql":
        _back_into_postgres(tmp_path / "lite", request.getfixturevalue("new_postgres")(), before)


def _back_into_postgres(data: Path, url: str, before: dict[str, object]) -> None:
    install = Install(data)
    result = install.run("move-database", "--to", url)
    assert result.returncode == 0, result.stderr
    assert held_by(database_of(data, url)) == before
    there = Install(data, url)
    assert "Harbour Homes Together: whole" in there.run("audit", "verify").stdout
    found = there.run("administrator", "new@example.org")  # rows are numbered on from where they were
    assert found.returncode == 0, found.stderr
    again = install.run("move-database", "--to", url)
    assert again.returncode == 1 and "is not empty" in again.stderr
    assert url.partition("?")[0] not in result.stdout


def test_nobody_writes_while_it_is_held_and_the_source_is_as_it_was(
    troupe: Troupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody tries in the middle of the copy; what they wrote is in neither, or they are told."""
    before, held, outcome = held_here(), threading.Event(), list[str]()

    def work() -> None:
        assert held.wait(300)
        with connection.cursor() as cursor:
            patience = "PRAGMA busy_timeout = 200" if connection.vendor == "sqlite" else "SET lock_timeout = '200ms'"
            cursor.execute(patience)
        try:
            change_settings(troupe.coalition, by=troupe.by, at=THEN + timedelta(days=2), place="Meanwhile")
            outcome.append("written")
        except OperationalError:
            outcome.append("refused")
        finally:
            connection.close()

    hand = threading.Thread(target=work)
    copy = moving._copy

    def waiting(*given: object) -> object:
        held.set()
        hand.join()
        return copy(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "_copy", waiting)
    hand.start()
    moved(str(tmp_path / "lite"))
    assert outcome == ["refused"]
    assert held_by(Lite(tmp_path / "lite" / "comity.sqlite3")) == before == held_here()


def test_it_waits_for_nobody_for_ever(troupe: Troupe, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE a (b)")
        other.execute("BEGIN IMMEDIATE")
        with Lite(path, patience=0.1) as database, pytest.raises(Busy):
            database.hold([])


def test_a_difference_keeps_nothing(troupe: Troupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is lost on its way is found, and the target stays empty."""
    insert = Lite.insert

    def losing(self: Lite, table: object, rows: object) -> None:
        kept = list(rows)  # type: ignore[call-overload]
        insert(self, table, kept[1:] if table.name == "people_person" else kept)  # type: ignore

    monkeypatch.setattr(Lite, "insert", losing)
    with pytest.raises(moving.Differs, match="people_person"):
        moved(str(tmp_path / "lite"))
    with Lite(tmp_path / "lite" / "comity.sqlite3") as database:
        assert databases.filled(database) == []


def test_an_address_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert move_database.run(argparse.Namespace(to="mysql://a/b")) == 2
    assert "Name where to as postgresql://" in capsys.readouterr().err
