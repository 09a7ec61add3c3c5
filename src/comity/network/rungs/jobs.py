"""What the clock does with evidence: once a day it is found on record."""

from datetime import datetime
from uuid import UUID

from comity.base.capacity import the_rule
from comity.base.clock import day_of
from comity.network.acts.evidence import find_evidence
from comity.network.rungs.finding import found

#: so many pieces stand in one entry of the record
AT_ONCE = 200


def find(coalition: UUID, at: datetime) -> int:
    """Note all that is on record; how many pieces that were."""
    pieces = list(found(coalition, day_of(at)))
    for start in range(0, len(pieces), AT_ONCE):
        find_evidence(pieces[start : start + AT_ONCE], by=the_rule(coalition), at=at)
    return len(pieces)
