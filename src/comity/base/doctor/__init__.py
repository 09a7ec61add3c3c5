"""Is this install in order? Each finding says what is so, and how to mend it if that is not good.

Changes nothing. `comity doctor` looks deeper than the administrators' page: it also writes to the disk and calls the
mail server. Floors above add checks of their own to `CHECKS`, in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from comity.base.doctor import database, machine, outside
from comity.base.doctor.finding import Finding

__all__ = ["CHECKS", "Check", "Finding", "State", "findings", "state_of"]


class State(StrEnum):
    """How it stands: all good, something to mend, or trouble: Comity can't work so, or could lose data."""

    GOOD = "good"
    MEND = "mend"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Check:
    """A check by name; a deep one takes its time, or speaks with other machines."""

    name: str
    look: Callable[[], Iterator[Finding]]
    deep: bool = False
    #: whether it makes sense while the database can't be reached
    alone: bool = False


#: in the order in which one would mend
CHECKS: list[Check] = [
    Check("settings", machine.settings_known, alone=True),
    Check("database", database.reached, alone=True),
    Check("durable", database.durable),
    Check("tables", database.tables),
    Check("clock", machine.clock, alone=True),
    Check("disk", machine.disk, alone=True),
    Check("writing", machine.writing, deep=True, alone=True),
    Check("secrets", machine.secrets, alone=True),
    Check("address", outside.address, alone=True),
    Check("mail", outside.mail, alone=True),
    Check("mail server", outside.mail_server, deep=True, alone=True),
    Check("pages", machine.pages, alone=True),
]


def findings(*, deep: bool = False, reached: bool = False) -> list[Finding]:
    """Every check; `deep` also those that take their time. What needs the database is left out when it is away.

    reached: the database has just answered, so nobody needs to ask whether it does.
    """
    found: list[Finding] = []
    away = False
    for check in CHECKS:
        if (check.deep and not deep) or (away and not check.alone) or (reached and check.name == "database"):
            continue
        made = [finding.of(check.name) for finding in check.look()]
        away = away or (check.name == "database" and any(not one.ok for one in made))
        found += made
    return found


def state_of(found: Iterable[Finding]) -> State:
    """The gravest of all."""
    wrong = [finding for finding in found if not finding.ok]
    if any(finding.grave for finding in wrong):
        return State.TROUBLE
    return State.MEND if wrong else State.GOOD
