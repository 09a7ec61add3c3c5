"""Making a backup while the install is busy: one moment of the database, the files, and the proof of what was saved."""

import gzip
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from comity import __version__
from comity.commands.safekeeping import archives, places, toolbox
from comity.commands.safekeeping.archives import DATABASE, FILES, KEY, SETTINGS, Damaged, Manifest, Writer
from comity.commands.safekeeping.databases import (
    Database,
    Heads,
    Lite,
    Post,
    heads,
    imprints,
    migrations,
    misfits,
)
from comity.commands.safekeeping.tables import tables
from comity.config import Config

LITE_MEMBER, POST_MEMBER = f"{DATABASE}comity.sqlite3.gz", f"{DATABASE}comity.pgdump"
OWN_NAME = re.compile(r"comity-\d{8}-\d{6}Z\.tar")
#: a younger file may still be on its way in: it is read after the snapshot
YOUNG = 60.0
Say = Callable[[str], None]


@dataclass(frozen=True)
class Snapshot:
    """One moment of a database: the member it became, and what it holds."""

    member: str
    path: Path
    told: dict[str, Any]


def own_name(at: datetime) -> str:
    """What a backup is called: `comity-20260302-090000Z.tar`, by its moment in UTC."""
    return f"comity-{at.astimezone(UTC):%Y%m%d-%H%M%S}Z.tar"


def back_up(path: Path, *, at: datetime, with_key: bool, say: Say) -> Manifest:
    """Write a backup to a path that is free, check it, and only then give it its name.

    Raises ToolTrouble, Damaged or OSError; then nothing is left but what was there before.
    """
    with workroom(path.parent) as room, archives.written(path) as part:
        with archives.private(part) as file:
            told = _fill(Writer(file), room, at=at, with_key=with_key, say=say)
        say("Reading it back.")
        found = archives.verified(part)
        if found.told != told.told or found.members != told.members:
            raise Damaged("What was read back is not what was written.")
        check_database(part, found, room)
    return found


def _fill(writer: Writer, room: Path, *, at: datetime, with_key: bool, say: Say) -> Manifest:
    before = dict(_old_files(at))
    for name, path in before.items():
        _add_file(writer, name, path)
    database = places.here()
    say(f"Taking a snapshot of the {'SQLite' if database.kind == 'sqlite' else 'PostgreSQL'} database.")
    snapshot = _lite(database, room) if isinstance(database, Lite) else _post(database, room)
    writer.add(snapshot.member, snapshot.path)
    for name, path in places.uploaded():
        if f"{FILES}{name}" not in writer:
            _add_file(writer, name, path)
    writer.add_text(SETTINGS, places.settings_told(Config()).encode())
    if with_key:
        writer.add_text(KEY, places.key())
    made = {"version": __version__, "made_at": at.astimezone(UTC).isoformat(timespec="seconds")}
    manifest = writer.close({**made, **snapshot.told})
    count = sum(name.startswith(FILES) for name in manifest.members)
    rows = sum(table["rows"] for table in snapshot.told["tables"].values())
    say(f"Saved: tables: {len(snapshot.told['tables'])}, rows: {rows:,}, uploaded files: {count:,}.")
    return manifest


def _old_files(at: datetime) -> Iterator[tuple[str, Path]]:
    """Read before the snapshot, so that none of them can be taken away between the two."""
    for name, path in places.uploaded():
        if path.stat().st_mtime < at.timestamp() - YOUNG:
            yield name, path


def _add_file(writer: Writer, name: str, path: Path) -> None:
    """A file that was taken away in the meantime is no longer wanted."""
    if path.exists():
        writer.add(f"{FILES}{name}", path)


# ── snapshots ──


def _lite(source: Lite, room: Path) -> Snapshot:
    """SQLite's own backup, in one step: writers go on, and are not seen."""
    copy, packed = room / "copy.sqlite3", room / "comity.sqlite3.gz"
    address = f"{source.path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=20)) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
        other.execute("PRAGMA journal_mode = DELETE")
    with Lite(copy) as database:
        if (words := database.whole()) != "ok":
            raise Damaged(f"The database itself is damaged: {words}")
        told = _told(database)
    told |= {"kind": "sqlite", "server": sqlite3.sqlite_version, "sha256": _pack(copy, packed)}
    copy.unlink()
    return Snapshot(LITE_MEMBER, packed, told)


def _post(source: Post, room: Path) -> Snapshot:
    """`pg_dump` sees exactly what this transaction sees."""
    dumped = room / "comity.pgdump"
    with source as database:
        toolbox.dump(source.parameters, database.version, database.snapshot(), dumped)
        told = _told(database) | {"kind": "postgresql", "server": str(database.version)}
    return Snapshot(POST_MEMBER, dumped, told)


def _told(database: Database) -> dict[str, Any]:
    """What a database holds, as the manifest tells it."""
    known = tables()
    if wrong := misfits(database, known):
        raise Damaged(
            f"The tables are not those of this version of Comity: {', '.join(wrong[:5])}. Make the backup with the"
            " version that made them, or run `comity migrate` first."
        )
    found = imprints(database, known)
    return {
        "migrations": [list(one) for one in migrations(database)],
        "heads": {chain: list(head) for chain, head in sorted(heads(database).items())},
        "tables": {
            table.name: {"columns": [list(column) for column in table.columns], **asdict(found[table.name])}
            for table in known
        },
    }


def _pack(path: Path, into: Path) -> str:
    """Compress a file; returns the SHA-256 of what it was."""
    hash_ = sha256()
    with path.open("rb") as file, gzip.open(into, "wb", compresslevel=6) as packed:
        while piece := file.read(archives.A_PIECE):
            hash_.update(piece)
            packed.write(piece)
    return hash_.hexdigest()


# ── checking ──


def check_database(archive: Path, manifest: Manifest, room: Path) -> Path:
    """Take the database out of a verified archive into a room and look whether it is whole; returns where it lies."""
    found = _take_lite(archive, manifest, room) if manifest.told["kind"] == "sqlite" else _take_post(archive, room)
    there = _heads_of_lite(found) if manifest.told["kind"] == "sqlite" else _heads_of_post(found, manifest)
    if there != heads_told(manifest):
        raise Damaged("The seals of the record in the database are not those in the manifest.")
    return found


def heads_told(manifest: Manifest) -> Heads:
    """The seals of all chains at the moment of the snapshot."""
    return {chain: (seq, seal) for chain, (seq, seal) in manifest.told["heads"].items()}


def _take_lite(archive: Path, manifest: Manifest, room: Path) -> Path:
    packed, found, hash_ = room / "taken.gz", room / "taken.sqlite3", sha256()
    with packed.open("wb") as into:
        archives.unpack(archive, LITE_MEMBER, into)
    try:
        with gzip.open(packed) as file, found.open("wb") as into:
            while piece := file.read(archives.A_PIECE):
                hash_.update(piece)
                into.write(piece)
    except (OSError, EOFError) as error:
        raise Damaged(f"{LITE_MEMBER} can’t be unpacked: {error}") from error
    packed.unlink()
    if hash_.hexdigest() != manifest.told["sha256"]:
        raise Damaged(f"{LITE_MEMBER}: what it unpacks to is not what was packed")
    return found


def _heads_of_lite(path: Path) -> Heads:
    with Lite(path) as database:
        if (words := database.whole()) != "ok":
            raise Damaged(f"The database in the archive is damaged: {words}")
        return heads(database)


def _take_post(archive: Path, room: Path) -> Path:
    found = room / "taken.pgdump"
    with found.open("wb") as into:
        archives.unpack(archive, POST_MEMBER, into)
    return found


def _heads_of_post(path: Path, manifest: Manifest) -> Heads:
    """Read off the lines by which the dump would fill the table."""
    said = toolbox.read_through(int(manifest.told["server"]), path, "audit_chainhead")
    order = re.search(r"COPY public\.audit_chainhead \(([^)]*)\) FROM stdin;\n(.*?)\\\.\n", said, re.DOTALL)
    if order is None:
        raise Damaged("The dump holds no seals of the record.")
    names = [name.strip() for name in order[1].split(",")]
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in order[2].splitlines()]
    return {row["chain"]: (int(row["seq"]), row["hash"]) for row in rows}


# ── rooms and names ──


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """A folder beside the archive for what is in the making; gone afterwards."""
    room = Path(tempfile.mkdtemp(prefix=".comity-", dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def older_ones(folder: Path, keep: int) -> list[Path]:
    """Backups of our own naming in a folder, without the newest ones that are kept."""
    mine = sorted(path for path in folder.iterdir() if OWN_NAME.fullmatch(path.name) and path.is_file())
    return mine[: max(0, len(mine) - keep)]
