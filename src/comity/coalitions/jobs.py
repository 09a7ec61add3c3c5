"""Work done behind the page: packing what somebody takes along, clearing it away, letting members go on their day."""

import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import day_of, now
from comity.base.refusal import Refused
from comity.coalitions.acts.leaving import part_at_last
from comity.coalitions.acts.parcels import parcel_failed, parcel_packed
from comity.coalitions.models import Membership, Parcel, ParcelState
from comity.coalitions.parcels import pack
from comity.coalitions.parcels.boxes import Zip
from comity.coalitions.standing import standing_of
from comity.notices.jobs import job

#: where parcels lie in the storage; backups leave this folder out
FOLDER = "parcels"
#: packing that takes longer was left by a worker that died
LONGEST = timedelta(hours=2)


@job()
def pack_parcel(coalition: str, parcel: str) -> None:
    """Pack what was asked for, as far as the person may see it now."""
    with scope(coalition=UUID(coalition)):
        waiting = Parcel.objects.filter(pk=parcel, state=ParcelState.PACKING)
        found = waiting.select_related("person", "coalition").first()
        if found is not None:
            _pack(found, at=now())


def _pack(parcel: Parcel, *, at: datetime) -> None:
    rule = the_rule(parcel.coalition_id)
    standing = standing_of(parcel.person_id, parcel.coalition_id, at=at)
    if not standing.coordinates:
        parcel_failed(parcel, by=rule, at=at)
        return
    try:
        with tempfile.TemporaryFile() as file:
            with Zip(file, at) as box:
                pack(parcel.coalition, standing, box, at=at)
            size = file.tell()
            file.seek(0)
            stored = default_storage.save(f"{FOLDER}/{parcel.pk}.zip", File(file))
    except Exception:
        parcel_failed(parcel, by=rule, at=at)
        raise
    parcel_packed(parcel, file=stored, size=size, by=rule, at=at)


def sweep(_coalition: UUID | None, at: datetime) -> None:
    """Clear away what is a week old, and what a worker that died left half packed."""
    for parcel in Parcel.objects.filter(expires_at__lt=at):
        if parcel.file:
            default_storage.delete(parcel.file)
        parcel.delete()
    left = Parcel.objects.filter(state=ParcelState.PACKING, asked_at__lt=at - LONGEST)
    for parcel in left.select_related("person"):
        parcel_failed(parcel, by=the_rule(parcel.coalition_id), at=at)


def let_go(coalition: UUID, at: datetime) -> None:
    """Let those leave that gave notice and whose day has come, in the coalition's own zone."""
    with scope(coalition=coalition):
        rows = Membership.objects.filter(leaves_on__lte=day_of(at) + timedelta(days=1))
        waiting = list(rows.select_related("organisation", "coalition"))
    for membership in waiting:
        with suppress(Refused):  # its day has not come there yet, or another worker was faster
            part_at_last(membership, by=the_rule(coalition), at=at)
