"""Putting a backup back: everything is verified first, nothing that was there is ever deleted."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from comity import __version__
from comity.audit.verify import verify
from comity.base.clock import now
from comity.commands.migrate import migrate
from comity.commands.safekeeping import archives, places, toolbox
from comity.commands.safekeeping.archives import FILES, KEY, SETTINGS, Damaged, Manifest
from comity.commands.safekeeping.backing import check_database, heads_told, workroom
from comity.commands.safekeeping.databases import Database, Lite, Post, heads, imprints, misfits
from comity.commands.safekeeping.imprints import Imprint, Kind, Table
from comity.commands.safekeeping.tables import tables
from comity.commands.serve import taken
from comity.notices import beats

KEPT_SETTINGS = "settings-from-backup.env"
Say = Callable[[str], None]


class Unwilling(Exception):
    """The restore is refused before anything was touched; says why and what to do."""


@dataclass
class Restored:
    """What came of it. aside: where what was there before lies now, in words."""

    manifest: Manifest
    migrated: bool = False
    aside: list[str] = field(default_factory=list)


def restore(path: Path, *, replace: bool, at: datetime, say: Say) -> Restored:
    """Put a backup into the install that the settings name.

    Raises Damaged or Unwilling before anything is touched; Damaged also afterwards, if what was put back does not
    prove to be what was saved.
    """
    say("Reading the archive and checking every byte.")
    manifest = archives.verified(path, progress=say)
    target, data = places.here(), Path(settings.DATA)
    _consider(manifest, target, data, replace=replace)
    done = Restored(manifest)
    with workroom(data) as room:
        database = check_database(path, manifest, room)
        files = archives.unpack_files(path, room / "files")
        say(f"Unpacked beside what is here, and whole: the database, and uploaded files: {files:,}.")
        with _set_aside(data, at, done):
            if isinstance(target, Lite):
                _put_lite(database, manifest, target)
            else:
                _put_post(database, manifest, target, done, at)
            _put_files(room / "files", data)
            _put_rest(path, manifest, data)
    say("Comparing the record of acts with the backup’s seals.")
    try:
        done.migrated = migrate()
        _prove(manifest)
    except (Damaged, DatabaseError) as error:
        before = f" What was here before lies in {' and '.join(done.aside)}." if done.aside else ""
        raise Damaged(f"The backup was put back, but does not prove right: {error}.{before}") from error
    return done


# ── before anything is touched ──


def _consider(manifest: Manifest, target: Lite | Post, data: Path, *, replace: bool) -> None:
    if unknown := _unknown_migrations(manifest):
        version = manifest.told["version"]
        raise Unwilling(
            f"This backup was made by Comity {version}, which knows more than this one ({__version__}):"
            f" {', '.join(unknown[:5])}. Install Comity {version} or newer, then restore."
        )
    if manifest.told["kind"] != target.kind:
        raise Unwilling(_other_kind(manifest.told["kind"]))
    if why := in_use(target):
        raise Unwilling(why)
    occupied = _occupied(target, data)
    if occupied and not replace:
        raise Unwilling(
            f"There is something here already: {', '.join(occupied)}. With --replace it is put aside, not deleted;"
            " or choose another folder with --into."
        )


def _unknown_migrations(manifest: Manifest) -> list[str]:
    here = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = set(here).union(*(one.replaces for one in here.values()))
    told = [(app, name) for app, name in manifest.told["migrations"]]
    return [f"{app}.{name}" for app, name in told if (app, name) not in known]


def _other_kind(kind: str) -> str:
    if kind == "sqlite":
        return (
            "This backup holds an SQLite database, but COMITY_DATABASE_URL names a PostgreSQL. Restore it without that"
            " setting, then: comity move-database --to postgresql://…"
        )
    return "This backup holds a PostgreSQL database. Set COMITY_DATABASE_URL to an empty one, then restore."


def in_use(target: Lite | Post) -> str:
    """Why nobody should touch a database now: somebody else works with it. "" if nobody seems to."""
    config = settings.CONFIG
    connections.close_all()
    if taken(config):
        return f"Something answers on port {config.port}. Stop Comity first, so that nobody writes meanwhile."
    if isinstance(target, Post):
        with target as database:
            if others := database.others():
                return f"{others} others are connected to this database. Stop web and workers first."
    if isinstance(target, Lite) and (workers := _workers(target)):
        return (
            f"A worker is alive ({', '.join(sorted(workers))}). Stop it first, so that nobody writes meanwhile."
            " If it was killed, wait two minutes."
        )
    return ""


def _workers(target: Lite) -> set[str]:
    """Workers that said lately that they are alive; of a database too broken to say so, none."""
    if not target.path.exists():
        return set()
    try:
        return beats.alive(now())
    except DatabaseError:
        return set()
    finally:
        connections.close_all()


def _occupied(target: Lite | Post, data: Path) -> list[str]:
    found = []
    if isinstance(target, Post) or target.path.exists():
        with target as database:
            found += ["a database with tables"] if database.present() else []
    if any(path.is_file() for path in (data / "files").rglob("*")):
        found.append("files")
    return found


# ── putting it there ──


@contextmanager
def _set_aside(data: Path, at: datetime, done: Restored) -> Iterator[None]:
    """Move what was there into a folder of its own; back again if what follows fails."""
    aside = data / f"before-{stamp(at)}"
    names = [*(f"comity.sqlite3{end}" for end in ("", "-wal", "-shm")), "files"]
    moved = [(data / name, aside / name) for name in names if (data / name).exists()]
    if moved:
        aside.mkdir()
        done.aside.append(f"the folder {aside}")
    for old, new in moved:
        old.rename(new)
    try:
        yield
    except BaseException:
        for old, new in moved:
            _drop(old)
            new.rename(old)
        if moved:
            aside.rmdir()
            done.aside.pop()
        raise
    archives.sync_folder(data)


def _drop(path: Path) -> None:
    """Remove what this restore itself had put there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _put_lite(found: Path, manifest: Manifest, target: Lite) -> None:
    with Lite(found) as database:
        compare(database, manifest)
    with found.open("rb") as file:
        os.fsync(file.fileno())
    found.replace(target.path)


def _put_post(found: Path, manifest: Manifest, target: Post, done: Restored, at: datetime) -> None:
    """What was there becomes a schema of its own in the same database."""
    aside = f"before_{stamp(at).replace('-', '_').lower()}"
    with target as database:
        occupied, server = bool(database.present()), database.version
    if occupied:
        _rename_schema(target, "public", aside)
        done.aside.append(f"the schema {aside} of the database")
    try:
        toolbox.restore(target.parameters, server, found)
        with target as database:
            compare(database, manifest)
    except BaseException:
        if occupied:
            _rename_schema(target, aside, "public")
            done.aside.pop()
        raise


def _rename_schema(target: Post, old: str, new: str) -> None:
    """With a fresh `public` in the place of the one that goes; one that comes back takes the place of what failed."""
    rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
    fresh = sql.SQL("CREATE SCHEMA public"), sql.SQL("DROP SCHEMA public CASCADE")
    orders = (rename, fresh[0]) if old == "public" else (fresh[1], rename)
    try:
        with target as database:
            for order in orders:
                database.link.execute(order)
            database.keep()
    except psycopg.Error as error:
        raise Unwilling(f"What is there can’t be put aside: {error}. Restore into an empty database.") from error


def _put_files(found: Path, data: Path) -> None:
    if found.exists():
        found.rename(data / "files")


def _put_rest(path: Path, manifest: Manifest, data: Path) -> None:
    """Settings to look at; the key, where it is inside and no setting names another."""
    names = {SETTINGS: KEPT_SETTINGS}
    if KEY in manifest.members and not settings.CONFIG.secret_key:
        names[KEY] = KEY
    for name, called in names.items():
        part = data / f".{called}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as into:
            archives.unpack(path, name, into)
            into.flush()
            os.fsync(into.fileno())
        part.replace(data / called)


# ── proving it ──


def compare(database: Database, manifest: Manifest) -> None:
    """Every table holds what it held; Damaged names those that don't."""
    told = manifest.told["tables"]
    wanted = {name: Imprint(table["rows"], table["hash"]) for name, table in told.items()}
    columns = {name: tuple((column, Kind(kind)) for column, kind in table["columns"]) for name, table in told.items()}
    found = imprints(database, [Table(name, columns[name]) for name in sorted(told)])
    wrong = [name for name in wanted if found[name] != wanted[name]]
    if wrong:
        raise Damaged(f"These tables do not hold what they held: {', '.join(wrong)}.")


def _prove(manifest: Manifest) -> None:
    """The record of acts is whole, and ends where it ended."""
    import_module(settings.ROOT_URLCONF)  # whatever acts there are: only those that erase may have emptied words
    wanted = heads_told(manifest)
    with places.here() as database:
        if wrong := misfits(database, tables()):
            raise Damaged(f"The tables are not those of this version of Comity: {', '.join(wrong[:5])}.")
        if (found := heads(database)) != wanted:
            raise Damaged(f"The seals of the record are not those of the backup: {_differing(found, wanted)}.")
    faults = [fault for chain, (_seq, seal) in wanted.items() for fault in verify(UUID(chain), head=seal)]
    if faults:
        raise Damaged("\n".join(f"The record, entry {fault.seq}: {fault.what}" for fault in faults[:20]))


def _differing(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    return ", ".join(sorted(chain for chain in found.keys() | wanted.keys() if found.get(chain) != wanted.get(chain)))


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d-%H%M%SZ}"


def files_in(manifest: Manifest) -> int:
    """How many files people had uploaded."""
    return sum(name.startswith(FILES) for name in manifest.members)
