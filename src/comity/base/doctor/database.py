"""Checks of the database: reached, durable, up to date, and with the same clock as we."""

from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.base.doctor import machine
from comity.base.doctor.finding import Finding, weighed

#: SQLite's pragmas, as they must be in force
WANTED = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
#: PostgreSQL's settings, and which of their values keep what was acknowledged
KEEPING = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}
LEAST_POSTGRESQL = 15
#: seconds that the database's clock may be from ours
APART = 5.0


def reached() -> Iterator[Finding]:
    """Whether it answers."""
    try:
        _row("SELECT 1")
    except DatabaseError as trouble:
        mend = _("Is it running, and is COMITY_DATABASE_URL right?")
        why = str(trouble).strip().partition("\n")[0]
        yield Finding(False, _("The database can’t be reached: %(why)s") % {"why": why}, mend, grave=True)
        return
    yield Finding(True, _("%(name)s answers.") % {"name": connection.display_name})


def durable() -> Iterator[Finding]:
    """Whether what was acknowledged is on the disk, and whether the database has our time."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[Finding]:
    asked = ", ".join(f"(SELECT lower({name}) FROM pragma_{name})" for name in WANTED)
    for (name, wanted), found in zip(WANTED.items(), _row(f"SELECT {asked}"), strict=True):
        mend = _("Start Comity anew; move the data folder to a local disk if it stays so.")
        what = _("SQLite: %(name)s is %(found)s.") % {"name": name, "found": found}
        yield weighed(found == wanted, what, mend, grave=True)
    kind = machine.network_disk(settings.DATA)
    if kind:
        mend = _("SQLite loses data there. Choose a local folder with COMITY_DATA, or use PostgreSQL.")
        what = _("The data folder lies on a network disk (%(kind)s).") % {"kind": kind}
        yield Finding(False, what, mend, grave=True)


def _postgresql() -> Iterator[Finding]:
    names = ["server_version_num", *KEEPING]
    asked = ", ".join(f"current_setting('{name}')" for name in names)
    theirs, number, *values = _row(f"SELECT extract(epoch FROM clock_timestamp()), {asked}")
    version = int(number) // 10_000
    what = _("PostgreSQL is version %(version)d.") % {"version": version}
    mend = _("Comity needs %(least)d or newer: bring the server up to date.") % {"least": LEAST_POSTGRESQL}
    yield weighed(version >= LEAST_POSTGRESQL, what, mend, grave=True)
    for (name, keeping), found in zip(KEEPING.items(), values, strict=True):
        what = _("PostgreSQL: %(name)s is %(found)s.") % {"name": name, "found": found}
        mend = _("Set it to “on”: a power cut could take what people were told is saved.")
        yield weighed(found in keeping, what, mend, grave=True)
    yield _clock(float(theirs))


def _clock(theirs: float) -> Finding:
    """Whether another machine's database has our time; SQLite has no clock of its own. theirs: epoch, in seconds."""
    apart = abs(theirs - timezone.now().timestamp())
    what = _("The database’s clock is %(seconds).1f seconds from ours.") % {"seconds": apart}
    mend = _("Let both machines take their time from the network (NTP).")
    return weighed(apart <= APART, what, mend)


def tables() -> Iterator[Finding]:
    """Whether the tables are those this version works with."""
    try:
        done = set(MigrationRecorder(connection).migration_qs.values_list("app", "name"))
    except DatabaseError:  # not even the table of those that were done
        done = set()
    if waiting := len(MigrationLoader(None).graph.nodes.keys() - done):
        what = _("%(n)d changes of the tables wait.") % {"n": waiting}
        yield Finding(False, what, _("Run “comity migrate”, or start Comity anew."), grave=True)
    else:
        yield Finding(True, _("The tables are up to date."))
    try:
        cache.get("comity")
    except DatabaseError:
        what = _("The table for short-lived notes is missing.")
        yield Finding(False, what, _("Run “comity migrate”, or start Comity anew."), grave=True)


def _row(query: str) -> list[str]:
    """The one row that a query gives, as text."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [str(value) for value in cursor.fetchone()]
