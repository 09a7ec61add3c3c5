"""A database laid at once has the tables, indexes, triggers and notes of one that took every migration in turn."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operation.installs import comity, environment
from tests.postgres import started

pytestmark = [pytest.mark.slow, pytest.mark.row("P6")]
#: as Django itself would do it
STEP_BY_STEP = (
    "import django; django.setup()\n"
    "from django.core.management import call_command\n"
    "from django.core.management.commands.migrate import Command\n"
    "call_command(Command(), verbosity=0); call_command('createcachetable', verbosity=0)\n"
)
#: as Comity does it, where no migration can be applied in turn
AT_ONCE = (
    "import django; django.setup()\n"
    "from django.db.migrations.executor import MigrationExecutor\n"
    "def applied(*_args, **_more): raise AssertionError('a migration was applied in turn')\n"
    "MigrationExecutor.apply_migration = applied\n"
    "from comity.commands.migrate import migrate\n"
    "print(migrate(), migrate())\n"
)
#: all that SQLite knows of a database; how it numbers its own indexes does not matter
SQLITE = """
    SELECT 'column', m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
        FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'
    UNION ALL SELECT 'key', m.name, f."from", f."table", f."to", f.on_update, f.on_delete, NULL
        FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
    UNION ALL SELECT 'index', m.name, i."unique", i.origin, i.partial, (SELECT group_concat(coalesce(x.name, ''))
            FROM pragma_index_xinfo(i.name) x WHERE x.key), (SELECT sql FROM sqlite_master WHERE name = i.name), NULL
        FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table'
    UNION ALL SELECT m.type, m.name, m.sql, NULL, NULL, NULL, NULL, NULL FROM sqlite_master m
        WHERE m.type NOT IN ('table', 'index') OR m.sql LIKE 'CREATE VIRTUAL%'
"""
CHECKS = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CONSTRAINT%'"
POSTGRES = """
    SELECT 'column', c.table_name, c.column_name, c.data_type, c.character_maximum_length::text, c.is_nullable,
           c.column_default, c.is_identity FROM information_schema.columns c WHERE c.table_schema = 'public'
    UNION ALL SELECT 'rule', r.conrelid::regclass::text, pg_get_constraintdef(r.oid), r.contype::text,
           r.condeferrable::text, NULL, NULL, NULL FROM pg_constraint r WHERE r.connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', i.tablename, regexp_replace(i.indexdef, 'INDEX \\S+ ON', 'INDEX ON'), NULL, NULL, NULL,
           NULL, NULL FROM pg_indexes i WHERE i.schemaname = 'public'
"""
NOTED = "SELECT app, name FROM django_migrations"
READ = (
    "import django, json, sys; django.setup()\n"
    "from django.db import connection\n"
    "with connection.cursor() as cursor:\n"
    "    for sql in json.load(sys.stdin):\n"
    "        cursor.execute(sql)\n"
    "        print(json.dumps(cursor.fetchall()))\n"
)


@pytest.fixture
def postgres() -> Iterator[str]:
    server = started()
    yield server.url
    server.stop()


def told(env: dict[str, str], script: str, words: str = "") -> str:
    command = [sys.executable, "-c", script]
    settings = env | {"DJANGO_SETTINGS_MODULE": "comity.settings"}
    done = subprocess.run(
        command, env=settings, input=words, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def described(env: dict[str, str], *queries: str) -> list[set[tuple[str | int | None, ...]]]:
    """What the database says of itself: the rows of each query."""
    lines = told(env, READ, json.dumps(queries)).splitlines()
    return [{tuple(row) for row in json.loads(line)} for line in lines]


def checks(env: dict[str, str]) -> set[tuple[str, str]]:
    """Named constraints of each table of SQLite, which only its text tells."""
    [rows] = described(env, CHECKS)
    return {(str(table), rule.strip(" ,)")) for table, sql in rows for rule in str(sql).split("CONSTRAINT")[1:]}


def test_an_empty_database_takes_no_migration_in_turn(tmp_path: Path) -> None:
    assert told(environment(tmp_path / "data"), AT_ONCE).split() == ["True", "False"]


def test_sqlite_is_laid_as_its_migrations_would(tmp_path: Path) -> None:
    once, turn = environment(tmp_path / "once"), environment(tmp_path / "turn")
    assert comity("migrate", env=once).returncode == 0
    (tmp_path / "turn").mkdir()
    told(turn, STEP_BY_STEP)
    laid, grown = described(once, SQLITE, NOTED), described(turn, SQLITE, NOTED)
    assert len(laid[0]) > 1000
    assert [a ^ b for a, b in zip(laid, grown, strict=True)] == [set(), set()]
    assert checks(once) == checks(turn) != set()


def test_postgresql_is_laid_as_its_migrations_would(tmp_path: Path, postgres: str) -> None:
    once, turn = (environment(tmp_path / one, COMITY_DATABASE_URL=url) for one, url in databases(postgres))
    assert comity("migrate", env=once).returncode == 0
    (tmp_path / "turn").mkdir()
    told(turn, STEP_BY_STEP)
    laid, grown = described(once, POSTGRES, NOTED), described(turn, POSTGRES, NOTED)
    assert len(laid[0]) > 1000
    columns, notes = (a ^ b for a, b in zip(laid, grown, strict=True))
    # Django's own numbers of a table that Comity never fills: its migrations make them wider than its model says
    assert {row[1:3] for row in columns} == {("auth_group_permissions", "id")} and notes == set()


def databases(url: str) -> list[tuple[str, str]]:
    """Two empty databases of one server."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("once", "turn"):
            connection.execute(f"CREATE DATABASE {name}")
    return [(name, url.replace("/postgres?", f"/{name}?")) for name in ("once", "turn")]
