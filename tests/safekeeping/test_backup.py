"""A backup made while people work, put back elsewhere: the same rows, files and seals."""

import argparse
import io
import os
import random
import socket
import tarfile
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from comity import __version__
from comity.base.clock import now
from comity.commands import backup
from comity.commands.safekeeping import archives, backing, places, restoring, toolbox
from comity.commands.safekeeping.archives import Damaged
from comity.config import Config
from comity.notices.beats import beat
from comity.notices.models import Beat
from tests.cast import Troupe
from tests.safekeeping.conftest import Install
from tests.safekeeping.stage import busy, database_of, files_below, files_here, held_by, held_here, seals_of

pytestmark = [pytest.mark.wide, pytest.mark.row("P6")]


def made(path: Path, **given: Any) -> archives.Manifest:
    return backing.back_up(path, at=now(), say=lambda _: None, **{"with_key": False, **given})


# ── as a whole ──


def test_what_was_saved_while_people_work_comes_back_the_same(
    troupe: Troupe, new_install: Callable[[str], Install], tmp_path: Path
) -> None:
    with busy(troupe) as done:
        manifest = made(tmp_path / "busy.tar")
        assert done() > 0
    told = {name: (table["rows"], table["hash"]) for name, table in manifest.told["tables"].items()}
    assert told["audit_entry"] != (held_here()["audit_entry"].rows, held_here()["audit_entry"].hash)
    other = new_install("other")
    result = other.run("restore", str(tmp_path / "busy.tar"))
    assert result.returncode == 0, result.stderr
    database = database_of(other.data, other.database_url)
    found = {name: (one.rows, one.hash) for name, one in held_by(database).items()}
    assert found == {name: told[name] for name in found}
    assert seals_of(database) == {chain: tuple(head) for chain, head in manifest.told["heads"].items()}
    assert len(manifest.told["heads"]) == 3
    assert files_below(other.data / "files") == files_here() != {}
    verified = other.run("audit", "verify")
    assert verified.returncode == 0 and "Harbour Homes Together: whole" in verified.stdout


# ── the command ──


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    parser = argparse.ArgumentParser()
    backup.add_arguments(parser)
    code = backup.run(parser.parse_args(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_says_what_it_does_and_keeps_as_many_as_are_wanted(
    troupe: Troupe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (1, 2, 3):
        (tmp_path / f"comity-2026030{day}-090000Z.tar").write_text("older")
    (tmp_path / "comity-notes.tar").write_text("not ours")
    code, out, _err = ran(capsys, "--to", str(tmp_path), "--keep", "2")
    assert code == 0
    assert "Taking a snapshot" in out and "uploaded files: 1." in out and "Written, read back and found whole" in out
    assert "The signing key is not inside." in out
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 3 and {"comity-20260303-090000Z.tar", "comity-notes.tar"} < set(names)
    assert oct((tmp_path / names[1]).stat().st_mode & 0o777) == "0o600"


def test_the_key_goes_in_only_when_asked_for_and_settings_tell_no_secrets(
    troupe: Troupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_MAIL_PASSWORD", "hush-hush-1")
    monkeypatch.setenv("COMITY_SECRET_KEY", "hush-hush-2")
    monkeypatch.setenv("COMITY_DATABASE_URL", "postgresql://comity:hush-hush-3@db/comity")
    monkeypatch.setenv("COMITY_MAIL_HOST", "mail.example.org")
    told = made(tmp_path / "a.tar")
    assert archives.KEY not in told.members
    content = io.BytesIO()
    archives.unpack(tmp_path / "a.tar", archives.SETTINGS, content)
    text = content.getvalue().decode()
    assert "COMITY_MAIL_HOST=mail.example.org" in text and "# COMITY_MAIL_PASSWORD is a secret" in text
    assert b"hush-hush" not in (tmp_path / "a.tar").read_bytes()
    made(tmp_path / "b.tar", with_key=True)
    key = io.BytesIO()
    archives.unpack(tmp_path / "b.tar", archives.KEY, key)
    assert key.getvalue() == settings.SECRET_KEY.encode()


def test_settings_with_a_password_in_an_address_are_told_without_it() -> None:
    given = Config(database_url="postgresql://comity:open@db/comity", port=8312)
    text = places.settings_told(given)
    assert "COMITY_DATABASE_URL=postgresql://comity:…@db/comity" in text and "COMITY_PORT=8312" in text
    assert "COMITY_LANGUAGE" not in text


def test_a_backup_never_takes_the_place_of_another_file(
    troupe: Troupe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.tar").write_text("mine")
    assert ran(capsys, "--to", str(tmp_path / "mine.tar"))[0] == 2
    assert ran(capsys, "--to", str(settings.MEDIA_ROOT / "x.tar"))[0] == 2
    assert (tmp_path / "mine.tar").read_text() == "mine"


def test_one_that_fails_half_way_leaves_nothing_that_looks_like_one(
    troupe: Troupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archives.Writer, "add_text", full)
    code, _out, err = ran(capsys, "--to", str(tmp_path / "a.tar"))
    assert code == 1 and "No backup was made." in err and "No space left" in err
    assert list(tmp_path.iterdir()) == []


def test_files_that_were_there_before_are_saved_even_if_they_go_meanwhile(
    troupe: Troupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The snapshot names a picture that is taken away right after it."""
    (name, path), *_ = places.uploaded()
    os.utime(path, (time.time() - 3600, time.time() - 3600))
    here = places.here

    def meanwhile() -> Any:
        path.unlink()
        return here()

    monkeypatch.setattr(places, "here", meanwhile)
    assert f"files/{name}" in made(tmp_path / "a.tar").members


def test_too_old_or_missing_tools_are_named_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolbox, "KEPT", "/nowhere/*/bin")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(toolbox.ToolTrouble, match="pg_dump is missing. Install .* version 18 or newer"):
        toolbox.newest("pg_dump", 18)
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)'\n")
    old.chmod(0o755)
    with pytest.raises(toolbox.ToolTrouble, match="version 15 and can’t read a server of version 18"):
        toolbox.newest("pg_dump", 18)
    assert toolbox.newest("pg_dump", 15) == str(old)


# ── damage ──


def test_a_damaged_byte_anywhere_is_named(troupe: Troupe, tmp_path: Path) -> None:
    """A hundred bytes by chance, and one in each part: each is found, and where it lies in a member, that is named."""
    whole, broken = tmp_path / "a.tar", tmp_path / "b.tar"
    manifest = made(whole)
    original = whole.read_bytes()
    with tarfile.open(whole) as tar:
        places_of = {info.name: (info.offset, info.offset_data, info.size) for info in tar}
    chance = random.Random(20260302)
    for position in [chance.randrange(len(original)) for _ in range(100)]:
        assert damage(original, broken, position), position
    for name in manifest.members:
        _header, data, size = places_of[name]
        assert f"{name}: was changed" in damage(original, broken, data + size // 2) or name == archives.MANIFEST
    assert "manifest.json" in damage(original, broken, places_of["manifest.json"][1] + 40)
    assert "seal" in damage(original, broken, places_of["seal"][1] + 3)
    for header, _data, _size in places_of.values():
        assert damage(original, broken, header + 120)
    for length in (0, 100, len(original) // 2, len(original) - 1):
        broken.write_bytes(original[:length])
        with pytest.raises(Damaged):
            archives.verified(broken)
    broken.write_bytes(original)
    assert archives.verified(broken).told == manifest.told


def damage(original: bytes, broken: Path, position: int) -> str:
    changed = bytearray(original)
    changed[position] ^= 0x20
    broken.write_bytes(changed)
    with pytest.raises(Damaged) as found:
        archives.verified(broken)
    return str(found.value)


def test_a_damaged_backup_is_not_restored(troupe: Troupe, tmp_path: Path) -> None:
    made(tmp_path / "a.tar")
    content = bytearray((tmp_path / "a.tar").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "a.tar").write_bytes(content)
    before, pictures = held_here(), files_here()
    with pytest.raises(Damaged, match="was changed"):
        restoring.restore(tmp_path / "a.tar", replace=True, at=now(), say=lambda _: None)
    assert (held_here(), files_here()) == (before, pictures)


# ── what others could have put in ──


def evil(path: Path, into: Path, name: str, kind: bytes = tarfile.REGTYPE) -> None:
    """The archive with one more member, as somebody would make it who knows how to seal it again."""
    manifest = archives.verified(path)
    with into.open("wb") as file:
        writer = archives.Writer(file)
        for known in manifest.members:
            content = io.BytesIO()
            archives.unpack(path, known, content)
            writer.add_text(known, content.getvalue())
        if kind == tarfile.REGTYPE:
            writer.add_text(name, b"surprise")
        else:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            writer._into.write(info.tobuf(tarfile.PAX_FORMAT))
            writer._members[name] = archives.Member(0, sha256(b"").hexdigest())
        writer.close(manifest.told)


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("../x", tarfile.REGTYPE, "leads out of the archive’s folder"),
        ("files/../../x", tarfile.REGTYPE, "leads out of the archive’s folder"),
        ("/etc/x", tarfile.REGTYPE, "leads out of the archive’s folder"),
        ("files/a\\..\\x", tarfile.REGTYPE, "leads out of the archive’s folder"),
        ("files/link", tarfile.SYMTYPE, "is no plain file"),
        ("files/hard", tarfile.LNKTYPE, "is no plain file"),
        ("files/pipe", tarfile.FIFOTYPE, "is no plain file"),
        ("elsewhere/x", tarfile.REGTYPE, "is nothing a backup holds"),
    ],
)
def test_an_archive_that_reaches_elsewhere_is_refused(
    small: Path, tmp_path: Path, name: str, kind: bytes, why: str
) -> None:
    evil(small, tmp_path / "evil.tar", name, kind)
    with pytest.raises(Damaged, match=why):
        archives.verified(tmp_path / "evil.tar")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An archive with two members, made without a database."""
    path = tmp_path / "small.tar"
    with path.open("wb") as file:
        writer = archives.Writer(file)
        writer.add_text("files/one.txt", b"one")
        writer.add_text("settings.env", b"")
        writer.close({"version": __version__})
    assert archives.verified(path).told == {"version": __version__}
    return path


def test_restoring_what_reaches_elsewhere_touches_nothing(
    troupe: Troupe, new_install: Callable[[str], Install], tmp_path: Path
) -> None:
    made(tmp_path / "a.tar")
    evil(tmp_path / "a.tar", tmp_path / "evil.tar", "../x")
    other = new_install("other")
    result = other.run("restore", str(tmp_path / "evil.tar"))
    assert result.returncode == 1 and "leads out of" in result.stderr
    assert not (tmp_path / "x").exists() and not (other.data / "comity.sqlite3").exists()


# ── where something is already ──


def test_what_is_there_is_put_aside_and_never_deleted(
    troupe: Troupe, new_install: Callable[[str], Install], tmp_path: Path
) -> None:
    made(tmp_path / "a.tar", with_key=True)
    other = new_install("other")
    assert other.run("restore", str(tmp_path / "a.tar")).returncode == 0
    assert (other.data / "secret-key").read_bytes() == settings.SECRET_KEY.encode()
    again = other.run("restore", str(tmp_path / "a.tar"))
    assert again.returncode == 1 and "--replace" in again.stderr
    (other.data / "files" / "mine.txt").write_text("mine")
    replaced = other.run("restore", str(tmp_path / "a.tar"), "--replace")
    assert replaced.returncode == 0, replaced.stderr
    (aside,) = other.data.glob("before-*")
    assert (aside / "files" / "mine.txt").read_text() == "mine" and str(aside) in replaced.stdout
    assert not (other.data / "files" / "mine.txt").exists()
    assert held_by(database_of(other.data, other.database_url)) == held_here()
    if connection.vendor == "sqlite":
        assert held_by(database_of(aside, "")) == held_here()
    else:
        assert "the schema before_" in replaced.stdout
        saved = other.run("backup", "--to", str(tmp_path / "c.tar"))
        assert saved.returncode == 0, saved.stderr


def refusal(path: Path) -> str:
    """Why the backup is not restored into the install of this test."""
    with pytest.raises(restoring.Unwilling) as refused:
        restoring.restore(path, replace=True, at=now(), say=lambda _: None)
    return str(refused.value)


def test_a_backup_of_a_newer_version_is_refused_and_says_which_is_needed(troupe: Troupe, tmp_path: Path) -> None:
    made(tmp_path / "a.tar")
    retold(tmp_path / "a.tar", tmp_path / "b.tar", version="99.1", migrations=[["people", "0099_from_the_future"]])
    before = held_here()
    why = refusal(tmp_path / "b.tar")
    assert "made by Comity 99.1" in why and "people.0099_from_the_future" in why
    assert held_here() == before


def test_one_of_the_other_database_is_refused_with_the_way_round(troupe: Troupe, tmp_path: Path) -> None:
    made(tmp_path / "a.tar")
    kind = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    retold(tmp_path / "a.tar", tmp_path / "b.tar", kind=kind)
    assert "COMITY_DATABASE_URL" in refusal(tmp_path / "b.tar")


def test_a_running_install_is_not_restored_over(
    troupe: Troupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "a.tar")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(settings, "CONFIG", settings.CONFIG.model_copy(update={"port": port}))
        assert f"answers on port {port}. Stop Comity first" in refusal(tmp_path / "a.tar")


def test_an_install_whose_worker_is_alive_is_not_restored_over(troupe: Troupe, tmp_path: Path) -> None:
    made(tmp_path / "a.tar")
    if connection.vendor == "sqlite":  # on PostgreSQL its connection is seen
        beat("harbour-1", now() - timedelta(seconds=30))
        assert "A worker is alive (harbour-1). Stop it first" in refusal(tmp_path / "a.tar")
        Beat.objects.update(seen_at=now() - timedelta(minutes=3))
        assert "alive" not in refusal_of_what_is_there(tmp_path / "a.tar")


def refusal_of_what_is_there(path: Path) -> str:
    with pytest.raises(restoring.Unwilling) as refused:
        restoring.restore(path, replace=False, at=now(), say=lambda _: None)
    return str(refused.value)


def retold(path: Path, into: Path, **told: Any) -> None:
    """The archive as another version would have written it."""
    manifest = archives.verified(path)
    with into.open("wb") as file:
        writer = archives.Writer(file)
        for known in manifest.members:
            content = io.BytesIO()
            archives.unpack(path, known, content)
            writer.add_text(known, content.getvalue())
        writer.close({**manifest.told, **told})


def test_rows_that_are_not_those_of_the_manifest_are_found_before_anything_is_replaced(
    troupe: Troupe, new_install: Callable[[str], Install], tmp_path: Path
) -> None:
    manifest = made(tmp_path / "a.tar")
    wrong = {**manifest.told["tables"]}
    wrong["people_person"] = {**wrong["people_person"], "hash": "0" * 64}
    retold(tmp_path / "a.tar", tmp_path / "b.tar", tables=wrong)
    other = new_install("other")
    result = other.run("restore", str(tmp_path / "b.tar"))
    assert result.returncode == 1 and "do not hold what they held: people_person" in result.stderr
    assert not (other.data / "files").exists()


def test_a_backup_of_an_older_version_is_brought_forward(
    troupe: Troupe, new_install: Callable[[str], Install], tmp_path: Path
) -> None:
    """As if the migration of the sessions were newer than the backup: it is found missing, and applied."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        cursor.execute("DROP TABLE django_session")
    try:
        manifest = made_without(tmp_path / "a.tar", "django_session")
    finally:
        call_command("migrate", "sessions", verbosity=0)
    assert ["sessions", "0001_initial"] not in manifest.told["migrations"]
    other = new_install("other")
    result = other.run("restore", str(tmp_path / "a.tar"))
    assert result.returncode == 0, result.stderr
    assert "was brought up to date" in result.stdout
    assert held_by(database_of(other.data, other.database_url)) == held_here()


def made_without(path: Path, table: str) -> archives.Manifest:
    """A backup by a version that did not know a table yet."""
    known = backing.tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backing, "tables", lambda: [one for one in known if one.name != table])
        return made(path)


def test_the_rooms_in_which_it_works_are_gone_afterwards(troupe: Troupe, tmp_path: Path) -> None:
    made(tmp_path / "a.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]
