"""What is worked out of waves behind the pages, and kept."""

import json
import zlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_scopes import scope, scopes_disabled

from comity.base.clock import now
from comity.network.models import KeptChange, KeptWave, Score, Wave
from comity.network.waves.changes import changed
from comity.network.waves.material import Material
from comity.network.waves.working_out import SHAPE, worked_out
from comity.notices.jobs import enqueue, job

A_WRITE = 500


def work_out_soon(wave: Wave) -> None:
    """Have a new wave worked out behind the page."""
    enqueue(work_out, coalition=wave.coalition_id, wave=wave.pk)


@job(tries=3)
def work_out(coalition: str, wave: str) -> None:
    """Work a wave out, and what changed since the one before."""
    with scope(coalition=UUID(coalition)):
        found = Wave.objects.filter(pk=wave).first()
        if found is not None:
            keep(found)
            before = previous(found)
            if before is not None:
                keep_change(before, found, at=now())


def keep(wave: Wave) -> None:
    """Work a wave out and keep it."""
    content, scores = worked_out(Material.of(wave))
    with transaction.atomic():
        Score.objects.filter(wave=wave).delete()
        Score.objects.bulk_create(scores, A_WRITE)
        KeptWave.objects.update_or_create(
            wave=wave, coalition_id=wave.coalition_id,
            defaults={"shape": SHAPE, "content": packed(content), "made_at": now()},
        )  # fmt: skip


def content_of(wave: Wave) -> dict[str, Any] | None:
    """What is kept of a wave; None while it is being worked out. One query."""
    row = KeptWave.objects.filter(wave=wave, shape=SHAPE).first()
    return unpacked(bytes(row.content)) if row is not None and row.content else None


def previous(wave: Wave) -> Wave | None:
    """The wave before this one, in use."""
    rows = Wave.objects.filter(dropped_at=None, asked_on__lte=wave.asked_on).exclude(pk=wave.pk)
    earlier = [one for one in rows if (one.asked_on, one.taken_at) < (wave.asked_on, wave.taken_at)]
    return max(earlier, key=lambda one: (one.asked_on, one.taken_at), default=None)


def ask_for_change(earlier: Wave, later: Wave, *, at: datetime) -> None:
    """Have the change between two waves worked out."""
    KeptChange.objects.update_or_create(
        earlier=earlier, later=later, coalition_id=later.coalition_id, defaults={"asked_at": at, "content": b""}
    )
    enqueue(work_out_change, coalition=later.coalition_id, earlier=earlier.pk, later=later.pk)


@job(tries=3)
def work_out_change(coalition: str, earlier: str, later: str) -> None:
    """Work out what changed between two waves."""
    with scope(coalition=UUID(coalition)):
        waves = {str(one.pk): one for one in Wave.objects.filter(pk__in=(earlier, later))}
        if len(waves) == 2:
            keep_change(waves[earlier], waves[later], at=now())


def keep_change(earlier: Wave, later: Wave, *, at: datetime) -> None:
    """Work out what changed, and keep it."""
    content = changed(Material.of(earlier), Material.of(later))
    KeptChange.objects.update_or_create(
        earlier=earlier, later=later, coalition_id=later.coalition_id,
        defaults={"shape": SHAPE, "content": packed(content), "asked_at": at},
    )  # fmt: skip


def change_between(earlier: Wave, later: Wave) -> KeptChange | None:
    """What is kept of the change; its content is empty while it is being worked out. One query."""
    found: KeptChange | None = KeptChange.objects.filter(earlier=earlier, later=later).first()
    return found


def keep_missing(_coalition: UUID | None, _at: datetime) -> None:
    """Work out waves of which nothing is kept that holds: an older version made it, or its job was lost."""
    with scopes_disabled():
        holds = KeptWave.objects.filter(shape=SHAPE).exclude(content=b"")
        rows = list(Wave.objects.exclude(pk__in=holds.values("wave")).values_list("coalition", "pk"))
    for coalition, wave in rows:
        work_out.call(str(coalition), str(wave))


def packed(content: dict[str, Any]) -> bytes:
    """Content as it is kept."""
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode())


def unpacked(data: bytes) -> dict[str, Any]:
    """Content as it was."""
    found: dict[str, Any] = json.loads(zlib.decompress(data))
    return found
