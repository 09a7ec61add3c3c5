"""One database, read and written as it is, without models: an SQLite file, or a PostgreSQL.

Both give a consistent view as long as they are open: what is written meanwhile is not seen. Used as context managers;
leaving one without `keep()` takes back whatever was written.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import quote
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.string import TextLoader

from comity.commands.safekeeping.imprints import Imprint, Kind, Row, Table, imprint_of

Heads = dict[str, tuple[int, str]]
Migrations = list[tuple[str, str]]
A_BATCH = 1000
MIGRATIONS, HEADS = "SELECT app, name FROM django_migrations", "SELECT chain, seq, hash FROM audit_chainhead"
#: rows that migrating alone makes: a database that holds no others is empty
OF_MIGRATING = ("django_migrations", "django_content_type", "auth_permission")


class Busy(Exception):
    """Somebody else is writing, or has the database open, so that it can't be held."""


class Database(Protocol):
    """What a backup, a restore and a move need of a database."""

    kind: str

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def hold(self, tables: Sequence[Table]) -> None:
        """Let nobody else write until this is closed. Raises Busy."""

    def keep(self) -> None:
        """Make what was written last."""

    def present(self) -> set[str]:
        """The names of the tables there are."""

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""

    def select(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a small query."""

    def rows(self, table: Table) -> Iterator[Row]:
        """All rows of a table, in plain values."""

    def clear(self, table: Table) -> None:
        """Remove all rows of a table."""

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows given in plain values; the database goes on numbering after them."""

    def faults(self) -> list[str]:
        """Keys that lead nowhere, before they are kept for ever."""


def imprints(database: Database, tables: Iterable[Table]) -> dict[str, Imprint]:
    """Table by table."""
    return {table.name: imprint_of(database.rows(table)) for table in tables}


def heads(database: Database) -> Heads:
    """The newest seal of each chain: chain → (number of its last act, seal)."""
    return {str(UUID(str(chain))): (int(seq), str(seal)) for chain, seq, seal in database.select(HEADS)}


def migrations(database: Database) -> Migrations:
    """Those applied, in order of name."""
    return sorted((str(app), str(name)) for app, name in database.select(MIGRATIONS))


def misfits(database: Database, tables: Iterable[Table]) -> list[str]:
    """Tables that are not as they are wanted: missing, or with other columns."""
    present = database.present()
    return [
        table.name
        for table in tables
        if table.name not in present or database.columns(table.name) != set(table.names)
    ]


def filled(database: Database) -> list[str]:
    """The tables with rows in them, except those that every new database has."""
    candidates = sorted(database.present() - set(OF_MIGRATING))
    return [name for name in candidates if database.select(f'SELECT 1 FROM "{name}" LIMIT 1')]


class Lite:
    """An SQLite file. A reader sees what was there when it began; readers and writers don't wait for each other."""

    kind = "sqlite"

    def __init__(self, path: Path, *, patience: float = 20) -> None:
        self.path, self._patience = path, patience

    def __enter__(self) -> Self:
        address = f"file:{quote(str(self.path.resolve()))}?mode=rw"
        self.link = sqlite3.connect(address, uri=True, timeout=self._patience, isolation_level=None)
        self.link.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self.link.close()

    def hold(self, tables: Sequence[Table] = ()) -> None:
        """Writers wait for as long as their patience lasts, then are refused."""
        self.link.rollback()
        try:
            self.link.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise Busy(str(error)) from error

    def keep(self) -> None:
        self.link.execute("COMMIT")
        self.link.execute("BEGIN")

    def present(self) -> set[str]:
        """Without those that SQLite and its word index keep for themselves."""
        rows = self.select("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {str(name) for (name,) in rows}
        return {name for name in names if not name.startswith(("sqlite_", "base_findable_words"))}

    def columns(self, table: str) -> set[str]:
        return {str(row[1]) for row in self.select(f'PRAGMA table_info("{table}")')}

    def select(self, query: str) -> list[tuple[Any, ...]]:
        return self.link.execute(query).fetchall()

    def rows(self, table: Table) -> Iterator[Row]:
        for row in self.link.execute(f'SELECT {_listed(table.names)} FROM "{table.name}"'):
            yield table.plain(row)

    def clear(self, table: Table) -> None:
        self.link.execute(f'DELETE FROM "{table.name}"')

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        kinds = [kind for _name, kind in table.columns]
        marks = ", ".join("?" * len(kinds))
        self.link.executemany(
            f'INSERT INTO "{table.name}" ({_listed(table.names)}) VALUES ({marks})',
            ([_for_sqlite(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows),
        )

    def faults(self) -> list[str]:
        found = self.select("PRAGMA foreign_key_check")
        return [f"{table}, row {row}: what it points to in {other} is missing" for table, row, other, _ in found]

    def whole(self) -> str:
        """SQLite's own words about the file: "ok", or what is broken."""
        return "\n".join(str(row[0]) for row in self.select("PRAGMA integrity_check(10)"))


class Post:
    """A PostgreSQL, by its connection parameters; what is read is as it was when the transaction began."""

    kind = "postgresql"

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = dict(parameters)

    def __enter__(self) -> Self:
        self.link = psycopg.connect(**self.parameters, autocommit=False)
        self.link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.link.adapters.register_loader("jsonb", TextLoader)
        self.link.execute("SET TIME ZONE 'UTC'")
        return self

    def __exit__(self, *_: object) -> None:
        self.link.close()

    def hold(self, tables: Sequence[Table]) -> None:
        """Writers wait until this is closed."""
        self.link.rollback()
        names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
        self.link.execute("SET lock_timeout = '20s'")
        try:
            self.link.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(names))
        except psycopg.errors.LockNotAvailable as error:
            raise Busy(str(error)) from error

    def keep(self) -> None:
        self.link.commit()

    def present(self) -> set[str]:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return {str(name) for (name,) in self.select(query)}

    def columns(self, table: str) -> set[str]:
        query = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
        return {str(name) for (name,) in self.link.execute(query, [table])}

    def select(self, query: str) -> list[tuple[Any, ...]]:
        return self.link.execute(query.encode()).fetchall()

    def rows(self, table: Table) -> Iterator[Row]:
        query = sql.SQL("SELECT {} FROM {}").format(_names(table), sql.Identifier(table.name))
        with self.link.cursor(name="rows") as cursor:
            cursor.itersize = A_BATCH
            for row in cursor.execute(query):
                yield table.plain(row)

    def clear(self, table: Table) -> None:
        self.link.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        kinds = [kind for _name, kind in table.columns]
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), _names(table))
        with self.link.cursor() as cursor, cursor.copy(query) as copy:
            for row in rows:
                copy.write_row([_for_postgres(kind, value) for kind, value in zip(kinds, row, strict=True)])
        if table.serial:
            self.link.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), max({}) + 1, false) FROM {}").format(
                    sql.Literal(f'"{table.name}"'), sql.Literal(table.serial), sql.Identifier(table.serial),
                    sql.Identifier(table.name),
                )  # fmt: skip
            )

    def faults(self) -> list[str]:
        """Checked here and not at the end, so that it can be said."""
        try:
            self.link.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except psycopg.errors.ForeignKeyViolation as error:
            return [str(error)]
        return []

    def snapshot(self) -> str:
        """A name by which `pg_dump` sees exactly what this connection sees."""
        return str(self.select("SELECT pg_export_snapshot()")[0][0])

    def others(self) -> int:
        """How many other connections this database has."""
        query = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(self.select(query)[0][0])

    @property
    def version(self) -> int:
        """The server's major version."""
        return self.link.info.server_version // 10_000


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _names(table: Table) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(name) for name in table.names)


def _for_sqlite(kind: Kind, value: Any) -> Any:
    """A plain value as Django keeps it in SQLite."""
    if value is None:
        return None
    match kind:
        case Kind.UUID:
            return str(value).replace("-", "")
        case Kind.MOMENT:
            return str(value).removesuffix("+00:00").replace("T", " ").removesuffix(".000000")
        case Kind.JSON:
            return json.dumps(value)
        case Kind.BYTES:
            return bytes.fromhex(value)
    return value


def _for_postgres(kind: Kind, value: Any) -> Any:
    """A plain value as PostgreSQL reads it."""
    if value is None:
        return None
    match kind:
        case Kind.JSON:
            return json.dumps(value)
        case Kind.BYTES:
            return bytes.fromhex(value)
        case Kind.SPAN:
            return f"{value} microseconds"
    return value
