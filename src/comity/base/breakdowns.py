"""What can break around us, told from a fault of our own: a disk without room, a database that is busy or away."""

import errno
import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: PostgreSQL's classes of trouble: connections, resources, an operator's hand; and a lock that was not given in time
AWAY, LOCKED, NO_ROOM = ("08", "53", "57"), "55P03", "53100"
#: what SQLite says (it gives no number for "busy" once a statement was waiting)
SAYS_FULL, SAYS_BUSY, SAYS_BAD = "database or disk is full", "database is locked", "disk I/O error"
#: bytes: with less than that, SQLite can't even open its files
LEAST_ROOM = 1 << 20
OUT_OF_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Breakdown:
    """What the reader is told. retry: seconds after which trying again makes sense, if waiting mends it."""

    status: int
    title: str | Promise
    lede: str | Promise
    mend: str | Promise
    retry: int | None = None


FULL = Breakdown(
    507,
    _("There is no room left to save this"),
    _(
        "The disk of this installation is full. Nothing was changed. Go back: your browser keeps what you typed."
    ),
    _("Tell whoever runs this installation: they must make room on its disk. Reading still works."),
)
BUSY = Breakdown(
    503,
    _("This installation is very busy"),
    _("Your turn did not come in time. If you were sending something, look whether it is there first."),
    _("Try again in a minute. If it stays like this, tell whoever runs this installation."),
    60,
)


def breakdown(error: BaseException | None) -> Breakdown | None:
    """What broke, by the error or one that caused it; None for a fault of our own."""
    while error is not None:
        if found := _of(error):
            return found
        error = error.__cause__
    return None


def _of(error: Any) -> Breakdown | None:
    state, said = getattr(error, "sqlstate", None) or "", str(error)
    if getattr(error, "errno", None) in OUT_OF_ROOM or state == NO_ROOM:
        return FULL
    if isinstance(error, OperationalError) and (SAYS_FULL in said or (SAYS_BAD in said and _no_room())):
        return FULL
    if state.startswith(AWAY) or state == LOCKED or isinstance(error, InterfaceError):
        return BUSY
    if isinstance(error, OperationalError) and (SAYS_BUSY in said or _unreachable(error)):
        return BUSY
    return None


def _no_room() -> bool:
    return shutil.disk_usage(settings.DATA).free < LEAST_ROOM


def _unreachable(error: BaseException) -> bool:
    """PostgreSQL's driver names no state when there was nobody to name one."""
    return type(error.__cause__).__module__.startswith("psycopg") and not getattr(
        error.__cause__, "sqlstate", None
    )
