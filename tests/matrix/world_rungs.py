"""What the world holds of work done together, full of canaries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from comity.base.capacity import Capacity, the_rule
from comity.network.acts import note_evidence, want_rung, withdraw_evidence
from comity.network.models import Evidence, Tie
from tests.cast import Troupe


def do_together(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """Something the two sides of each tie did; on the named tie only its readers may know of it."""
    rule = the_rule(troupe.coalition.pk)
    for field, pk, canary in [
        ("evidence", things.tie, f"KANARI-{name}"),
        ("named_evidence", things.named_tie, f"KANARI-NAMED-{name}"),
    ]:
        tie = Tie.objects.select_related("first", "second").get(pk=pk)
        said = {"first": tie.first, "second": tie.second, "words": canary, "at": at}
        setattr(things, field, note_evidence(item="space_lent", on=at.date(), by=rule, **said).pk)
        gone = note_evidence(item="hours_lent", on=at.date(), by=rule, **said)
        side = next((by for by in hats if by.of in (tie.first_id, tie.second_id)), None)
        if side is not None:
            want_rung(tie, level=4, by=side, at=at)
        if side is not None and field == "evidence":
            withdraw_evidence(gone, why=canary, by=side, at=at)
        gone = Evidence.objects.get(pk=gone.pk)
        gone.withdrawn_why = gone.source = gone.url = gone.noted_name = canary
        gone.store()

