"""Rows as they stand once the chain is locked: what an act was handed may be minutes old."""

from typing import Any

from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.permissions import same_coalition
from comity.founding.convening.queries import READ
from comity.founding.models import Convening, Party, Reservation


def fresh(thing: Convening, by: Capacity) -> Convening:
    """The convening, read anew inside the act."""
    require(same_coalition(by, thing))
    found: Convening = Convening.objects.select_related(*READ).get(pk=thing.pk)
    return found


def fresh_party(party: Party, by: Capacity) -> Party:
    """One that is invited, with its convening."""
    require(same_coalition(by, party))
    found: Party = Party.objects.select_related("coalition", "organisation", "late_sheet").get(
        pk=party.pk, removed_at=None
    )
    found.convening = fresh(party.convening, by)
    return found


def fresh_reservation(row: Reservation, by: Capacity) -> Any:
    """A reservation with its convening and who raised it."""
    require(same_coalition(by, row))
    return Reservation.objects.select_related(
        "coalition", "convening__coalition", "organisation", "for_body", "person"
    ).get(pk=row.pk)  # fmt: skip
