"""A roster on its way in: what was pasted or uploaded, between the first look at it and the import.

None of this is the coalition's practice yet, so it stands in no record of acts and is swept away after a day.
"""

import json
import zlib
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.coalitions.models import ScopedRecord

#: how long a draft is kept
LIVES = timedelta(days=1)


class DraftState(models.TextChoices):
    """waiting → checking → checked → (checking …) → running → done; whatever runs may fail."""

    WAITING = "waiting", _("Waiting")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    RUNNING = "running", _("Being entered")
    DONE = "done", _("Entered")
    FAILED = "failed", _("Failed")


class RosterDraft(ScopedRecord):
    """One roster of one person. `hat`: the capacity it is imported in.

    tables: packed JSON, kind → {called, pasted, header, rows, numbers, notes}. choices: what the person decided;
    found: what the last check said; entry: that of the import in the record.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    hat = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.WAITING)
    tables = models.BinaryField()
    row_count = models.PositiveIntegerField()
    choices: Any = models.JSONField(default=dict, blank=True)
    found: Any = models.JSONField(default=dict, blank=True)
    entry = models.UUIDField(null=True)
    busy_since_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="draft_by_expiry")]

    @property
    def busy(self) -> bool:
        """Is somebody at work on it?"""
        return self.state in (DraftState.CHECKING, DraftState.RUNNING)


def packed(tables: dict[str, Any]) -> bytes:
    """Tables as they are kept."""
    return zlib.compress(json.dumps(tables, ensure_ascii=False).encode(), 3)


def unpacked(data: bytes) -> dict[str, Any]:
    """Tables as they were."""
    found: dict[str, Any] = json.loads(zlib.decompress(data))
    return found
