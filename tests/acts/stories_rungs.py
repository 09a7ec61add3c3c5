"""Stories of what two organisations do together."""

from comity.network.acts import (
    confirm_evidence,
    note_evidence,
    restore_evidence,
    want_rung,
    withdraw_evidence,
)
from comity.network.models import Evidence
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe


@story(
    "network.evidence.noted", "network.evidence.confirmed", "network.evidence.withdrawn", "network.evidence.restored",
    "network.rung.wanted",
)  # fmt: skip
def a_hall_is_lent(troupe: Troupe) -> None:
    sides = {"first": troupe.organisations["OD"], "second": troupe.organisations["HT"]}
    lent = note_evidence(
        **sides, item="space_lent", on=THEN.date(), words="The hall.", by=shelter(troupe), at=THEN
    )
    confirm_evidence(lent, by=tenants(troupe), at=LATER)
    withdraw_evidence(lent, why="It was the yard.", by=tenants(troupe), at=LATER)
    restore_evidence(lent, by=tenants(troupe), at=LATER)
    want_rung(lent.tie, level=4, by=tenants(troupe), at=LATER)
    assert Evidence.objects.get(pk=lent.pk).confirmed
