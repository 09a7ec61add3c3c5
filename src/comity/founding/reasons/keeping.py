"""The lines of the reasons, kept in this process for a minute: they stand on every agenda and change seldom.

An act of this process that could change them throws them away at once; one of another, they follow within the minute.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import get_language

from comity.base.clock import now
from comity.coalitions.models import Membership
from comity.founding.models import Reason
from comity.founding.reasons.queries import lines
from comity.governing.models import Competence
from comity.people.models import Organisation

LASTS = timedelta(minutes=1)
#: coalition and language → when they were read, and how they read
_kept: dict[tuple[UUID, str], tuple[Any, tuple[str, ...]]] = {}


def kept_lines(coalition: UUID) -> tuple[str, ...]:
    """Why they work together, a line each with its figure."""
    key, at = (coalition, get_language() or ""), now()
    found = _kept.get(key)
    if found is None or not timedelta() <= at - found[0] < LASTS:
        found = _kept[key] = (at, tuple(lines(coalition)))
    return found[1]


def forget(rows: list[models.Model]) -> None:
    """Told of all rows that an act changed."""
    if any(isinstance(row, Reason | Membership | Competence | Organisation) for row in rows):
        _kept.clear()
