"""Checking a chain and noting that it was checked, for those who watch over the install."""

from datetime import datetime
from uuid import UUID

from comity.audit.models import Checked
from comity.audit.queries import head_of
from comity.audit.verify import Fault, verify


def check(chain: UUID, *, at: datetime) -> list[Fault]:
    """Every fault of a chain; when it was checked, and how many there were, is kept."""
    faults = list(verify(chain))
    known = {"at": at, "seq": head_of(chain).seq, "faults": len(faults)}
    Checked.objects.update_or_create(chain=chain, defaults=known)
    return faults
