"""Ground rules bound to what rooms below do: how open new records are, and how long leaving takes."""

from datetime import datetime
from uuid import UUID

from comity.base.confidentiality import Confidentiality
from comity.core.rulebook.types import GroundRules, Level
from comity.governing.rulebook.asking import adopted

LEVELS = {
    Level.PUBLIC: Confidentiality.PUBLIC,
    Level.COALITION: Confidentiality.COALITION,
    Level.BODY: Confidentiality.BODY,
}


def ground_of(coalition: UUID, at: datetime) -> GroundRules | None:
    """The ground rules in force; None before there are any."""
    version = adopted(coalition, at)
    return None if version is None else version.rules.ground


def starting_level(coalition: UUID, at: datetime) -> Confidentiality | None:
    """The level that new records start with."""
    ground = ground_of(coalition, at)
    return None if ground is None else LEVELS[ground.openness]


def leave_days(coalition: UUID, at: datetime) -> int:
    """How many days before it leaves a member says so."""
    version = adopted(coalition, at)
    return 0 if version is None else version.rules.membership.leave_days
