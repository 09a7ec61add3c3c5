"""Moving everything from one database into another: held still, copied in one transaction, compared table by table."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.commands.migrate import is_current
from comity.commands.safekeeping import places
from comity.commands.safekeeping.databases import Lite, Post, filled, heads, migrations, misfits
from comity.commands.safekeeping.imprints import Imprint, Press, Row, Table, imprint_of
from comity.commands.safekeeping.restoring import Unwilling, in_use
from comity.commands.safekeeping.tables import DERIVED, tables
from comity.commands.serve import COMITY

SEARCHING = [sys.executable, "-m", "comity.commands.safekeeping.searching"]
A_REPORT = 100_000
Say = Callable[[str], None]


class Differs(Exception):
    """What was copied is not what was there; nothing was kept."""


@dataclass(frozen=True)
class Goal:
    """Where to move: the settings under which that database is this install's."""

    database: Lite | Post
    settings: dict[str, str]

    def run(self, *command: str) -> str:
        """Run a command of ours on the new database; what it printed. Raises Unwilling when it fails."""
        environment = {**os.environ, **self.settings, "DJANGO_SETTINGS_MODULE": "comity.settings"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unwilling((done.stdout + done.stderr).strip()[-3000:])
        return done.stdout.rstrip()


def goal(address: str) -> Goal:
    """postgresql://…, or a data folder, which gets an SQLite file. ValueError if it is neither."""
    if address.startswith(("postgresql://", "postgres://")):
        return Goal(places.postgres(address), {"COMITY_DATABASE_URL": address})
    if "://" in address or not address:
        raise ValueError("Name where to as postgresql://user:password@host/name, or as a data folder.")
    folder = Path(address).resolve()
    return Goal(Lite(folder / "comity.sqlite3"), {"COMITY_DATABASE_URL": "", "COMITY_DATA": str(folder)})


def move(to: Goal, *, say: Say) -> None:
    """Copy all but what is derived, then make that anew. The source is only read, and can't be written meanwhile.

    Raises Unwilling before anything is copied, Busy when the source can't be held, Differs when a comparison fails:
    then the target is as empty as before.
    """
    source = places.here()
    _consider(source, to.database)
    say("Making the tables.")
    to.run(*COMITY, "migrate")
    known = [table for table in tables() if table.name not in DERIVED]
    with source as one, to.database as other:
        one.hold(known)
        say("Held still: whoever wants to write waits, and is refused if it takes too long. Reading goes on.")
        if migrations(one) != migrations(other) or misfits(one, known) or misfits(other, known):
            raise Unwilling("The two databases do not have the same tables, or not those of this version.")
        for line in _copied(one, other, known, say):
            say(line)
        if (told := heads(one)) != heads(other):
            raise Differs("The seals of the record differ.")
        other.keep()
    say(f"The record of acts ends with the same seals in all {len(told)} chains.")
    say(to.run(*SEARCHING))
    say(to.run(*COMITY, "audit", "verify"))


def _consider(source: Lite | Post, target: Lite | Post) -> None:
    if not is_current():
        raise Unwilling("The tables here are not up to date. First: comity migrate")
    if why := in_use(source):
        raise Unwilling(why)
    if isinstance(target, Lite):
        target.path.parent.mkdir(parents=True, exist_ok=True)
        if not target.path.exists():
            return
    with target as database:
        if names := filled(database):
            raise Unwilling(f"The database there is not empty: it has rows in {', '.join(names[:5])}.")


def _copied(one: Lite | Post, other: Lite | Post, known: list[Table], say: Say) -> Iterator[str]:
    """Table by table, a line each, with the imprints of both sides. Keys are checked once all is there."""
    for table in known:
        other.clear(table)
    width = max(len(table.name) for table in known)
    yield f"{'table':{width}} {'rows':>9}  {_called(one):>16}  {_called(other):>16}"
    wrong = []
    for table in known:
        was, became = _copy(one, other, table, say)
        yield f"{table.name:{width}} {was.rows:9,}  {was.hash[:16]}  {became.hash[:16]}"
        wrong += [table.name] if was != became else []
    wrong += other.faults()
    if wrong:
        raise Differs(f"Nothing was kept. Not the same on both sides: {', '.join(wrong[:10])}.")


def _copy(one: Lite | Post, other: Lite | Post, table: Table, say: Say) -> tuple[Imprint, Imprint]:
    press = Press()
    other.insert(table, _counted(press.through(one.rows(table)), table.name, say))
    return press.imprint(), imprint_of(other.rows(table))


def _counted(rows: Iterator[Row], name: str, say: Say) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        yield row
        if count % A_REPORT == 0:
            say(f"{name}: {count:,} rows")


def _called(database: Lite | Post) -> str:
    """How people call it."""
    return "SQLite" if database.kind == "sqlite" else "PostgreSQL"
